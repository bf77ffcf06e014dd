import { describe, expect, test } from 'vitest';
import { CALL, WorkSite } from '../../support/work-site.ts';

describe('paying in parts, for a colleague', () => {
  test.each([`/items/${CALL}?of=c1&`, '/accounts/c1/invoices/i1?'])(
    '%s shows the parts before any is agreed',
    async (page) => {
      const site = await WorkSite.withCall();
      const anna = await site.signIn();
      const first = (await anna.ask(`${page}act=plan`)).body;
      expect(first).toContain('Show the parts');
      expect(first).not.toContain('Agree on these parts');
      const { body, status } = await anna.ask(`${page}act=plan&parts=3&firstOn=2026-03-31`);
      expect(status).toBe(200);
      expect(body).toContain('<span>March 31, 2026</span> <b>$33.34</b>');
      expect(body).toContain('<span>May 31, 2026</span> <b>$33.33</b>');
      expect(body).toContain('Agree on these parts');
      expect((await site.facts()).plan).toBeUndefined();
      const agree = /<form[^>]*action="([^"]*\/plan)"[\s\S]*?<\/form>/.exec(body)!;
      const fields = [...agree[0].matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [
        name!,
        value!,
      ]);
      expect((await anna.send(agree[1]!, Object.fromEntries(fields))).status).toBe(303);
      expect((await site.facts()).plan?.instalments).toHaveLength(3);
    },
  );

  test('says what is wrong with what was asked for', async () => {
    const site = await WorkSite.withCall();
    const anna = await site.signIn();
    const page = `/items/${CALL}?of=c1&act=plan`;
    for (const [query, said] of [
      ['parts=1&firstOn=2026-03-31', '2 to 24 parts'],
      ['parts=3&firstOn=2026-03-01', 'has to be ahead'],
      ['parts=3&firstOn=%3Cb%3E', 'no date of the calendar'],
    ] as const) {
      const { body } = await anna.ask(`${page}&${query}`);
      expect(body).toContain(said);
      expect(body).not.toContain('Agree on these parts');
      expect(body).not.toContain('<b>&quot;');
    }
  });
});
