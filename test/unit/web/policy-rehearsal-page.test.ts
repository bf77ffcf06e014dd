import { describe, expect, test } from 'vitest';
import { movable, staying, written } from '../../support/policy-changes.ts';
import { course, DRAFT, REHEARSAL, rehearsed } from '../../support/rehearsed-draft.ts';

describe('the page of a rehearsal', () => {
  test('shows markup in names as text, and keeps small with many long ones', async () => {
    const name = `<script>alert(1)</script>${'ä'.repeat(170)}`;
    const many = Array.from({ length: 100 }, (_, at) => at);
    const newly = many.map((at) => written(`n${at}`, { name }));
    const cases = many.map((at) => movable(`i${at}`, { name, number: name }));
    const days = Object.fromEntries(
      many.slice(0, 90).map((at) => [new Date(Date.UTC(2026, 2, 4 + at)).toISOString().slice(0, 10), at]),
    );
    const parts = [
      { newly, noLonger: newly, cases: [...cases, ...many.map((at) => ({ ...staying(`s${at}`), name }))] },
    ];
    const { world, nora } = await rehearsed(parts, {
      totals: { active: course(9, 9, days), draft: course(9, 9, days) },
    });
    await nora.ask(REHEARSAL);
    const before = world.table.usage().requests;
    const { body } = await nora.ask(REHEARSAL);
    expect(world.table.usage().requests - before).toBeLessThanOrEqual(3);
    expect(Buffer.byteLength(body)).toBeLessThan(100_000);
    expect(body).not.toMatch(/<script|<style| style=/);
    expect(body).toContain('The first 30 of them stand here; the file has them all.');
    const atDraft = world.table.usage().requests;
    await nora.ask(DRAFT);
    expect(world.table.usage().requests - atDraft).toBeLessThanOrEqual(3);
  });

  test('hands its lists out as files that are safe to open', async () => {
    const { nora } = await rehearsed(
      [
        {
          newly: [written('a', { name: '=HYPERLINK("http://x")' })],
          cases: [movable('i1', { name: '@SUM(1)\u202e' })],
        },
      ],
      { totals: { active: course(1, 1), draft: course(2, 1, { '2026-03-09': 2 }) } },
    );
    const file = (name: string) => nora.ask(`${REHEARSAL}/${name}`);
    const { body, headers } = await file('newly-written-to.csv');
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toBe('attachment; filename="quick-newly-written-to.csv"');
    expect(body).toContain(`a,"'=HYPERLINK(""http://x"")",2026-03-09,2,1`);
    expect((await file('no-longer-written-to.csv')).body.trim().split('\r\n')).toHaveLength(1);
    expect((await file('letters-per-day.csv')).body).toContain('2026-03-09,0,2');
    expect((await file('running-cases.csv')).body).toContain(
      "c1,'@SUM(1),N-i1,100.00,USD,1,reminder-1,2026-03-09,Next step planned,reminder-1,2026-03-11,Next step planned",
    );
    for (const name of ['other.csv', 'newly-written-to', 'running-cases.csv?from=3', 'running-cases.csv?from=-8'])
      expect((await file(name)).status, name).toBe(404);
  });

  test('hands a long list out as several files', async () => {
    const { nora } = await rehearsed(Array.from({ length: 11 }, (_, at) => ({ newly: [written(`n${at}`)] })));
    const { body } = await nora.ask(REHEARSAL);
    expect(body).toContain('newly-written-to.csv?from=8');
    const { body: second } = await nora.ask(`${REHEARSAL}/newly-written-to.csv?from=8`);
    expect(
      second
        .trim()
        .split('\r\n')
        .slice(1)
        .map((line) => line.split(',')[0]),
    ).toEqual(['n8', 'n9', 'n10']);
  });
});
