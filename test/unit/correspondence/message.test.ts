import { describe, expect, it } from 'vitest';
import type { LetterModel } from '../../../functions/correspondence/letter-model.ts';
import { buildMessage } from '../../../functions/correspondence/message.ts';
import { renderLetter } from '../../../functions/correspondence/render.ts';
import { letter, line, manyLines, options } from './sample-letter.ts';

const finished = async (model: LetterModel) => {
  const mail = await buildMessage(model, renderLetter(model), options);
  const raw = Buffer.from(mail.raw).toString();
  const headers = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
  return { ...mail, text: raw, headers: headers.split('\r\n') };
};

describe('the message of a letter', () => {
  it('carries the ids, the given instant, and who answers', async () => {
    const { headers, from, to, tags, audience } = await finished(letter());
    expect(headers).toContain('Message-ID: <L-7@harbor.example>');
    expect(headers).toContain('Date: Sat, 04 Apr 2026 13:00:00 +0000');
    expect(headers).toContain('X-Good-Standing-Letter: L-7');
    expect(headers).toContain('Auto-Submitted: auto-generated');
    expect(headers).toContain('From: Harbor Client Relations <accounts@harbor.example>');
    expect(headers).toContain('Reply-To: Dana Reyes <dana@harbor.example>');
    expect(headers.some((header) => /^(List-|X-Mailer)/i.test(header))).toBe(false);
    expect({ from, to, tags, audience }).toEqual({
      from: 'accounts@harbor.example',
      to: ['maria@acme.example'],
      tags: { letter: 'L-7' },
      audience: 'customer',
    });
  });

  it('is the same to the byte, whenever it is built', async () => {
    const model = letter({ lines: manyLines(60) });
    const [one, two] = [await finished(model), await finished(model)];
    expect(one.text).toBe(two.text);
    expect(one.text).toContain('multipart/mixed; boundary="--_NmP-b0undary-Part_1"');
  });

  it('answers go to the mailbox that the company names for them', async () => {
    const { headers } = await finished(
      letter({ sender: { name: 'Harbor', email: 'a@harbor.example', replyTo: 'care@harbor.example' } }),
    );
    expect(headers).toContain('Reply-To: Harbor <care@harbor.example>');
  });

  it('joins the conversation that it belongs to', async () => {
    const { headers } = await finished(
      letter({ thread: { inReplyTo: '<b@harbor.example>', references: ['<a@harbor.example>', '<b@harbor.example>'] } }),
    );
    expect(headers).toContain('In-Reply-To: <b@harbor.example>');
    expect(headers).toContain('References: <a@harbor.example> <b@harbor.example>');
  });

  it('shows every recipient to the others, each address once', async () => {
    const { headers, to } = await finished(
      letter({
        to: [
          { name: 'Maria', email: 'maria@acme.example' },
          { name: '', email: 'accounts@acme.example' },
          { name: 'Maria again', email: 'maria@acme.example' },
        ],
      }),
    );
    expect(to).toEqual(['maria@acme.example', 'accounts@acme.example']);
    expect(headers).toContain(
      'To: Maria <maria@acme.example>, accounts@acme.example, Maria again <maria@acme.example>',
    );
  });

  it('a line break in a name, subject or thread makes no header', async () => {
    const evil = 'X\r\nBcc: spy@evil.example\r\n\r\nbody\u0000\u202e';
    const { headers } = await finished(
      letter({
        sender: { name: evil, email: 'a@harbor.example' },
        to: [{ name: `${evil}" <spy@evil.example>, "`, email: 'maria@acme.example' }],
        lines: [line({ number: evil })],
        letterId: evil,
        thread: { inReplyTo: evil, references: [evil] },
      }),
    );
    expect(headers.filter((header) => /^(bcc|body)/i.test(header))).toEqual([]);
    expect(headers).toHaveLength(12);
  });

  it.each(['maria@acme.example\r\nBcc: x@y.example', 'a@b.example, c@d.example', 'maria', 'a\u202e@b.example'])(
    'refuses an address that is none, with its place: %j',
    async (email) => {
      await expect(finished(letter({ to: [{ name: 'M', email }] }))).rejects.toThrow(/^to\[0\]\.email: /);
    },
  );

  it('refuses a letter to nobody', async () => {
    await expect(finished(letter({ to: [] }))).rejects.toThrow('to: is empty');
  });

  it('encodes names and subjects beyond ASCII and folds long ones', async () => {
    const model = letter({
      to: [{ name: 'Žofie Müller 山田', email: 'z@acme.example' }],
      lines: [line({ number: `Größe ${'lang '.repeat(40)}` })],
    });
    const { text } = await finished(model);
    const head = text.slice(0, text.indexOf('\r\n\r\n'));
    expect(head).toMatch(/^[\x20-\x7e\r\n]*$/);
    for (const part of head.split('\r\n')) expect(part.length).toBeLessThanOrEqual(998);
    expect(head).toMatch(/To: =\?UTF-8\?/);
  });

  it('a domain beyond ASCII travels in the form that mail servers know', async () => {
    const { to } = await finished(letter({ to: [{ name: 'M', email: 'm@müller.example' }] }));
    expect(to).toEqual(['m@xn--mller-kva.example']);
  });

  it('has text first, then HTML, then the statement where the letter needs one', async () => {
    const types = (text: string) => [...text.matchAll(/^Content-Type: ([\w/]+)/gm)].map((match) => match[1]);
    expect(types((await finished(letter())).text)).toEqual(['multipart/alternative', 'text/plain', 'text/html']);
    const { text } = await finished(letter({ lines: [line({ site: 'A' }), line({ invoiceId: 'b', site: 'B' })] }));
    expect(types(text)).toEqual(['multipart/mixed', 'multipart/alternative', 'text/plain', 'text/html', 'text/csv']);
    expect(text).toContain('filename=statement-acme-2026-04-04.csv');
  });

  it('has CRLF line breaks throughout, none alone', async () => {
    const { text } = await finished(letter({ template: 'final-notice', lines: manyLines(51) }));
    expect(text).not.toMatch(/[^\r]\n|\r[^\n]/);
  });
});
