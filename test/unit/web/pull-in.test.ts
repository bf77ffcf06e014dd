import { describe, expect, test } from 'vitest';
import { WorkSite } from '../../support/work-site.ts';

const ISSUE = 'issue-s1';
const PATH = `/items/${ISSUE}/pull-in`;
const HOSTILE = '=cmd|<b>send the offer</b>';

const site = async () => {
  const of = await WorkSite.withCall({ settings: { departments: { sales: {}, installation: { manager: 'ivan' } } } });
  const issue = { issueId: 's1', invoiceId: 'i1', category: 'price', description: 'Too dear' };
  await of.world.record({ type: 'issue.raised', by: 'customer', ...issue });
  return of;
};
const filled = { once: 'q1', department: 'installation', to: '', task: HOSTILE };

describe('asking another department about an issue (rule 22)', () => {
  test('gives it a task of its own, which says what the issue is; both stand on their lists', async () => {
    const of = await site();
    const anna = await of.signIn();
    expect((await anna.ask(`/items/${ISSUE}`)).body).toContain('Ask another department');
    const { status } = await anna.send(PATH, { ...of.seen(ISSUE), ...filled });
    expect(status).toBe(303);
    const task = of.item('issue-task-s1-task-q1');
    expect(task).toMatchObject({ kind: 'task', department: 'installation', invoiceId: 'i1', title: HOSTILE });
    expect(of.item(ISSUE).closedAt).toBeUndefined();
    const { body } = await (await of.signIn('ivan')).ask(`/items/${task.itemId}`);
    expect(body).toContain('Too dear');
    expect(body).toContain('=cmd|&lt;b&gt;send the offer&lt;/b&gt;');
    expect((await anna.ask(`/items/${ISSUE}`)).body).toContain('Who else was asked');
  });

  test('asks several, each from the state that one has seen: of two at once the second is told', async () => {
    const of = await site();
    const [anna, ben] = [await of.signIn(), await of.signIn('ben')];
    const seen = of.seen(ISSUE);
    expect((await anna.send(PATH, { ...seen, ...filled })).status).toBe(303);
    expect((await ben.send(PATH, { ...seen, ...filled, once: 'q2' })).status).toBe(409);
    const again = { ...of.seen(ISSUE), ...filled, once: 'q2', department: 'sales', to: 'max' };
    expect((await ben.send(PATH, again)).status).toBe(303);
    expect(Object.values((await of.facts()).issues.s1!.tasks!).map(({ department }) => department)).toEqual([
      'installation',
      'sales',
    ]);
    expect(of.item('issue-task-s1-task-q2')).toMatchObject({ assignee: 'max', department: 'sales' });
  });

  test('is not offered twice the same state after it was taken up', async () => {
    const of = await site();
    const anna = await of.signIn();
    const seen = of.seen(ISSUE);
    expect((await anna.send(`/items/${ISSUE}/take-up`, seen)).status).toBe(303);
    expect((await anna.send(PATH, { ...seen, ...filled })).status).toBe(409);
    expect((await anna.send(PATH, { ...of.seen(ISSUE), ...filled })).status).toBe(303);
  });

  test.each([
    ['no department', { department: '' }],
    ['an unknown department', { department: 'weather' }],
    ['an unknown colleague', { to: 'nobody' }],
    ['nothing to do', { task: ' \u202e ' }],
    ['more than can be read', { task: 'x'.repeat(201) }],
  ])('with %s comes back', async (_what, more) => {
    const of = await site();
    const answer = await (await of.signIn()).send(PATH, { ...of.seen(ISSUE), ...filled, ...more });
    expect(answer.status).toBe(422);
    expect((await of.facts()).issues.s1!.tasks).toBeUndefined();
  });

  test('is for who may answer the issue', async () => {
    const of = await site();
    const answer = await (await of.signIn('ivan')).send(PATH, { ...of.seen(ISSUE), ...filled });
    expect(answer.status).toBe(403);
  });
});
