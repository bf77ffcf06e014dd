import { describe, expect, it } from 'vitest';
import takeOver from '../../../functions/lifecycle/take-over.handler.ts';
import type { Write } from '../../../functions/platform/ports.ts';
import type { Task } from '../../../functions/platform/task.ts';
import { CUSTOMER, crash, invoiceOf, paymentOf, QUICK, START, World, type WorldOptions } from '../../support/world.ts';

/** An execution that failed, ran out of time or was stopped comes back as an event, and the next one goes on at once. */

type Tasks = NonNullable<WorldOptions['tasks']>;

const made = async (options: Partial<WorldOptions> = {}): Promise<World> => {
  const world = await World.make({ start: START, ...options });
  await world.record(invoiceOf('i1'));
  return world;
};

/** A task that fails while `isDown` says so, with an error that no retry lists. */
const failing =
  (name: string, isDown: (call: number) => boolean): Tasks =>
  (tasks) => {
    let calls = 0;
    const broken = async (task: Task, ...call: Parameters<Task['call']>): Promise<unknown> => {
      calls += 1;
      if (isDown(calls)) throw new TypeError('A fault in the program');
      return task.call(...call);
    };
    const task = tasks.get(name)!;
    return new Map([...tasks, [name, { name, call: (...call) => broken(task, ...call) }]]);
  };

const stopAll = async (world: World, workflow: string): Promise<void> => {
  const { engine } = world.runtime;
  for (const { name } of engine.executions({ workflow, status: 'RUNNING' }).items)
    await engine.stop(workflow, name, 'Stopped by hand');
  await world.runtime.settle();
};
const namesOf = (world: World, workflow: string): string[] =>
  world.runtime.engine
    .executions({ workflow })
    .items.map(({ name, status }) => `${name} ${status}`)
    .sort();

describe('a case', () => {
  it('whose execution was stopped goes on in the next one at once, and repeats nothing', async () => {
    const world = await made();
    await world.to('2026-03-05T00:00:00Z');
    await stopAll(world, 'invoice-lifecycle');
    expect(await world.case()).toMatchObject({ restart: 1, status: 'open', parked: { token: expect.any(String) } });
    expect(world.told('execution-died').map(({ why }) => why.rule)).toEqual(['execution-stopped']);
    expect(world.told('case-started').map(({ why }) => why.rule)).toEqual(['case-begins', 'restarted']);
    await world.to('2026-03-13T00:00:00Z');
    expect(await world.steps()).toEqual(['reminder-1 letter', 'call task', 'reminder-2 letter']);
    expect(world.posted()).toBe(2);
  });

  it('is followed once, however often and late the word comes', async () => {
    const world = await made();
    await world.to('2026-03-05T00:00:00Z');
    const word = (restart: number) => ({
      workflow: 'invoice-lifecycle',
      execution: `i1-c1-r${restart}`,
      status: 'ABORTED',
      error: null,
      input: { invoiceId: 'i1', customerId: 'c1', cycle: 1, restart },
    });
    await stopAll(world, 'invoice-lifecycle');
    for (let time = 0; time < 3; time++) await takeOver.call(world.platform, word(0));
    await world.runtime.settle();
    expect(namesOf(world, 'invoice-lifecycle')).toEqual(['i1-c1-r0 ABORTED', 'i1-c1-r1 RUNNING']);
    await world.record(paymentOf('i1'));
    await takeOver.call(world.platform, word(1));
    await world.runtime.settle();
    expect(await world.case()).toMatchObject({ restart: 1, status: 'closed' });
  });

  it('that was drained on purpose stays as it is until something looks at it again', async () => {
    const world = await made({ deaf: true });
    await world.to('2026-03-05T00:00:00Z');
    await world.runtime.engine.stop('invoice-lifecycle', 'i1-c1-r0', 'The stage is taken down');
    const input = { invoiceId: 'i1', customerId: 'c1', cycle: 1, restart: 0 };
    const word = { workflow: 'invoice-lifecycle', execution: 'i1-c1-r0', status: 'ABORTED', error: 'Drained', input };
    await takeOver.call(world.platform, word);
    expect(await world.case()).toMatchObject({ restart: 0 });
    expect(world.told('execution-died')).toEqual([]);
  });

  it('of a payer that is being changed is followed when the change is complete', async () => {
    const world = await made();
    await world.to('2026-03-05T00:00:00Z');
    const head = { pk: 'C#c1', sk: 'HEAD' };
    await world.table.write({ update: head, set: { applying: 'a change' } });
    await stopAll(world, 'invoice-lifecycle');
    expect(await world.case()).toMatchObject({ restart: 0, ended: '2026-03-05T00:00:00.000Z' });
    await world.table.write({ update: head, remove: ['applying'] });
    await world.to('2026-03-05T00:15:00Z');
    expect(await world.case()).toMatchObject({ restart: 1, parked: { token: expect.any(String) } });
  });

  it('whose end was noted by a call that died itself reaches a person by the repeat of the word', async () => {
    const world = await World.make({ start: START, tolerant: true, tasks: failing('ChooseNextStep', () => true) });
    const notesEnd = (write: Write): boolean => 'update' in write && write.set?.ended !== undefined;
    world.hooks.after(notesEnd, crash);
    await world.record(invoiceOf('i1'));
    expect(world.hooks.waiting).toBe(0);
    expect([...world.table.scan('STUCK#')]).toEqual([]);
    const input = { invoiceId: 'i1', customerId: 'c1', cycle: 1, restart: 3 };
    const word = { workflow: 'invoice-lifecycle', execution: 'i1-c1-r3', status: 'FAILED', error: 'TypeError', input };
    await takeOver.call(world.platform, word);
    expect([...world.table.scan('STUCK#')]).toHaveLength(1);
  });

  it('that keeps dying goes to a person after three restarts, and is tried again a day later', async () => {
    const repaired = Date.parse('2026-03-04T12:00:00Z');
    let world: World | undefined;
    world = await made({ tasks: failing('ChooseNextStep', () => (world?.clock.now() ?? 0) < repaired) });
    expect(namesOf(world, 'invoice-lifecycle')).toEqual([0, 1, 2, 3].map((restart) => `i1-c1-r${restart} FAILED`));
    await world.to('2026-03-04T11:00:00Z');
    expect(world.items().map(({ itemId }) => itemId)).toEqual(['task-i1-cannot-be-decided']);
    expect(namesOf(world, 'invoice-lifecycle')).toHaveLength(4);
    await world.to('2026-03-06T00:00:00Z');
    expect(await world.case()).toMatchObject({ status: 'open', parked: { token: expect.any(String) } });
    expect(world.items()).toEqual([]);
    expect(await world.steps()).toEqual(['reminder-1 letter']);
    await world.to('2026-03-13T00:00:00Z');
    expect(await world.steps()).toEqual(['reminder-1 letter', 'call task', 'reminder-2 letter']);
  });
});

describe('a request for approval', () => {
  const escalate = QUICK.steps.at(-1)!;
  const policies = [{ ...QUICK, steps: [{ ...escalate, when: { anchor: 'due', days: 1 } }] }];
  const approve = { type: 'approval.decided', by: 'max', invoiceId: 'i1', action: 'final-notice', decision: 'approve' };

  it('whose execution was stopped is taken over at once, with what was asked', async () => {
    const world = await made({ policies });
    await world.to('2026-03-04T12:00:00Z');
    const [item] = world.items();
    await stopAll(world, 'escalation');
    expect(namesOf(world, 'escalation').map((name) => name.replace(/^.*?(-r1)? /, '$1 '))).toEqual([
      ' ABORTED',
      '-r1 RUNNING',
    ]);
    await world.record({ ...approve, type: 'approval.decided' });
    await world.to('2026-03-05T00:00:00Z');
    expect(world.told('approval-asked')).toHaveLength(1);
    expect(item!.kind).toBe('approval');
    expect(world.sent()).toEqual(['2026-03-04 c1 escalate sent']);
  });

  it('whose execution died before it asked is asked for anew', async () => {
    const world = await made({ policies, tasks: failing('JudgeEscalation', (call) => call === 1) });
    await world.to('2026-03-04T12:00:00Z');
    expect(world.items().map(({ kind }) => kind)).toEqual(['approval']);
    await world.record({ ...approve, type: 'approval.decided' });
    await world.to('2026-03-05T00:00:00Z');
    expect(world.sent()).toEqual(['2026-03-04 c1 escalate sent']);
  });

  it.each(['JudgeEscalation', 'ParkEscalation'])(
    'whose executions keep dying in %s goes to a person: it is not asked for over and over',
    async (task) => {
      const world = await made({ policies, tasks: failing(task, () => true) });
      await world.to('2026-03-04T23:00:00Z');
      expect(world.items().map(({ itemId }) => itemId)).toContain('task-i1-cannot-be-decided');
      expect(namesOf(world, 'escalation').length).toBeLessThanOrEqual(5);
    },
  );
});

describe('an issue', () => {
  const raised = { type: 'issue.raised', issueId: 's1', invoiceId: 'i1', category: 'price' } as const;
  const solved = {
    type: 'issue.resolved',
    issueId: 's1',
    outcome: 'company-right',
    rootCause: 'A misprint',
    correctiveAction: 'Proofread',
  } as const;

  it('whose execution was stopped is taken over at once, and ends when it is solved', async () => {
    const world = await made();
    await world.record(raised);
    await stopAll(world, 'issue-resolution');
    expect(namesOf(world, 'issue-resolution')).toEqual(['issue-s1 ABORTED', 'issue-s1-r1 RUNNING']);
    await world.record(solved);
    expect(namesOf(world, 'issue-resolution')).toEqual(['issue-s1 ABORTED', 'issue-s1-r1 SUCCEEDED']);
    expect(world.items()).toEqual([]);
  });

  it('whose execution was stopped unheard still reaches its end when it is solved', async () => {
    const world = await made({ deaf: true });
    await world.record(raised);
    await stopAll(world, 'issue-resolution');
    await world.record(solved);
    await world.to('2026-03-03T18:45:00Z');
    expect(namesOf(world, 'issue-resolution')).toEqual(['issue-s1 ABORTED', 'issue-s1-r1 SUCCEEDED']);
    expect(world.items()).toEqual([]);
  });

  it('whose execution was stopped unheard still goes to the manager at its deadline', async () => {
    const world = await made({ deaf: true, prove: true });
    await world.record(raised);
    await stopAll(world, 'issue-resolution');
    await world.to('2026-03-12T00:00:00Z');
    expect(namesOf(world, 'issue-resolution')).toEqual(['issue-s1 ABORTED', 'issue-s1-r1 RUNNING']);
    expect(world.told('item-moved-on').map(({ why }) => why.rule)).toContain('issue-unanswered');
  });

  it('whose execution died before it ever parked is taken over as well', async () => {
    const world = await made({ tasks: failing('JudgeIssue', (call) => call === 1) });
    await world.record(raised);
    expect(namesOf(world, 'issue-resolution')).toEqual(['issue-s1 FAILED', 'issue-s1-r1 RUNNING']);
    expect(world.items().map(({ kind }) => kind)).toEqual(['issue']);
  });

  it('whose executions keep dying goes to a person after three', async () => {
    const world = await made({ tasks: failing('ParkIssue', () => true) });
    await world.record(raised);
    expect(namesOf(world, 'issue-resolution')).toHaveLength(4);
    await world.to('2026-03-04T00:00:00Z');
    expect(namesOf(world, 'issue-resolution')).toHaveLength(4);
    expect(world.items().map(({ itemId }) => itemId)).toContain('task-i1-cannot-be-decided');
  });
});

describe('runs that follow no invoice', () => {
  const word = (workflow: string, execution: string) => ({
    workflow,
    execution,
    status: 'FAILED',
    error: 'E',
    input: {},
  });

  it('are told: the next one does their work', async () => {
    const world = await made();
    await takeOver.call(world.platform, word('correspondence', 'run-1'));
    expect(world.told('execution-died').map(({ why }) => why.facts.workflow)).toEqual(['correspondence']);
    expect(world.items()).toEqual([]);
  });

  it('an import that stopped half way is on the list of finance, once', async () => {
    const world = await made({ customers: [CUSTOMER] });
    for (let time = 0; time < 2; time++) await takeOver.call(world.platform, word('ledger-import', 'import-1'));
    expect(world.items().map(({ itemId, department }) => [itemId, department])).toEqual([
      ['task-import-1-import-stopped', 'finance'],
    ]);
  });
});
