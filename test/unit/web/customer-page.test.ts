import { describe, expect, it } from 'vitest';
import { headKey } from '../../../functions/ledger/entities.ts';
import { CustomerBrowser, tokenIn, writtenWorld } from '../../support/customer-page.ts';
import { CUSTOMER, paymentOf } from '../../support/world.ts';

const CHILD = { id: 'c2', name: 'Child Two', segment: 'commercial', parent: 'c1', contacts: [] };
const STRANGER = { id: 'c9', name: 'Stranger Nine', segment: 'commercial', contacts: [] };

describe("the customer's page", () => {
  it('shows what is open by site, with due dates, from the link in the letter', async () => {
    const { browser } = await writtenWorld({}, [
      { site: 'Harbor Road', purchaseOrder: 'PO-7' },
      { site: 'Airport', amount: '250.00', dueOn: '2026-04-30' },
    ]);
    const { status, text } = await browser.open();
    expect(status).toBe(200);
    for (const said of [
      'Your account',
      'For Customer One',
      '$350.00 Open',
      '$100.00 of which past due',
      'Airport',
      'Harbor Road',
      'Purchase order PO-7',
      'Mar 3, 2026',
      '1 day past due',
      'not due yet',
      'Your contact Anna',
    ])
      expect(text).toContain(said);
    expect(text.indexOf('Airport')).toBeLessThan(text.indexOf('Harbor Road'));
  });

  it('shows the children of a payer, and nobody else', async () => {
    const { world, browser } = await writtenWorld({ customers: [CUSTOMER, CHILD, STRANGER] }, [
      {},
      { customerId: 'c2', number: 'CHILD-1' },
      { customerId: 'c9', number: 'STRANGE-1' },
    ]);
    const { text } = await browser.open();
    expect(text).toContain('CHILD-1');
    expect(text).toContain('Child Two');
    expect(text).not.toContain('STRANGE-1');
    expect(text).not.toContain('Stranger');
    const csv = await browser.open('/statement-USD.csv');
    expect(csv.body).toContain('CHILD-1');
    expect(csv.body).not.toContain('STRANGE-1');
    expect(world.posted()).toBe(1);
  });

  it('says who of a family owes what, in every currency, in one request for the heads and one for each child', async () => {
    const third = { ...CHILD, id: 'c3', name: 'Child <i>Three</i>' };
    const { pages, browser } = await writtenWorld({ customers: [CUSTOMER, CHILD, third, STRANGER] }, [
      {},
      { customerId: 'c2', amount: '40.00' },
      { customerId: 'c2', amount: '2.50' },
      { customerId: 'c3', amount: '7.00', currency: 'EUR', dueOn: '2026-04-30' },
      { customerId: 'c9', amount: '5000.00' },
    ]);
    await browser.open();
    pages.table.requests = 0;
    const { body, text } = await browser.open();
    expect(pages.table.requests).toBe(5);
    expect(text).toContain('$142.50 Open');
    expect(text).toContain('€7.00 Open');
    expect(text).toContain('Who owes what');
    expect(text).toMatch(/Customer One 1 \$100\.00 \$100\.00 Child Two 2 \$42\.50 \$42\.50/);
    expect(text).toMatch(/1 €7\.00 –/);
    expect(body).toContain('Child &lt;i&gt;Three&lt;/i&gt;');
    expect(text).not.toContain('5,000.00');
  });

  it('reads a family of any size: the heads a hundred at a time', async () => {
    const children = Array.from({ length: 103 }, (_, index) => ({
      ...CHILD,
      id: `k${1000 + index}`,
      name: `K ${index}`,
    }));
    const { pages, browser } = await writtenWorld({ customers: [CUSTOMER, ...children] }, [
      {},
      { customerId: 'k1000', amount: '1.00' },
      { customerId: 'k1102', amount: '2.00' },
    ]);
    await browser.open();
    pages.table.requests = 0;
    const { text, body } = await browser.open();
    expect(text).toContain('$103.00 Open');
    expect(pages.table.requests).toBe(1 + 2 + 104);
    expect(Buffer.byteLength(body)).toBeLessThan(100_000);
  });

  it('gives the statement as a table that is safe in a spreadsheet', async () => {
    const { browser } = await writtenWorld({}, [{ site: '=HYPERLINK("http://x")', purchaseOrder: '+1' }]);
    const { status, body, headers } = await browser.open('/statement-USD.csv');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toBe('attachment; filename="statement-c1-2026-03-04.csv"');
    expect(body).toContain('"\'=HYPERLINK(""http://x"")"');
    expect(body).toContain(",'+1,");
    expect((await browser.open('/statement-EUR.csv')).status).toBe(404);
    expect((await browser.open('/statement-..csv')).status).toBe(404);
    expect((await browser.open('/secrets')).status).toBe(404);
  });

  it('shows markup and direction marks as text', async () => {
    const { browser } = await writtenWorld({}, [{ number: '<script>alert(1)</script>', site: '"><img src=x>' }]);
    const { body } = await browser.open();
    expect(body).not.toContain('<script');
    expect(body).not.toContain('<img');
    expect(body).toContain('&lt;script&gt;');
  });

  it('stays small with many invoices: the first are shown, the statement has all', async () => {
    const many = Array.from({ length: 90 }, (_, index) => ({
      ...{ number: `N-${index}-${'n'.repeat(180)}`, site: `Site ${index} ${'s'.repeat(150)}`, amount: '10.00' },
    }));
    const { browser } = await writtenWorld({}, many);
    const { body, text } = await browser.open();
    expect(Buffer.byteLength(body)).toBeLessThan(100_000);
    expect(text).toContain('These are the first 40 of 90 invoices');
    expect((await browser.open('/statement-USD.csv')).body.trim().split('\r\n')).toHaveLength(91);
  });

  it('says thank you where everything is paid', async () => {
    const { world, browser } = await writtenWorld();
    await world.record(paymentOf('i1'));
    const { status, text } = await browser.open();
    expect(status).toBe(200);
    expect(text).toContain('Thank you: everything is paid');
    expect(text).not.toContain('$100.00');
  });

  it('speaks the language of the letters', async () => {
    const german = { ...CUSTOMER, locale: 'de-DE' };
    const { browser } = await writtenWorld({ customers: [german] }, [{ currency: 'EUR' }]);
    const { body, text } = await browser.open();
    expect(body).toContain('<html lang="de">');
    expect(text).toContain('Ihr Konto');
    expect(text).toContain('100,00 € Offen');
    expect(text).toContain('seit 1 Tag überfällig');
    expect((await browser.open('/statement-EUR.csv')).headers.get('content-disposition')).toContain('aufstellung-c1');
  });

  it('is in no index, no cache, nobody’s frame, without script, and names its address to nobody', async () => {
    const { browser } = await writtenWorld();
    const { headers, body } = await browser.open();
    expect(headers.get('x-robots-tag')).toContain('noindex');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(body).not.toMatch(/<script|style="/);
  });

  it('changes nothing by being looked at, and asks the table twice', async () => {
    const { world, pages, browser } = await writtenWorld();
    const before = JSON.stringify([...world.table.scan('')]);
    await browser.open();
    pages.table.requests = 0;
    await browser.open();
    expect(pages.table.requests).toBe(2);
    await browser.open('/statement-USD.csv');
    expect(pages.table.writes).toBe(0);
    expect(JSON.stringify([...world.table.scan('')])).toBe(before);
  });
});

describe('a link that opens nothing', () => {
  it('is unknown where it is cut, made up, or of another kind', async () => {
    const { pages, token } = await writtenWorld();
    for (const wrong of [token.slice(0, -1), `${token}x`, 'x', 'c1', '%00', token.toLowerCase()]) {
      const answer = await new CustomerBrowser(pages, wrong).open();
      expect(answer.status).toBe(404);
      expect(answer.text).toContain('We do not know this link');
      expect(answer.text).not.toContain('Customer One');
    }
  });

  it('says so in the words of the browser', async () => {
    const { pages } = await writtenWorld();
    const answer = await new CustomerBrowser(pages, 'x').open('', { 'accept-language': 'de-AT,de;q=0.9' });
    expect(answer.text).toContain('Diesen Link kennen wir nicht');
  });

  it('ends after half a year', async () => {
    const { world, browser } = await writtenWorld();
    world.clock.moveTo(Date.parse('2026-08-31T12:00:00Z'));
    expect((await browser.open()).status).toBe(200);
    world.clock.moveTo(Date.parse('2026-09-01T12:00:00Z'));
    const { status, text } = await browser.open();
    expect(status).toBe(410);
    expect(text).toContain('This link is too old');
    expect(text).not.toContain('Customer One');
  });

  it('ends when the links of its payer are revoked, or when a parent pays', async () => {
    const { world, browser } = await writtenWorld({ customers: [CUSTOMER, STRANGER] });
    const head = await world.head();
    await world.table.write({ update: headKey('c1'), set: { linkRevision: 1 } });
    expect((await browser.open()).status).toBe(410);
    await world.table.write({ put: head });
    expect((await browser.open()).status).toBe(200);
    await world.record({ type: 'customer.updated', customer: { ...CUSTOMER, parent: 'c9' } });
    const { status, text } = await browser.open();
    expect(status).toBe(410);
    expect(text).toContain('no longer in use');
  });

  it('waits while the account is being changed', async () => {
    const { world, browser } = await writtenWorld();
    await world.table.write({ update: headKey('c1'), set: { applying: 'e1' } });
    const { status, headers } = await browser.open();
    expect(status).toBe(503);
    expect(headers.get('retry-after')).toBe('60');
  });
});

describe('the letters', () => {
  it('each hold the link, which names nobody', async () => {
    const { world, token } = await writtenWorld();
    await world.to('2026-03-16T12:00:00Z');
    const letters = world.mails.filter(({ audience }) => audience === 'customer');
    expect(letters.length).toBeGreaterThan(1);
    for (const letter of letters) expect(tokenIn(letter)).toMatch(/^[\w-]{20,}$/);
    expect(token).not.toContain('c1');
  });
});

describe('links that are revoked', () => {
  it('end, and the next letter has a new one', async () => {
    const made = await writtenWorld();
    await made.browser.open();
    await made.world.record({ type: 'links.revoked', customerId: 'c1', by: 'anna' });
    expect((await made.browser.open()).status).toBe(410);
    expect((await made.browser.answer('well')).status).toBe(410);
    expect((await made.world.head()).linkRevision).toBe(1);
  });
});
