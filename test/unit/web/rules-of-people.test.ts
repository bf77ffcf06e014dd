import { describe, expect, test } from 'vitest';
import { requestPages } from '../../../functions/web/requests-route.ts';
import { Colleague } from '../../support/signed-in.ts';
import { CALL, WorkSite } from '../../support/work-site.ts';
import { CUSTOMER, invoiceOf, START, World } from '../../support/world.ts';

const person = (id: string, department: string, roles: string[], deputy?: string) => ({
  ...{ id, name: id, email: `${id}@company.test`, department, roles },
  ...(deputy === undefined ? {} : { deputy }),
});
const PEOPLE = [
  person('anna', 'client-relations', ['specialist'], 'ben'),
  person('ben', 'client-relations', ['trainee']),
  person('max', 'client-relations', ['manager'], 'mia'),
  person('mia', 'client-relations', ['trainee']),
  person('sally', 'sales', ['sales']),
];
const DEPARTMENT = '/list?of=department:client-relations';

const officeOf = async (customer: object = {}) => {
  const settings = { departments: { 'client-relations': { manager: 'max' }, sales: {} } };
  const customers = [{ ...CUSTOMER, ...customer }];
  const world = await World.make({ start: START, staff: PEOPLE, settings, customers });
  await world.record(invoiceOf('i1'));
  const site = await WorkSite.over(world);
  requestPages(site.pages);
  const at = (id: string): Promise<Colleague> =>
    Colleague.signIn(site.pages.app as never, world.platform, { id, email: `${id}@company.test` });
  const listOf = async (id: string, path = '/list'): Promise<string> => (await (await at(id)).ask(path)).body;
  return { world, site, at, listOf };
};

describe('what people do, on the pages that they do it on', () => {
  test('rule 24: a hold needs a reason and an end, lifts itself, and its owner has it on the list', async () => {
    const { world, site, at, listOf } = await officeOf();
    await world.to('2026-03-06T18:00:00Z');
    const anna = await at('anna');
    const hold = { ...site.seen(), once: 'h-1', scope: 'invoice', until: '2026-03-10' };
    expect((await anna.send(`/items/${CALL}/hold`, hold)).status).toBe(422);
    expect((await anna.send(`/items/${CALL}/hold`, { ...hold, reason: 'They are moving' })).status).toBe(303);
    expect((await anna.ask('/accounts/c1')).body).toContain('They are moving');
    expect(await listOf('anna')).toContain('All done');
    await world.to('2026-03-10T12:00:00Z');
    expect(await listOf('anna')).toContain('Hold ended');
    expect((await world.invoice()).standing).not.toBe('held');
  });

  test('rule 25: what nobody answers is seen by the deputy, the manager, and then by the department', async () => {
    const { world, listOf } = await officeOf();
    const has = async (id: string, path?: string) => (await listOf(id, path)).includes('Call the customer');
    const lists = async () => [await has('anna'), await has('ben'), await has('max'), await has('anna', DEPARTMENT)];
    await world.to('2026-03-06T18:00:00Z');
    expect(await lists()).toEqual([true, false, false, false]);
    await world.to('2026-03-11T12:00:00Z');
    expect(await lists()).toEqual([false, true, false, false]);
    await world.to('2026-03-16T12:00:00Z');
    expect(await lists()).toEqual([false, false, true, false]);
    await world.to('2026-03-20T12:00:00Z');
    expect(await lists()).toEqual([false, false, false, true]);
  });

  test('rule 27: a request that nobody answers is the deputy’s to decide, and nothing is assumed', async () => {
    const { world, at, listOf } = await officeOf();
    await world.to('2026-03-12T12:00:00Z');
    const { itemId } = world.items().find(({ kind }) => kind === 'approval')!;
    const way = `href="/requests/${itemId}"`;
    expect([(await listOf('max')).includes(way), (await listOf('mia')).includes(way)]).toEqual([true, false]);
    await world.to('2026-03-17T12:00:00Z');
    expect([(await listOf('max')).includes(way), (await listOf('mia')).includes(way)]).toEqual([false, true]);
    expect(world.sent().some((letter) => letter.includes('escalate'))).toBe(false);
    const mia = await at('mia');
    expect((await mia.ask(`/requests/${itemId}`)).body).toContain('Send Customer One a final notice?');
    expect((await mia.send(`/requests/${itemId}`, { decision: 'approve' })).status).toBe(303);
    await world.to('2026-03-18T12:00:00Z');
    expect(world.sent().some((letter) => letter.includes('escalate'))).toBe(true);
  });

  test('rule 26: a decision on the department’s list is offered to those whom it is asked of, and to nobody else', async () => {
    const { world, listOf } = await officeOf();
    await world.to('2026-03-31T12:00:00Z');
    const { itemId } = world.items().find(({ kind }) => kind === 'approval')!;
    const offered = async (id: string) => (await listOf(id, DEPARTMENT)).includes(`href="/requests/${itemId}"`);
    expect([await offered('max'), await offered('mia'), await offered('anna')]).toEqual([true, true, false]);
    expect(await listOf('anna', DEPARTMENT)).toContain(`href="/items/${itemId}?of=c1"`);
    expect(await listOf('anna', `/items/${itemId}?of=c1`)).toContain('It is decided by: max, mia.');
  });

  test('rule 30: a key account is visited by its owner, and only then the manager is asked', async () => {
    const { world, site, at, listOf } = await officeOf({ tags: ['key-account'], accountOwner: 'sally' });
    await world.to('2026-03-13T12:00:00Z');
    expect(world.items().filter(({ kind }) => kind === 'approval')).toEqual([]);
    const visit = world.items().find(({ assignee, title }) => assignee === 'sally' && /visit/i.test(title))!;
    expect(await listOf('sally')).toContain(visit.title);
    const note = { ...site.seen(visit.itemId), note: 'They wait for a refund' };
    expect((await (await at('sally')).send(`/items/${visit.itemId}/done`, note)).status).toBe(303);
    await world.to('2026-03-16T12:00:00Z');
    expect(await listOf('max')).toContain('Approve the final notice');
    expect((await (await at('max')).ask('/accounts/c1')).body).toContain('They wait for a refund');
  });
});
