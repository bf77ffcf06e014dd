import { beforeEach, describe, expect, it } from 'vitest';
import { writesTo } from '../../support/matches.ts';
import { CUSTOMER, invoiceOf, paymentOf, QUICK, STAFF, START, World } from '../../support/world.ts';

/** Approvals and issues: an answer comes in right before the waiting task is parked, or a fact right before the act. */

const policy = (action: string) => ({
  ...QUICK,
  steps: [
    {
      id: 'escalate',
      kind: 'escalation',
      when: { anchor: 'due', days: 1 },
      action,
      approver: 'manager',
      letter: 'final-notice',
    },
  ],
});
const answer = (decision: string, action = 'final-notice') =>
  ({ type: 'approval.decided', by: 'max', invoiceId: 'i1', action, decision, reason: 'So' }) as const;
const parksRequest = (write: object): boolean =>
  'update' in write && (write as { set?: { approval?: { parked?: object } } }).set?.approval?.parked !== undefined;
const made = async (action = 'final-notice', deaf = false): Promise<World> => {
  const world = await World.make({ start: START, policies: [policy(action)], tolerant: true, deaf });
  await world.record(invoiceOf('i1'));
  return world;
};

const stopRequests = async (world: World): Promise<void> => {
  const { engine } = world.runtime;
  for (const { name } of engine.executions({ workflow: 'escalation', status: 'RUNNING' }).items)
    await engine.stop('escalation', name, 'Stopped by hand');
};

describe('an approval', () => {
  it.each(['approve', 'reject'])(
    'that is answered (%s) right before its task is parked is not lost',
    async (decision) => {
      const world = await made();
      world.hooks.before(parksRequest, () => world.arrivesAndWakes(answer(decision), 'i1'));
      await world.to('2026-03-05T00:00:00Z');
      expect(world.hooks.waiting).toBe(0);
      const left = decision === 'approve' ? ['2026-03-04 c1 escalate sent'] : [];
      expect(world.sent()).toEqual(left);
      expect(world.items().map(({ kind }) => kind)).toEqual(['task']);
    },
  );

  it('is not asked for where the invoice was paid since the step was found due', async () => {
    const world = await made();
    world.hooks.before(
      (write) => 'put' in write && write.put.sk.startsWith('ITEM#approval'),
      () => world.arrivesUnheard(paymentOf('i1')),
    );
    await world.to('2026-03-05T00:00:00Z');
    expect(world.hooks.waiting).toBe(0);
    expect(world.items()).toEqual([]);
    expect((await world.case())?.status).toBe('closed');
  });

  it('lapses where a payment comes right before the act: nothing is carried out', async () => {
    const world = await made('credit-hold');
    await world.to('2026-03-04T12:00:00Z');
    world.hooks.before(
      (write) => 'put' in write && 'how' in write.put && write.put.status === 'done',
      () => world.arrivesUnheard(paymentOf('i1', '40.00')),
    );
    await world.record(answer('approve', 'credit-hold'));
    await world.to('2026-03-04T13:00:00Z');
    expect(world.hooks.waiting).toBe(0);
    expect(world.told('credit-hold-requested')).toEqual([]);
    expect(world.told('approval-lapsed')).toHaveLength(1);
    expect(world.items().map(({ kind }) => kind)).toEqual(['approval']);
  });

  it('whose execution was stopped unheard is still carried out when it is answered', async () => {
    const world = await made('final-notice', true);
    await world.to('2026-03-04T12:00:00Z');
    await stopRequests(world);
    await world.record(answer('approve'));
    await world.to('2026-03-04T13:00:00Z');
    expect(world.told('approval-asked')).toHaveLength(1);
    expect(world.sent()).toEqual(['2026-03-04 c1 escalate sent']);
  });

  it('whose execution was stopped unheard is still handed on when nobody answers', async () => {
    const staff = [{ ...STAFF[1]!, deputy: 'anna' }, STAFF[0]!];
    const policies = [policy('final-notice')];
    const world = await World.make({ start: START, policies, staff, prove: true, deaf: true });
    await world.record(invoiceOf('i1'));
    await world.to('2026-03-04T12:00:00Z');
    await stopRequests(world);
    await world.to('2026-03-11T12:00:00Z');
    expect(world.items().map(({ kind, assignee }) => `${kind} ${assignee}`)).toEqual(['approval anna']);
  });

  it('lapses where the contacts change, and is asked for anew', async () => {
    const world = await made();
    await world.to('2026-03-04T12:00:00Z');
    const contacts = [{ name: 'New', email: 'new@c1.test', roles: ['billing'] }];
    await world.record({ type: 'customer.updated', customer: { ...CUSTOMER, contacts } });
    await world.to('2026-03-04T13:00:00Z');
    expect(world.told('approval-asked')).toHaveLength(2);
    expect(world.items().map(({ kind }) => kind)).toEqual(['approval']);
    await world.record(answer('approve'));
    await world.to('2026-03-05T00:00:00Z');
    expect(world.mails.filter(({ audience }) => audience === 'customer').map(({ to }) => to)).toEqual([
      ['new@c1.test'],
    ]);
  });
});

describe('an issue', () => {
  let world: World;
  beforeEach(async () => {
    world = await World.make({ start: START });
    await world.record(invoiceOf('i1'));
  });
  const parks = writesTo('ISSUE-PARK#');
  const raised = { type: 'issue.raised', issueId: 's1', invoiceId: 'i1', category: 'price' } as const;
  const solved = {
    type: 'issue.resolved',
    issueId: 's1',
    outcome: 'company-right',
    rootCause: 'A misprint',
    correctiveAction: 'Proofread',
  } as const;

  it('that is taken up right before its task is parked: the customer hears of it', async () => {
    world.hooks.before(parks, () => world.arrivesAndWakes({ type: 'issue.taken-up', issueId: 's1' }, 'i1'));
    await world.record(raised);
    await world.to('2026-03-05T00:00:00Z');
    expect(world.hooks.waiting).toBe(0);
    expect(world.letters().map(({ template }) => template)).toEqual(['issue-taken-up']);
  });

  it('that is solved right before its task is parked: its item closes and its execution ends', async () => {
    world.hooks.before(parks, () => world.arrivesAndWakes(solved, 'i1'));
    await world.record(raised);
    expect(world.hooks.waiting).toBe(0);
    expect(world.items()).toEqual([]);
    expect(world.runtime.engine.execution('issue-resolution', 'issue-s1')?.status).toBe('SUCCEEDED');
  });
});
