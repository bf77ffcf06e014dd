import { describe, expect, it } from 'vitest';
import { composeMessage } from '../../../functions/correspondence/message.ts';
import { decodeWords, readMessage, subjectOf } from '../../../local/server/mime.ts';

const compose = async (subject: string, text: string, csv?: string) =>
  (
    await composeMessage(
      {
        sender: { name: 'Büro Süd', email: 'accounts@company.example' },
        to: [{ name: 'Jutta Müller', email: 'jutta@kunde.example' }],
        ...(csv === undefined ? {} : { attachment: { filename: 'Aufstellung.csv', csv } }),
      },
      { subject, text, html: `<p>${text}</p>` },
      { messageId: 'm-1@company.example', at: Date.parse('2026-03-17T13:00:00Z'), boundary: 'b' },
    )
  ).raw;

describe('reading a message', () => {
  it('gives back both forms, the subject and the headers as they were written', async () => {
    const raw = await compose(
      'Überfällig: 12 € – bitte prüfen, das ist ein recht langer Betreff',
      'Grüße = fein.\r\nZeile zwei',
    );
    const read = readMessage(raw);
    expect(read.subject).toBe('Überfällig: 12 € – bitte prüfen, das ist ein recht langer Betreff');
    expect(read.text.trim()).toBe('Grüße = fein.\r\nZeile zwei');
    expect(read.html).toContain('<p>Grüße = fein.');
    expect(new Map(read.headers).get('From')).toContain('Büro Süd');
    expect(subjectOf(raw)).toBe(read.subject);
    expect(read.attachments).toEqual([]);
  });

  it('gives back an attachment byte for byte', async () => {
    const [attachment] = readMessage(await compose('Rechnungen', 'Anbei', 'id,site\r\nI-1,Süd\r\n')).attachments;
    expect(attachment!.name).toBe('Aufstellung.csv');
    expect(Buffer.from(attachment!.content).toString('utf8')).toBe('\ufeffid,site\r\nI-1,Süd\r\n');
  });

  it('reads encoded words of both kinds, and joins neighbours', () => {
    expect(decodeWords('=?UTF-8?Q?Gr=C3=BC=C3=9Fe?= =?UTF-8?B?IMOcYmVy?=')).toBe('Grüße Über');
  });
});
