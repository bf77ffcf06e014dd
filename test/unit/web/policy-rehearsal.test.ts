import { describe, expect, test } from 'vitest';
import { changeOf, movable, staying, through, written } from '../../support/policy-changes.ts';
import { course, DRAFT, REHEARSAL, REHEARSE, rehearsed, site } from '../../support/rehearsed-draft.ts';
import { QUICK, START } from '../../support/world.ts';

describe('a rehearsal', () => {
  test('is asked for from the draft, and followed on a page that looks again by itself', async () => {
    const { world, nora, draft, ask, begun } = await site();
    await draft(2, 0);
    const { body: before } = await nora.ask(DRAFT);
    expect(before).toContain('Rehearse this draft');
    expect(before).toContain('It has not been rehearsed.');
    const { status, headers } = await ask({ days: '60', move: 'yes' });
    expect(status).toBe(303);
    expect(headers.get('location')).toBe(REHEARSAL);
    expect(begun()).toBe(1);
    expect(await changeOf(world, 'rehearse')).toMatchObject({
      ...{ kind: 'rehearse', policyId: 'quick', version: 2, days: 60, moveRunning: true, by: 'nora' },
      draft: { v: 1, policy: { steps: [{ when: { days: 2 } }, {}, {}, {}] } },
    });
    const page = await nora.ask(REHEARSAL);
    expect(page.body).toContain('The rehearsal is running');
    expect(page.body).toMatch(/Asked for by Nora, [^.]+, for 60 days\./);
    expect(page.headers.get('refresh')).toBe('2');
    expect((await nora.ask(DRAFT)).headers.get('refresh')).toBeNull();
    expect((await nora.ask(DRAFT)).body).toContain('Its rehearsal is still running.');
  });

  test('answers first, in one sentence', async () => {
    const { nora } = await rehearsed([{ newly: [written('a'), written('b')], noLonger: [written('c')] }], {
      totals: { active: course(38, 410_000), draft: course(41, 415_000) },
    });
    const sentence =
      'With this draft 2 customers are newly written to, 1 no longer; 41 letters instead of 38 in 30 days; about the same cost.';
    const { body, headers } = await nora.ask(REHEARSAL);
    expect(body).toContain(sentence);
    expect(body.indexOf(sentence)).toBeLessThan(body.indexOf('Newly written to'));
    expect(body).toContain('<a href="/accounts/a">');
    expect(headers.get('refresh')).toBeNull();
    const draft = await nora.ask(DRAFT);
    expect(draft.body).toContain(sentence);
    expect(draft.body).toContain('It was rehearsed as it stands');
  });

  test('names who gets the same letter on another day, with both days, and what the cost is', async () => {
    const of = { name: '=Otto', before: '2026-04-16', after: '2026-04-20', invoices: 1 };
    const { nora } = await rehearsed([{ otherDay: [{ customerId: 'o', ...of }] }], {});
    const { body } = await nora.ask(REHEARSAL);
    expect(body).toContain('the same customers are written to, 1 of them on another day;');
    expect(body).toContain('Same letter on another day: 1 customer');
    expect(body).toContain('April 16, 2026');
    expect(body).toContain('April 20, 2026 <small>later</small>');
    expect(body).toContain('what Amazon Web Services would charge');
    const file = await nora.ask(`${REHEARSAL}/on-another-day.csv`);
    expect(file.body).toContain("o,'=Otto,2026-04-16,2026-04-20,1");
    expect((await nora.ask(DRAFT)).body).toContain('<option value="14">14 days</option>');
  });

  test.each([
    [{}, {}, 'With this draft the same customers are written to; the same 0 letters in 30 days; the same cost.'],
    [
      { newly: 1 },
      { active: course(1, 100), draft: course(2, 2_500_000) },
      'With this draft 1 customer is newly written to, and nobody is left out; 2 letters instead of 1 in 30 days; a cost of $2.50 instead of $0.0001.',
    ],
    [
      { noLonger: 5 },
      { active: course(9, 100), draft: course(1, 100) },
      'With this draft nobody is newly written to, 5 no longer; 1 letter instead of 9 in 30 days; the same cost.',
    ],
  ])('says what it comes to where it is %j', async (counts, courses, sentence) => {
    const { nora } = await rehearsed([{}], { totals: { ...counts, ...courses } });
    expect((await nora.ask(REHEARSAL)).body).toContain(sentence);
  });

  test('with the running cases moved says so, and that publishing does not move them', async () => {
    const { nora } = await rehearsed([{}], { change: { moveRunning: true } });
    const { body } = await nora.ask(REHEARSAL);
    expect(body).toContain('With this draft, and the running cases moved to it, the same customers are written to');
    expect(body).toContain('publishing does not: move them afterwards');
  });

  test('that is older than a day says that the ledger has gone on', async () => {
    const { ada } = await rehearsed([{}]);
    expect((await ada.ask(DRAFT)).body).toContain('It was rehearsed as it stands, Mar 3, 2026, 6:00 PM.');
    const old = await rehearsed([{}], { change: { at: '2026-03-02T17:59:59Z' } });
    expect((await old.ada.ask(DRAFT)).body).toContain('Mar 2, 2026, 5:59 PM; the ledger has gone on since.');
  });

  test('gives what rounds to nothing no sign', async () => {
    const { nora } = await rehearsed([{}], { totals: { active: course(3, 1200), draft: course(5, 1190) } });
    const cells = [...(await nora.ask(REHEARSAL)).body.matchAll(/data-label="Difference"[^>]*><div>([^<]*)</g)];
    expect(cells.map((cell) => cell[1])).toEqual(['+2', '0', '0', '$0.00']);
  });

  test('draws both courses for every day, and lists the days with letters', async () => {
    const { nora } = await rehearsed([{}], {
      totals: {
        active: course(3, 1, { '2026-03-09': 2, '2026-03-12': 1 }),
        draft: course(3, 1, { '2026-03-10': 3 }),
      },
    });
    const { body } = await nora.ask(REHEARSAL);
    expect(/<svg class="chart days"[\s\S]*?<\/svg>/.exec(body)![0].match(/<rect/g)).toHaveLength(3);
    expect(body.match(/data-label="Difference"/g)).toHaveLength(3 + 4);
  });

  test('shows the running cases that go on differently, and folds the others away', async () => {
    const cases = [
      movable('i1'),
      movable('i2', { after: { step: null, on: null, standing: 'on-list' } }),
      staying('i3'),
    ];
    const { nora } = await rehearsed([{ cases }]);
    const { body } = await nora.ask(REHEARSAL);
    expect(body).toContain('Running cases that go on differently: 2');
    expect(body).toContain('Reminder 1, March 11, 2026');
    expect(body).toContain('On the list');
    expect(body.indexOf('1 running case keeps the next step')).toBeLessThan(body.indexOf('N-i3'));
    expect(body.indexOf('N-i2')).toBeLessThan(body.indexOf('1 running case keeps the next step'));
  });

  test('of a draft that was changed since decides nothing unseen', async () => {
    const { nora, ada, draft } = await rehearsed([{}]);
    expect((await ada.ask(REHEARSAL)).body).toContain('Publish as version 2');
    await draft(3, 1);
    const stale = 'The draft has been changed since this rehearsal.';
    const { body } = await ada.ask(REHEARSAL);
    expect(body).toContain(stale);
    expect(body).not.toContain('Publish as version 2');
    const page = await ada.ask(DRAFT);
    expect(page.body).toContain(stale);
    expect(page.body).toContain('It has been changed since it was rehearsed.');
    expect(page.body).toContain('Publish as version 2');
    await nora.send('/policies/quick/discard', { seen: '2', active: '1' });
    expect((await ada.ask(REHEARSAL)).body).toContain('The draft that was rehearsed is gone');
  });

  test('of a draft that was thrown away is not taken for one of the next draft', async () => {
    const { nora, draft } = await rehearsed([{}]);
    await nora.send('/policies/quick/discard', { seen: '1', active: '1' });
    await draft(3, 0);
    expect((await nora.ask(DRAFT)).body).toContain('It has been changed since it was rehearsed.');
  });

  test('does not outlive the version that it was compared with', async () => {
    const { nora, ada, draft } = await rehearsed([{}]);
    await ada.send('/policies/quick/publish', { seen: '1', active: '1' });
    await draft(4, 0);
    await nora.send('/policies/quick/save', {
      seen: '0',
      active: '2',
      json: JSON.stringify({ ...QUICK, plans: { maxInstalments: 3, maxMonths: 3 } }),
    });
    expect((await nora.ask(DRAFT)).body).toContain('It has not been rehearsed.');
    expect((await nora.ask(REHEARSAL)).body).toContain('Another version has been published since');
  });

  test('that is silent for long is begun anew', async () => {
    const { world, nora, draft, ask } = await site();
    await draft(2, 0);
    await ask();
    const { changeId } = (await changeOf(world, 'rehearse'))!;
    await world.to('2026-03-03T19:00:00Z');
    // What the execution did meanwhile is undone: it has died before its first part.
    const ended = (await changeOf(world, 'rehearse'))!;
    await world.table.write({ put: { ...ended, status: 'running', progressedAt: START, parts: 0 } });
    const { body, headers } = await nora.ask(REHEARSAL);
    expect(body).toContain('It has stopped on its way');
    expect(headers.get('refresh')).toBeNull();
    await ask();
    expect((await changeOf(world, 'rehearse'))?.changeId).not.toBe(changeId);
  });

  test('is stopped by whoever may ask for one, and only by its own policy', async () => {
    const { world, nora, amy, draft, ask } = await site();
    await draft(2, 0);
    await ask();
    const { changeId } = (await changeOf(world, 'rehearse'))!;
    expect((await amy.send('/policies/quick/cancel', { change: changeId })).status).toBe(403);
    for (const change of ['', 'other', 'CHANGE'])
      expect((await nora.send('/policies/quick/cancel', { change })).status).toBe(404);
    expect((await nora.send('/policies/other/cancel', { change: changeId })).status).toBe(404);
    expect((await nora.send('/policies/quick/cancel', { change: changeId })).status).toBe(303);
    expect((await nora.ask(REHEARSAL)).body).toContain('It was stopped');
  });

  test('that was through before somebody stopped it is not said to be stopped', async () => {
    const { world, nora } = await rehearsed([{}]);
    const { changeId } = (await changeOf(world, 'rehearse'))!;
    expect((await nora.send('/policies/quick/cancel', { change: changeId })).status).toBe(303);
    const { body } = await nora.ask(REHEARSAL);
    expect(body).not.toContain('It is being stopped');
    expect(body).toContain('Rehearsed by Nora');
  });

  test('is refused where the draft is another, and where the days are none of the choice', async () => {
    const { world, nora, ask, draft } = await site();
    expect((await ask()).status).toBe(409);
    await draft(2, 0);
    expect((await ask({ seen: '7' })).status).toBe(409);
    expect((await ask({ active: '9' })).status).toBe(409);
    for (const days of ['', '7', '1e9', '<i>']) {
      const { status, body } = await ask({ days });
      expect(status, days).toBe(422);
      expect(body).not.toContain('<i>');
    }
    expect([...world.table.scan('CHANGE#')]).toEqual([]);
    expect((await nora.ask(REHEARSAL)).body).toContain('This draft has not been rehearsed');
  });

  test('is for managers and administrators, and of policies that there are', async () => {
    const { nora, amy } = await rehearsed([{}]);
    for (const path of [REHEARSAL, `${REHEARSAL}/running-cases.csv`])
      expect((await amy.ask(path)).status, path).toBe(403);
    expect((await amy.send(REHEARSE, { seen: '1', active: '1', days: '30' })).status).toBe(403);
    for (const path of ['/policies/other/rehearsal', '/policies/other/rehearsal/running-cases.csv'])
      expect((await nora.ask(path)).status, path).toBe(404);
    expect((await nora.send('/policies/other/rehearse', { seen: '1', active: '1', days: '30' })).status).toBe(404);
  });

  test('speaks German', async () => {
    const { world, nora, draft, ask } = await site({ locale: 'de-DE' });
    await draft(2, 0);
    await ask();
    await through(world, 'rehearse', [{ newly: [written('a')] }], {
      totals: { active: course(1, 100), draft: course(3, 100) },
    });
    expect((await nora.ask(REHEARSAL)).body).toContain(
      'Mit diesem Entwurf wird 1 Kunde neu angeschrieben, niemand fällt weg; 3 Briefe statt 1 in 30 Tagen; dieselben Kosten.',
    );
  });
});
