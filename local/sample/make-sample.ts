import type { DatabaseSync } from 'node:sqlite';
import { seededIds } from '../../functions/adapters/embedded/ids.ts';
import type { Customer } from '../../functions/ledger/contract.ts';
import type { LedgerEvent } from '../../functions/ledger/event.ts';
import { storeCompany } from '../../functions/platform/company.ts';
import { ServiceUnavailable } from '../../functions/platform/errors.ts';
import type { Mailer, OutgoingMail, Ports } from '../../functions/platform/ports.ts';
import { seededRandom } from '../rehearse/random.ts';
import { dropOldRuns, recordComing, type World, worldIn } from '../server/world.ts';
import { BEGINS, FIRST_PAGE } from './calendar.ts';
import { samplePolicies, sampleSettings, sampleStaff } from './company.ts';
import { ordinaryCustomers } from './customers.ts';
import { feeds, ordinaryLife } from './ordinary-life.ts';
import { escalationStories } from './stories-escalation.ts';
import { familyStories } from './stories-families.ts';
import { peopleStories, UNANSWERED } from './stories-people.ts';
import { beginTelling } from './telling.ts';

/** A mail service that once does not answer in time. */
const unanswering = (mailer: Mailer): Mailer => ({
  send: async (mail: OutgoingMail) => {
    const sent = await mailer.send(mail);
    if (mail.to.includes(UNANSWERED)) throw new ServiceUnavailable('The mail service did not answer in time');
    return sent;
  },
  standing: () => mailer.standing(),
});

const everybody = (): { customers: Customer[]; events: LedgerEvent[] } => {
  beginTelling();
  const ordinary = ordinaryCustomers();
  const stories = [...escalationStories(), ...peopleStories(), ...familyStories()];
  return {
    customers: [...ordinary, ...stories.flatMap(({ customers }) => customers)],
    events: [...ordinaryLife(ordinary), ...feeds(), ...stories.flatMap(({ events }) => events)],
  };
};

/** Lives through the sample's ten weeks: what happened before is known from the start, what comes later waits. */
const live = async (world: World, events: readonly LedgerEvent[], onProgress: (share: number) => void) => {
  const { runtime, clock, coming } = world;
  for (const event of [...events].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))) coming.add(event);
  await recordComing(world);
  await runtime.reviewNight();
  for (let next = coming.first(); next !== undefined && next.at <= FIRST_PAGE; next = coming.first()) {
    await runtime.advanceTo(Math.max(next.at - 1, clock.now()));
    clock.moveTo(Math.max(next.at, clock.now()));
    await recordComing(world);
    onProgress((clock.now() - BEGINS) / (FIRST_PAGE - BEGINS));
  }
  await runtime.advanceTo(FIRST_PAGE);
  dropOldRuns(world);
};

/**
 * Makes the sample in an empty database: a company with some eighty customers and three hundred invoices, ten weeks into
 * using the product. Always the same. `onProgress` is told how much of it is done, 0 to 1.
 */
export const makeSample = async (database: DatabaseSync, onProgress: (share: number) => void): Promise<void> => {
  const world = worldIn(database, {
    start: BEGINS,
    ids: seededIds('sample'),
    random: seededRandom(1),
    wrap: (ports: Ports) => ({ ...ports, mailer: unanswering(ports.mailer) }),
    prove: false,
  });
  const { runtime, notes } = world;
  notes.write('ledger', { kind: 'sample' });
  const company = { settings: sampleSettings(), policies: samplePolicies(), staff: sampleStaff() };
  await storeCompany(runtime.platform.table, company);
  const { customers, events } = everybody();
  const at = new Date(BEGINS).toISOString();
  for (const customer of customers)
    await runtime.record({ id: `known-${customer.id}`, source: 'books', at, type: 'customer.updated', customer });
  await live(world, events, onProgress);
};
