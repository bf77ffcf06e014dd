import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanLines, cutTo, foldQuoted, wordsOfHtml } from '../../../functions/correspondence/reply-text.ts';
import { CONTROL_OR_BIDI } from '../../../functions/platform/clean-text.ts';

describe('what a message quotes', () => {
  it.each([
    ['On Mon, Mar 2, 2026 at 9:00 AM Harbor Light <accounts@harbor.example> wrote:\n> Your invoice'],
    ['Am Mo., 2. März 2026 um 09:00 Uhr schrieb Harbor Light <a@harbor.example>:\n> Ihre Rechnung'],
    [
      'On Mon, Mar 2, 2026 at 9:00 AM Harbor Light Client Relations\n<accounts@harbor.example> wrote:\n\n> Your invoice',
    ],
    ['-----Original Message-----\nFrom: Harbor\nYour invoice'],
    ['-----Ursprüngliche Nachricht-----\nVon: Harbor\nIhre Rechnung'],
    ['________________________________\nFrom: Harbor <a@b.example>\nSent: Monday\nYour invoice'],
    ['From: Harbor <a@b.example>\nSent: Monday\nTo: Bill\nSubject: Your invoice\n\nYour invoice'],
    ['*Von:* Harbor <a@b.example>\n*Gesendet:* Montag\nIhre Rechnung'],
    ['> Your invoice\n> is open'],
  ])('is folded where it begins: %s', (quoted) => {
    const { text, quoted: folded } = foldQuoted(`We paid last Friday.\n\nBill\n\n${quoted}`);
    expect(text).toBe('We paid last Friday.\n\nBill');
    expect(folded).not.toBe('');
  });

  it('stays where the answer stands between its lines', () => {
    const said = '> Is all well?\nYes.\n> And the invoice?\nPaid.';
    expect(foldQuoted(said)).toEqual({ text: said, quoted: '' });
  });

  it('leaves an answer that stands below it', () => {
    expect(
      foldQuoted('On Monday at 9 Harbor <a@b.example> wrote:\n> Is all well?\n\nYes, all is well.').text,
    ).toContain('Yes, all is well.');
  });

  it('takes the signature along', () => {
    expect(foldQuoted('Paid.\n-- \nBill Payer\nAcme').text).toBe('Paid.');
  });

  it('does not take a sentence for a quote', () => {
    const said = 'From: where did you get this amount?\nOn Friday we wrote to you.';
    expect(foldQuoted(said).text).toBe(said);
  });
});

describe('the words of an HTML message', () => {
  it('are lines of text, without what is not seen, and fold as others do', () => {
    const words = wordsOfHtml(
      '<html><head><title>x</title><style>p{}</style></head><body><p>We paid &amp; are <b>done</b>.</p><script>alert(1)</script><div>Bill&nbsp;&#8211; Acme</div><blockquote type="cite">Your invoice</blockquote>',
    );
    expect(foldQuoted(words)).toEqual({
      text: 'We paid & are done.\n Bill – Acme'.replace('\n ', '\n'),
      quoted: expect.stringContaining('Your invoice'),
    });
  });

  it('show markup that was escaped as what it is, and end where it never ends', () => {
    expect(wordsOfHtml('&lt;script&gt;')).toBe('<script>');
    expect(wordsOfHtml('before<script>alert(1)')).toBe('before');
    expect(wordsOfHtml('&#0;&#x110000;&#xd800;&nosuch;')).toBe('&nosuch;');
  });

  it('come in time whatever is written', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('<', '>', 'a', '&', ';', '\n', '-', 'on ', 'wrote:', '<style') }),
        (text) => {
          foldQuoted(wordsOfHtml(text.repeat(200)));
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('a text of several lines', () => {
  it('holds no control and no bidi character but its line breaks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(cleanLines(`${text}\u202e\u0007\r\n\tx`).replaceAll('\n', '')).not.toMatch(CONTROL_OR_BIDI);
      }),
    );
    expect(cleanLines('a\r\nb\u2028c\n\n\n\nd')).toBe('a\nb\nc\n\nd');
  });

  it('is cut between characters', () => {
    expect(cutTo('ab😀cd', 4)).toBe('ab…');
    expect(cutTo('abcd', 4)).toBe('abcd');
  });
});
