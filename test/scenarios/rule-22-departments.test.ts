import { describe, expect, test } from 'vitest';
import { OFFICE, problemsOf, raised, resolved, SETTINGS, takenUp } from '../support/office.ts';
import { rehearse, type ScenarioFile } from '../support/rehearse.ts';
import { issued, world } from '../support/scenario-parts.ts';

type Loose = Record<string, unknown>;

const WEDNESDAY = '2026-03-04T15:00:00Z';
const file = (until: string, events: Loose[], more: Partial<ScenarioFile> = {}): ScenarioFile =>
  world(until, [issued('I1'), ...events], { settings: SETTINGS, staff: OFFICE, ...more });
const play = (until: string, events: Loose[], more: Partial<ScenarioFile> = {}) => rehearse(file(until, events, more));

const pulledIn = (at: string, more: Loose = {}): Loose => ({
  at,
  type: 'issue.pulled-in',
  by: 'vera',
  issueId: 'S1',
  taskId: 'T1',
  department: 'sales',
  task: 'Say what was agreed with the customer',
  ...more,
});

describe('rule 22: departments that are pulled into an issue', () => {
  test('rule 22: each has a task of its own beside the issue, which stays where it is', async () => {
    const result = await play('2026-03-06T12:00:00Z', [
      raised(WEDNESDAY),
      pulledIn('2026-03-05T10:00:00Z'),
      pulledIn('2026-03-05T10:00:01Z', { taskId: 'T2', department: 'finance', to: 'finn', task: 'Check the price' }),
    ]);
    expect(result.workList.map(({ kind, department, assignee, title }) => [kind, department, assignee, title])).toEqual(
      [
        ['issue', 'service', undefined, 'Solve the issue: service fault'],
        ['task', 'sales', undefined, 'Say what was agreed with the customer'],
        ['task', 'finance', 'finn', 'Check the price'],
      ],
    );
    expect(result.items('task')).toMatchObject([{ invoiceId: 'I1', dueOn: '2026-03-09' }, { dueOn: '2026-03-09' }]);
  });

  test('rule 22: its task is done by itself, and moves on where nobody answers', async () => {
    const [task] = (await play('2026-03-06T00:00:00Z', [raised(WEDNESDAY), pulledIn('2026-03-05T10:00:00Z')])).items(
      'task',
    );
    const done = { at: '2026-03-06T10:00:00Z', type: 'task.done', by: 'sally', taskId: task!.id };
    const after = await play('2026-03-06T12:00:00Z', [raised(WEDNESDAY), pulledIn('2026-03-05T10:00:00Z'), done]);
    expect(after.workList.map(({ kind }) => kind)).toEqual(['issue']);
    const toFinn = { taskId: 'T2', department: 'service', to: 'sally' };
    const silent = await play('2026-03-11T00:00:00Z', [raised(WEDNESDAY), pulledIn('2026-03-05T10:00:00Z', toFinn)]);
    expect(silent.items('task')).toMatchObject([{ assignee: 'vera', department: 'service' }]);
  });

  test('rule 22: what is left of the tasks goes with the solution, not with the money', async () => {
    const payment = {
      at: '2026-03-06T10:00:00Z',
      type: 'payment.received',
      paymentId: 'P',
      customerId: 'C1',
      amount: '150.00',
      currency: 'USD',
      receivedOn: '2026-03-06',
      allocations: [{ invoiceId: 'I1', amount: '150.00' }],
    };
    const events = [raised(WEDNESDAY), pulledIn('2026-03-05T10:00:00Z'), payment];
    const paid = await play('2026-03-06T12:00:00Z', events);
    expect(paid.workList.map(({ kind }) => kind)).toEqual(['issue', 'task']);
    const solved = await play('2026-03-09T12:00:00Z', [...events, resolved('2026-03-09T10:00:00Z')]);
    expect(solved.workList).toEqual([]);
  });

  test.each([
    ['an unknown issue', { issueId: 'S9' }, /issueId: there is no issue "S9"/],
    ['an unknown department', { department: 'weather' }, /department: "weather" is none of client-relations, finance/],
    ['an unknown colleague', { to: 'nobody' }, /to: there is no colleague "nobody"/],
    ['nothing to do', { task: '' }, /task: .*say what the department is to do/],
  ])('rule 22: with %s is refused', async (_what, more, sentence) => {
    const problems = await problemsOf(
      file('2026-03-12T00:00:00Z', [raised(WEDNESDAY), pulledIn('2026-03-05T10:00:00Z', more)]),
    );
    expect(problems).toEqual([expect.stringMatching(sentence)]);
  });

  test('rule 22: into an issue that is solved, or by a task of other content, is refused', async () => {
    const late = [raised(WEDNESDAY), resolved('2026-03-05T09:00:00Z'), pulledIn('2026-03-05T10:00:00Z')];
    expect(await problemsOf(file('2026-03-12T00:00:00Z', late))).toEqual([expect.stringContaining('"S1" is solved')]);
    const other = [
      raised(WEDNESDAY),
      pulledIn('2026-03-05T10:00:00Z'),
      pulledIn('2026-03-05T11:00:00Z', { task: 'x' }),
    ];
    expect(await problemsOf(file('2026-03-12T00:00:00Z', other))).toEqual([expect.stringContaining('other content')]);
  });
});

describe('rule 22: taking an issue up', () => {
  const settings = (more: Loose = {}): Loose => ({
    ...SETTINGS,
    issueCategories: {
      'service-fault': { department: 'service', slaBusinessDays: 5, takeUpBusinessDays: 1, ...more },
    },
  });

  test('rule 22: nobody in time hands it to the manager, before the deadline of its solution', async () => {
    const result = await play('2026-03-09T12:00:00Z', [raised(WEDNESDAY)], { settings: settings() });
    expect(result.items('issue')).toMatchObject([{ assignee: 'vera', department: 'service', dueOn: '2026-03-11' }]);
    const moved = result.storyOf('I1').filter(({ what }) => what === 'item-moved-on');
    expect(moved.map(({ at, why }) => [at, why.rule])).toEqual([['2026-03-06T00:00:00.000Z', 'issue-not-taken-up']]);
    const told = result.mails.filter(({ text }) => text.includes('nobody has taken it up in time'));
    expect(told.map(({ to }) => to)).toEqual([['vera@company.test']]);
  });

  test('rule 22: by whom the category names, else by their deputy, else by the manager', async () => {
    const owned = { settings: settings({ department: 'client-relations', owner: 'sam' }) };
    const at = async (until: string) =>
      (await play(until, [raised(WEDNESDAY)], owned)).items('issue').map(({ assignee }) => assignee);
    expect(await at('2026-03-05T12:00:00Z')).toEqual(['sam']);
    expect(await at('2026-03-06T12:00:00Z')).toEqual(['dora']);
    expect(await at('2026-03-12T12:00:00Z')).toEqual(['max']);
  });

  test('rule 22: in time gives it to whoever took it up, until the deadline of its solution', async () => {
    const events = [raised(WEDNESDAY), takenUp('2026-03-05T10:00:00Z')];
    const before = await play('2026-03-11T12:00:00Z', events, { settings: settings() });
    expect(before.items('issue')).toMatchObject([{ assignee: 'sam', department: 'service' }]);
    const after = await play('2026-03-12T12:00:00Z', events, { settings: settings() });
    expect(after.items('issue')).toMatchObject([{ assignee: 'vera' }]);
    expect(after.storyOf('I1').map(({ why }) => why.rule)).not.toContain('issue-not-taken-up');
  });
});

describe('rule 22: a root cause that comes again', () => {
  const third = (n: number, rootCause = 'Loose wire!'): Loose[] => [
    raised(`2026-03-0${n + 1}T12:00:00Z`, { issueId: `S${n}`, disputedAmount: '20.00' }),
    resolved(`2026-03-0${n + 4}T12:00:00Z`, { issueId: `S${n}`, rootCause }),
  ];

  test('rule 22: is put before the manager of its department the third time, with number, money and delay', async () => {
    const twice = await play('2026-03-08T00:00:00Z', [...third(1), ...third(2, 'loose  WIRE')]);
    expect(twice.items('task')).toEqual([]);
    const result = await play('2026-03-08T00:00:00Z', [
      ...third(1),
      ...third(2, 'loose  WIRE'),
      ...third(3, 'loose wire'),
    ]);
    expect(result.items('task')).toEqual([
      {
        id: expect.any(String),
        kind: 'task',
        title: 'Correct what keeps happening: loose wire (3 issues in 90 days, 60.00 USD, 9 days of delay)',
        assignee: 'vera',
        department: 'service',
        raisedAt: '2026-03-07T12:00:00.000Z',
        dueOn: '2026-03-10',
      },
    ]);
  });

  test('rule 22: keeps one item with the newest figures', async () => {
    const result = await play(
      '2026-03-09T00:00:00Z',
      [1, 2, 3, 4].flatMap((n) => third(n)),
    );
    expect(result.items('task')).toMatchObject([{ title: expect.stringContaining('(4 issues in 90 days, 80.00 USD') }]);
  });

  test('rule 22: that was corrected comes back only after three more', async () => {
    const events = [1, 2, 3].flatMap((n) => third(n));
    const [item] = (await play('2026-03-08T00:00:00Z', events)).items('task');
    const done = { at: '2026-03-07T13:00:00Z', type: 'task.done', by: 'vera', taskId: item!.id };
    const after = await play('2026-03-09T00:00:00Z', [...events, done, ...third(4)]);
    expect(after.items('task')).toEqual([]);
  });

  test('rule 22: of other departments, or told by nobody, counts apart', async () => {
    const other = raised('2026-03-04T12:00:00Z', { issueId: 'S3', category: 'price', disputedAmount: '20.00' });
    const solved = resolved('2026-03-07T12:00:00Z', { issueId: 'S3', rootCause: 'loose wire' });
    const apart = await play('2026-03-08T00:00:00Z', [...third(1), ...third(2), other, solved]);
    expect(apart.items('task')).toEqual([]);
    const bySystem = [1, 2, 3].flatMap((n) => third(n)).map((event) => ({ ...event, by: 'system' }));
    expect((await play('2026-03-08T00:00:00Z', bySystem)).items('task')).toEqual([]);
  });
});
