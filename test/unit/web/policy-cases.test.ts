import { describe, expect, test } from 'vitest';
import { forgetCompany, storeCompany } from '../../../functions/platform/company.ts';
import { policy } from '../../../functions/policy/contract.ts';
import { changeOf, movable, staying, through } from '../../support/policy-changes.ts';
import { policySite } from '../../support/policy-site.ts';
import { QUICK, START, type World } from '../../support/world.ts';

const STAFF = [
  { id: 'nora', name: 'Nora', email: 'nora@company.test', department: 'care', roles: ['manager'] },
  { id: 'amy', name: 'Amy', email: 'amy@company.test', department: 'care', roles: ['specialist'] },
];
const CASES = '/policies/quick/cases';
const MOVE = '/policies/quick/move';

const site = async () => {
  const { world, colleagues, begun } = await policySite({
    start: START,
    staff: STAFF,
    policies: [{ ...QUICK, version: 3 }],
  });
  const [nora, amy] = [colleagues[0]!, colleagues[1]!];
  const look = () => nora.send('/policies/quick/preview', { active: '3' });
  return { world, nora, amy, look, begun };
};

/** A preview that found these cases, part by part; its form's hidden fields. */
const looked = async (...parts: (readonly ReturnType<typeof movable>[])[]) => {
  const made = await site();
  await made.look();
  const { changeId } = await through(
    made.world,
    'preview',
    parts.map((cases) => ({ cases: [...cases] })),
  );
  const fields = { change: changeId, from: '0.0', sure: 'yes' };
  return { ...made, fields };
};

const publishVersion4 = async ({ table }: World): Promise<void> => {
  forgetCompany(table);
  const { companyOf } = await import('../../../functions/platform/company.ts');
  const company = await companyOf(table, Date.parse(START));
  await storeCompany(table, { ...company, policies: [policy.parse({ ...QUICK, version: 4 })] });
};

describe('the running cases of a policy', () => {
  test('are looked at before anything is moved', async () => {
    const { world, nora, look, begun } = await site();
    expect((await nora.ask('/policies/quick')).body).toContain(`href="${CASES}"`);
    expect((await nora.ask(CASES)).body).toContain('Which cases run on older versions?');
    expect((await look()).headers.get('location')).toBe(CASES);
    expect(begun()).toBe(1);
    expect(await changeOf(world, 'preview')).toMatchObject({ kind: 'preview', version: 3, by: 'nora' });
    const { body, headers } = await nora.ask(CASES);
    expect(body).toContain('The running cases are being looked at');
    expect(headers.get('refresh')).toBe('2');
  });

  test('stand with their old and new next step, those without a change folded away', async () => {
    const { nora } = await looked([movable('i1', { fromVersion: 2 }), staying('i2')], [staying('i3')]);
    const { body, headers } = await nora.ask(CASES);
    expect(headers.get('refresh')).toBeNull();
    expect(body).toContain(
      '3 running cases follow an older version. With version 3, 1 of them would go on differently.',
    );
    expect(body).toContain('Reminder 1, March 9, 2026');
    expect(body).toContain('Reminder 1, March 11, 2026');
    expect(body).toContain('Version 2');
    expect(body).toContain('<summary>2 running cases keep the next step</summary>');
    expect(body).toContain('Move invoice N-i1 of Customer One');
    expect(body).toContain('Move all 3');
  });

  test('that are ticked are moved, and no others', async () => {
    const { world, nora, look, fields, begun } = await looked([movable('i1'), movable('i2'), staying('i3')]);
    const { status } = await nora.send(MOVE, { ...fields, 'case-i1': 'yes', 'case-i3': 'yes', 'case-other': 'yes' });
    expect(status).toBe(303);
    expect(begun()).toBe(2);
    expect(await changeOf(world, 'move')).toMatchObject({ kind: 'move', version: 3, only: ['i1', 'i3'], by: 'nora' });
    expect((await nora.ask(CASES)).body).toContain('The cases are being moved');
    await through(world, 'move', [{ cases: [movable('i1'), staying('i3')] }]);
    const { body } = await nora.ask(CASES);
    expect(body).toContain('2 running cases now follow version 3.');
    expect(body).toContain('Look again');
    // At the same instant: a clock at home stands still.
    await look();
    expect((await nora.ask(CASES)).body).toContain('The running cases are being looked at');
    await through(world, 'preview', [{ cases: [movable('i2')] }]);
    expect((await nora.ask(CASES)).body).toContain('Move invoice N-i2');
  });

  test('are moved only after what that does was said', async () => {
    const asked = movable('i2', { lapses: true, before: { step: null, on: null, standing: 'on-list' } });
    const lost = movable('i1', {
      after: { step: 'reminder-1', on: '2026-03-11', standing: 'next-step', unreachable: true },
    });
    const { world, nora, fields } = await looked([asked, lost, staying('i3')]);
    const { sure: _sure, ...unsure } = fields;
    const page = await nora.ask(CASES);
    expect(page.body).toContain('The open request for approval lapses.');
    expect(page.body).toContain('but nobody can be written to');
    const { status, body } = await nora.send(MOVE, { ...unsure, 'case-i2': 'yes', 'case-i3': 'yes' });
    expect(status).toBe(200);
    expect(body).toContain('Move 2 running cases to version 3?');
    expect(body).toContain('1 of them goes on differently');
    expect(body).toContain('1 open request for approval lapses');
    expect(body).toContain('name="case-i2"');
    expect(body).not.toContain('name="case-i1"');
    const all = await nora.send(MOVE, { ...unsure, all: 'yes' });
    expect(all.body).toContain('Move 3 running cases to version 3?');
    expect(all.body).toContain('No open request for approval lapses.');
    expect(await changeOf(world, 'move')).toBeUndefined();
    await nora.send(MOVE, { ...unsure, sure: 'yes', 'case-i2': 'yes', 'case-i3': 'yes' });
    expect(await changeOf(world, 'move')).toMatchObject({ only: ['i2', 'i3'] });
  });

  test('are moved all at once', async () => {
    const { world, nora, fields } = await looked([movable('i1')]);
    await nora.send(MOVE, { ...fields, all: 'yes', 'case-i1': 'yes' });
    expect((await changeOf(world, 'move'))?.only).toBeUndefined();
  });

  test('stay as they are where none is ticked, or only some that the page does not show', async () => {
    const { world, nora, fields } = await looked([movable('i1')]);
    for (const ticks of [{}, { 'case-other': 'yes' }, { 'case-i1': 'no' }]) {
      const { status, body } = await nora.send(MOVE, { ...fields, ...ticks } as Record<string, string>);
      expect(status).toBe(422);
      expect(body).toContain('Tick at least one case');
      expect(body).toContain('N-i1');
    }
    expect(await changeOf(world, 'move')).toBeUndefined();
  });

  test('are not moved by what somebody saw before another preview or another version', async () => {
    const { world, nora, look, fields } = await looked([movable('i1')]);
    const ticked = { ...fields, 'case-i1': 'yes' };
    expect((await nora.send(MOVE, { ...ticked, change: 'other' })).status).toBe(409);
    await look();
    expect((await nora.send(MOVE, ticked)).status).toBe(409);
    const { changeId } = await through(world, 'preview', [{ cases: [movable('i1')] }]);
    await publishVersion4(world);
    expect((await nora.send(MOVE, { ...ticked, change: changeId })).status).toBe(409);
    const { body } = await nora.ask(CASES);
    expect(body).toContain('Another version has been published since');
    expect(body).not.toContain('Move all');
    expect(await changeOf(world, 'move')).toBeUndefined();
  });

  test('stand on several pages where they are many, each page within its limits', async () => {
    const name = `${'<b>'.repeat(50)}${'ä'.repeat(50)}`;
    const number = '&'.repeat(200);
    const part = (from: number) => Array.from({ length: 100 }, (_, at) => movable(`i${from + at}`, { name, number }));
    const kept = Array.from({ length: 30 }, (_, at) => ({ ...staying(`s${at}`), name, number }));
    const { world, nora, fields } = await looked(part(0), [...part(100), ...kept], [...part(200), ...kept]);
    const ticks = (body: string): string[] => [...body.matchAll(/name="case-(\w+)"/g)].map((match) => match[1]!);
    const seen: string[] = [];
    let path: string | undefined = CASES;
    let last = '0.0';
    for (; path !== undefined; path = /href="([^"]*from=[^"]+)"/.exec((await nora.ask(path)).body)?.[1]) {
      last = path.split('from=')[1] ?? last;
      const before = world.table.usage().requests;
      const { body } = await nora.ask(path);
      expect(world.table.usage().requests - before).toBeLessThanOrEqual(3);
      expect(Buffer.byteLength(body)).toBeLessThan(100_000);
      expect(body).not.toContain('<b><b>');
      seen.push(...ticks(body).filter((id) => id.startsWith('i')));
    }
    expect(seen).toEqual(Array.from({ length: 300 }, (_, at) => `i${at}`));
    await nora.send(MOVE, { ...fields, from: last, 'case-i299': 'yes', 'case-i0': 'yes' });
    expect((await changeOf(world, 'move'))?.only).toEqual(['i299']);
  });

  test('are for whoever may move cases, of policies that there are', async () => {
    const { nora, amy, fields } = await looked([movable('i1')]);
    expect((await amy.ask(CASES)).status).toBe(403);
    expect((await amy.ask('/policies/quick')).body).not.toContain(CASES);
    for (const act of ['preview', 'move']) {
      expect((await amy.send(`/policies/quick/${act}`, { ...fields, active: '3', all: 'yes' })).status, act).toBe(403);
      expect((await nora.send(`/policies/other/${act}`, { ...fields, active: '3', all: 'yes' })).status, act).toBe(404);
    }
    expect((await nora.send('/policies/quick/preview', { active: '2' })).status).toBe(409);
    expect((await nora.ask('/policies/other/cases')).status).toBe(404);
    expect((await nora.ask(`${CASES}?from=<i>`)).body).not.toContain('<i>');
  });

  test('that no longer can be moved are none', async () => {
    const { nora, fields } = await looked([]);
    const { body } = await nora.ask(CASES);
    expect(body).toContain('Every running case follows version 3.');
    expect(body).not.toContain('Move all');
    expect(fields.change).not.toBe('');
  });
});
