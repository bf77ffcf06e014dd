import type { LedgerEvent } from '../../../functions/ledger/event.ts';
import { parseEventPayload } from '../../../functions/ledger/import/json-lines.ts';
import { storeCompany } from '../../../functions/platform/company.ts';
import { startOfDay } from '../../../functions/platform/zone.ts';
import { type Policy, policy } from '../../../functions/policy/contract.ts';
import { samplePolicies, sampleSettings, sampleStaff, ZONE } from '../../../local/sample/company.ts';
import { customer } from '../../../local/sample/customers.ts';
import { makeLedgerFile } from '../../../local/server/ledger-file.ts';
import { recordComing, worldIn } from '../../../local/server/world.ts';

/** The ledger of a story: the sample's company with a customer or two, and what its books will say later. */

type Loose = Record<string, unknown>;

/** A Monday. */
const FIRST_DAY = '2026-03-02';

/** Those who have closed their business: nothing helps but to write it off, whatever the amount. */
const closedBusiness = (): Policy =>
  policy.parse({
    id: 'closed-business',
    version: 1,
    appliesTo: { tags: ['closed'] },
    terms: { dueDays: 30 },
    sendWindow: { from: '09:00', to: '17:00' },
    limits: { minimumGapDays: 5, contactsPerWeek: 1 },
    approval: { answerWithinBusinessDays: 2 },
    steps: [
      { id: 'reminder-1', kind: 'reminder', when: { anchor: 'due', days: 3 }, letter: 'reminder-1' },
      {
        id: 'write-off',
        kind: 'escalation',
        when: { anchor: 'due', days: 28 },
        action: 'write-off',
        approver: 'manager',
      },
    ],
  });

export const business = (id: string, name: string, more: Loose = {}) =>
  customer(id, name, 'commercial', {
    accountOwner: 'amy',
    contacts: [
      {
        name: 'Rosa Lindgren',
        email: `rosa@${name.toLowerCase().replace(/\W+/g, '-')}.example`,
        phone: '+1 555 010 0177',
        roles: ['billing'],
      },
    ],
    ...more,
  });

let told = 0;
/** What the books say at an instant. */
export const says = (at: string, type: string, fields: Loose): LedgerEvent => {
  told += 1;
  return parseEventPayload({ id: `told-${told}`, source: 'books', at, type, ...fields })[0]!;
};

/** Puts a ledger that begins on the first day into a file; what happens later waits for its instant. */
export const makeStory =
  (events: readonly LedgerEvent[]) =>
  (file: string): Promise<void> =>
    makeLedgerFile(file, async (database) => {
      const world = worldIn(database, { start: startOfDay(FIRST_DAY, ZONE) });
      world.notes.write('ledger', { kind: 'own' });
      await storeCompany(world.runtime.platform.table, {
        settings: { ...sampleSettings(), freshnessHours: null },
        policies: [closedBusiness(), ...samplePolicies()],
        staff: sampleStaff(),
      });
      for (const event of events) world.coming.add(event);
      await recordComing(world);
      await world.runtime.reviewNight();
    });
