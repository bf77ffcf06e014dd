import { describe, expect, test } from 'vitest';
import { webApp } from '../../../functions/web/app.ts';
import { Colleague, HOST, staffOptionsOf } from '../../support/signed-in.ts';
import { QUICK, START, World } from '../../support/world.ts';

const STAFF = [
  { id: 'nora', name: 'Nora', email: 'nora@company.test', department: 'care', roles: ['manager'] },
  { id: 'sam', name: 'Sam', email: 'sam@company.test', department: 'sales', roles: ['sales'] },
];
const RICH = {
  id: 'rich',
  version: 3,
  appliesTo: { segments: ['commercial', 'contractor'], tags: ['large'] },
  terms: { dueDays: 30 },
  limits: { minimumBalance: { USD: '25.00' }, contactsPerWeek: 1 },
  steps: [
    {
      ...{ id: 'hello', kind: 'check-in', when: { anchor: 'installed', days: 8 }, letter: 'check-in' },
      ...{ skipIfLateByDays: 10, onlyIf: { belowAmount: { USD: '5000.00', EUR: '4000.00' } } },
    },
    { id: 'early', kind: 'reminder', when: { anchor: 'due', days: -2 }, letter: 'reminder-1' },
    {
      ...{ id: 'call', kind: 'task', when: { anchor: 'previous', days: 1 }, role: 'specialist' },
      title: 'Call <script>alert(1)</script>',
    },
    { id: 'end', kind: 'escalation', when: { anchor: 'due', days: 31 }, action: 'write-off', approver: 'manager' },
  ],
};

const site = async (settings: object = {}, policies: readonly object[] = [RICH, QUICK]) => {
  const world = await World.make({ start: START, staff: STAFF, settings, policies });
  const app = webApp({ ...world.platform, publicUrl: HOST }, staffOptionsOf(world));
  const signIn = (index: number) => Colleague.signIn(app as never, world.platform, STAFF[index]!);
  return { world, nora: await signIn(0), sam: await signIn(1) };
};

describe('the page with the policies', () => {
  test('names each in the order in which they are tried, and whom it is for', async () => {
    const { nora } = await site();
    const { status, body } = await nora.ask('/policies');
    expect(status).toBe(200);
    expect(body.indexOf('href="/policies/rich"')).toBeLessThan(body.indexOf('href="/policies/quick"'));
    expect(body).toContain('segment commercial or contractor, tag large');
  });

  test('reads one as steps along the days and in words', async () => {
    const { nora } = await site();
    const { body } = await nora.ask('/policies/rich');
    for (const words of [
      'Version 3',
      '8 days after the installation',
      'The letter “Check in” leaves.',
      'Only for invoices below $5,000.00 or €4,000.00. Left out where it comes more than 10 days late.',
      '2 days before the due date',
      '1 day after the step before',
      'Specialist gets a task: Call',
      'Write-off, after approval by: manager.',
      'at most 1 letter a week',
    ])
      expect(body).toContain(words);
    expect((await nora.ask('/policies/other')).status).toBe(404);
  });

  test('draws a line for each date that steps are counted from', async () => {
    const { nora } = await site();
    const pictureIn = async (path: string) =>
      /<svg class="chart course"[\s\S]*?<\/svg>/.exec((await nora.ask(path)).body)![0];
    const [rich, quick] = [await pictureIn('/policies/rich'), await pictureIn('/policies/quick')];
    expect(rich.match(/class="zero"/g)).toHaveLength(2);
    expect(rich.match(/<circle/g)).toHaveLength(RICH.steps.length);
    expect(quick.match(/class="zero"/g)).toHaveLength(1);
  });

  test('leads to a policy whose id holds what an address divides by', async () => {
    const { nora } = await site({}, [{ ...QUICK, id: 'north/large a' }]);
    const [, path] = /href="(\/policies\/north[^"]*)"/.exec((await nora.ask('/policies')).body)!;
    const { status, body } = await nora.ask(path!);
    expect(status).toBe(200);
    expect((await nora.ask(`${path}/draft`)).status).toBe(200);
    expect(body).toContain(`href="${path}/draft"`);
  });

  test('shows markup in a title as text', async () => {
    const { nora } = await site();
    const { body } = await nora.ask('/policies/rich');
    expect(body).toContain('Call &lt;script&gt;');
    expect(body).not.toMatch(/<script|<style| style=/);
  });

  test('speaks the language of the company', async () => {
    const { nora } = await site({ locale: 'de-DE' });
    expect((await nora.ask('/policies/rich')).body).toContain('8 Tage nach der Montage');
  });

  test('is for the house, and asks the table for nothing but the session, the policies and the drafts', async () => {
    const { world, nora, sam } = await site();
    for (const path of ['/policies', '/policies/rich']) expect((await sam.ask(path)).status, path).toBe(403);
    await nora.ask('/policies');
    const before = world.table.usage().requests;
    await nora.ask('/policies');
    expect(world.table.usage().requests - before).toBeLessThanOrEqual(3);
  });
});
