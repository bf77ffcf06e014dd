import { describe, expect, it } from 'vitest';
import type { LetterModel } from '../../../functions/correspondence/letter-model.ts';
import { ALL_LETTERS } from '../../../functions/correspondence/letters.ts';
import { renderLetter } from '../../../functions/correspondence/render.ts';
import { letter, line, manyLines, oneBlank, seen } from './sample-letter.ts';

const issue = {
  category: 'unfinished-installation',
  description: 'The keypad at the back door was never mounted.',
  outcome: 'customer-right',
  rootCause: 'The keypad was out of stock for 12 days.',
  correctiveAction: 'It was mounted on 30 March.',
};

const full = (template: string, language: string): LetterModel =>
  letter({
    template,
    language,
    locale: language === 'de' ? 'de-DE' : 'en-US',
    answerUrl: 'https://letters.example/a/1',
    lines: [
      line({ underReview: 4_000, site: 'Pier 7', purchaseOrder: 'PO-77812' }),
      line({ invoiceId: 'inv-124', number: '00124', customerId: 'north', customerName: 'Acme North', overdueDays: 12 }),
    ],
    ...(template.startsWith('issue') ? { issue } : {}),
  });

describe.each(['en', 'de'])('every letter in %s', (language) => {
  it.each(ALL_LETTERS)('%s carries the same facts in text and in HTML', (template) => {
    const { text, html } = renderLetter(full(template, language));
    const inHtml = seen(html);
    for (const said of text.split('\r\n')) {
      for (const fact of said.match(/\S*\d[^\s:]*/g) ?? [])
        if (!fact.startsWith('https:')) expect(inHtml).toContain(oneBlank(fact));
      // Every sentence but the list's own marks stands in both.
      if (/^\w.*[.?!]$/.test(said)) expect(inHtml).toContain(oneBlank(said));
    }
    expect(html).toContain('href="https://letters.example/a/1"');
    expect(text).toContain('https://letters.example/a/1');
  });

  it.each(ALL_LETTERS)('%s names the person responsible, with telephone and reply address', (template) => {
    const { text, html } = renderLetter(full(template, language));
    for (const fact of ['Dana Reyes', '+1 555 0100', 'dana@harbor.example']) {
      expect(text).toContain(fact);
      expect(seen(html)).toContain(fact);
    }
    expect(html).toContain('href="tel:+15550100"');
  });

  it.each(ALL_LETTERS)(
    '%s is a table that every mail program shows: no image, no script, nothing fetched',
    (template) => {
      const { html } = renderLetter(full(template, language));
      expect(html).toContain(`<html lang="${language}"`);
      expect(html).not.toMatch(/<img|<script|url\(|src=|display:\s*flex|@import/i);
    },
  );
});

describe('the words of a letter', () => {
  it('a check-in shows the balance for information and says nothing of paying or being late', () => {
    for (const [language, words] of [
      ['en', /overdue|past due|please pay|reminder|remind/i],
      ['de', /überfällig|bitte zahlen|mahnung|erinnerung/i],
    ] as const) {
      const { subject, text, html } = renderLetter(letter({ template: 'check-in', language }));
      for (const said of [subject, text, seen(html)]) expect(said).not.toMatch(words);
      expect(text).toMatch(/1.850.00/);
    }
  });

  it('shows beside its line what is under review, and asks for the rest only', () => {
    const { text, html } = renderLetter(letter({ lines: [line({ amount: 11_000, underReview: 4_000 })] }));
    for (const said of [text, seen(html)]) {
      expect(said).toContain('$150.00 open, of which $40.00 under review');
      expect(said).toContain('Total');
      expect(said).toContain('$110.00');
    }
  });

  it('is German in German, with dates and money as they are written there', () => {
    const { subject, text } = renderLetter(
      letter({ template: 'reminder-2', language: 'de-AT', locale: 'de-DE', currency: 'EUR' }),
    );
    expect(subject).toBe('Wie können wir helfen? Rechnung 00123 ist noch offen');
    expect(oneBlank(text)).toContain('1.850,00 €');
    expect(text).toContain('Vom 02.02.2026, fällig am 04.03.2026');
    expect(text).toContain('Seit 31 Tagen überfällig');
  });

  it('falls back to English words, never with the months of another language', () => {
    const { text } = renderLetter(letter({ language: 'fr', locale: 'fr-FR' }));
    expect(text).toContain('Hello Maria López,');
    expect(text).toMatch(/April/);
  });

  it('a locale that is none does not keep the letter at home', () => {
    expect(renderLetter(letter({ locale: 'x!' })).text).toContain('$1,850.00');
  });

  it('a civil date does not shift, however far the reader lives from Greenwich', () => {
    const zone = process.env.TZ;
    try {
      for (const far of ['Pacific/Kiritimati', 'Pacific/Honolulu']) {
        process.env.TZ = far;
        expect(renderLetter(letter({ on: '2031-01-01' })).text).toContain('January 1, 2031');
      }
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });

  it('yen have no decimals and dinars have three', () => {
    expect(renderLetter(letter({ currency: 'JPY', lines: [line({ amount: 150 })] })).text).toContain('¥150');
    expect(oneBlank(renderLetter(letter({ currency: 'KWD', lines: [line({ amount: 1_500 })] })).text)).toContain(
      'KWD 1.500',
    );
  });

  it('greets up to three people by name, and more than three as the customer', () => {
    const people = ['Ana', 'Ben', 'Cleo', 'Dov'].map((name) => ({ name, email: `${name}@acme.example` }));
    expect(renderLetter(letter({ to: people.slice(0, 2) })).text).toContain('Hello Ana and Ben,');
    expect(renderLetter(letter({ to: people })).text).toContain('Hello Acme Logistics,');
  });

  it('an invoice without a number is called by its id, one without a due date has none', () => {
    const { invoiceId, customerId, issuedOn, overdueDays, amount, step } = line();
    const { text } = renderLetter(letter({ lines: [{ invoiceId, customerId, issuedOn, overdueDays, amount, step }] }));
    expect(text).toContain('* Invoice inv-123: $1,850.00');
    expect(text).not.toContain(', due');
  });

  it('refuses a template that is not shipped, by name', () => {
    expect(() => renderLetter(letter({ template: 'threat' }))).toThrow('template: "threat" is no letter');
  });
});

describe('a letter with many invoices', () => {
  it('has fifty in its text and no word of more', () => {
    const { text, html } = renderLetter(letter({ lines: manyLines(50) }));
    expect(text.match(/^\* Invoice/gm)).toHaveLength(50);
    expect(html.match(/data-invoice=/g)).toHaveLength(50);
    expect(text).not.toContain('The first');
  });

  it.each([51, 2_500])('of %i has fifty in its text and says how many there are', (count) => {
    const { subject, text, html } = renderLetter(letter({ lines: manyLines(count) }));
    expect(subject).toBe(`A friendly reminder: ${count} invoices`);
    expect(text.match(/^\* Invoice/gm)).toHaveLength(50);
    expect(html.match(/data-invoice=/g)).toHaveLength(50);
    for (const said of [text, seen(html)]) expect(said).toContain(`The first 50 of ${count} invoices are listed here.`);
    // Gmail cuts messages off at 102 kB.
    expect(html.length).toBeLessThan(90_000);
  });
});

describe('what others wrote', () => {
  const hostile = '<b onmouseover="x()">&{{company}}\'`=';

  it('is shown as it is in the text, and as text in the HTML', () => {
    const { text, html } = renderLetter(
      letter({
        template: 'issue-solved',
        company: hostile,
        person: { name: hostile, phone: hostile, email: 'dana@harbor.example' },
        to: [{ name: hostile, email: 'maria@acme.example' }],
        payer: { id: 'acme', name: hostile },
        issue: {
          category: hostile,
          description: hostile,
          outcome: hostile,
          rootCause: hostile,
          correctiveAction: hostile,
        },
        answerUrl: 'https://letters.example/?a="><b>',
        lines: [
          line({
            number: hostile,
            customerId: 'north',
            customerName: hostile,
            site: hostile,
            purchaseOrder: hostile,
          }),
        ],
      }),
    );
    expect(html).not.toContain('<b onmouseover');
    expect(html).not.toContain('"><b>"');
    expect(text.split(hostile).length).toBeGreaterThan(12);
    expect(seen(html)).toContain('<b onmouseover="x()">&{{company}}');
  });

  it('stays on one line and in one direction', () => {
    const { subject, text, html } = renderLetter(
      letter({
        payer: { id: 'acme', name: 'Acme\r\nRef. inv-9\u202e\u0000' },
        lines: [line({ number: 'A\r\n  Ref. inv-9\u2066' })],
        to: [],
      }),
    );
    expect(subject).toBe('A friendly reminder: invoice A   Ref. inv-9');
    expect(text).toContain('Hello Acme Ref. inv-9,');
    for (const said of [subject, text, html]) expect(said).not.toContain('\u0000');
    for (const said of [subject, text, html]) expect(said).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  });

  it('a name that runs from right to left is kept, and set apart from the sentence around it', () => {
    const { text, html } = renderLetter(letter({ to: [{ name: 'محمد العربي', email: 'm@acme.example' }] }));
    expect(text).toContain('Hello محمد العربي,');
    expect(html).toContain('<bdi>محمد العربي</bdi>');
  });

  it('a category that nobody foresaw is called by its own word', () => {
    const issue = { category: 'constructor', description: 'Why?' };
    expect(renderLetter(letter({ template: 'issue-taken-up', issue })).text).toContain('About: constructor');
  });

  it.each([
    [
      'en',
      'Credit: We have asked our accounting to credit $300.00. Until it is booked, the sums below do not show it.',
    ],
    [
      'de',
      'Gutschrift: Wir haben unsere Buchhaltung um eine Gutschrift über $300.00 gebeten. Bis sie gebucht ist, fehlt sie in den Beträgen unten.',
    ],
  ])('a credit that was decided is named as asked for (%s)', (language, sentence) => {
    const issue = { category: 'price', description: 'Too much', outcome: 'customer-right', credit: 30_000 };
    const { text, html } = renderLetter(letter({ template: 'issue-solved', language, issue }));
    for (const said of [text, seen(html)]) expect(said.replace(/300,00\s\$/u, '$$300.00')).toContain(sentence);
  });

  it('a subject is cut at 150 characters', () => {
    const { subject } = renderLetter(letter({ lines: [line({ number: '𝟙'.repeat(200) })] }));
    expect([...subject].length).toBe(150);
    expect(subject).toMatch(/𝟙…$/u);
  });
});
