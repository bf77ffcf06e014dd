import type { LetterLine, LetterModel } from '../../../functions/correspondence/letter-model.ts';
import type { MessageOptions } from '../../../functions/correspondence/message.ts';

/** One invoice of an alarm company's customer, in a letter. */
export const line = (fields: Partial<LetterLine> = {}): LetterLine => ({
  invoiceId: 'inv-123',
  number: '00123',
  customerId: 'acme',
  issuedOn: '2026-02-02',
  dueOn: '2026-03-04',
  overdueDays: 31,
  amount: 185_000,
  step: 'reminder-1',
  ...fields,
});

export const letter = (fields: Partial<LetterModel> = {}): LetterModel => {
  const lines = fields.lines ?? [line()];
  return {
    letterId: 'L-7',
    template: 'reminder-1',
    language: 'en',
    locale: 'en-US',
    on: '2026-04-04',
    company: 'Harbor Alarm',
    sender: { name: 'Harbor Client Relations', email: 'accounts@harbor.example' },
    person: { name: 'Dana Reyes', phone: '+1 555 0100', email: 'dana@harbor.example' },
    to: [{ name: 'Maria López', email: 'maria@acme.example' }],
    payer: { id: 'acme', name: 'Acme Logistics' },
    currency: 'USD',
    total: lines.reduce((sum, { amount }) => sum + amount, 0),
    lines,
    ...fields,
  };
};

/** So many invoices, one cent more each. */
export const manyLines = (count: number): LetterLine[] =>
  Array.from({ length: count }, (_, index) =>
    line({ invoiceId: `inv-${index + 1}`, number: `N${index + 1}`, amount: 10_000 + index }),
  );

export const options: MessageOptions = {
  messageId: '<L-7@harbor.example>',
  at: Date.UTC(2026, 3, 4, 13, 0, 0),
  boundary: 'b0undary',
};

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&', '#x27': "'", '#x3D': '=' };

/** What a reader sees of an HTML message: no tags, no styles, entities as characters, one blank between words. */
export const seen = (html: string): string =>
  html
    .slice(html.indexOf('<body'))
    .replace(/<!--.*?-->/gs, '')
    .replace(/<br>|<\/(?:p|td|tr|h1|div)>/g, ' ')
    .replace(/<[^>]*>/g, '')
    .replace(/&([#\w]+);/g, (whole, name: string) => ENTITIES[name] ?? whole)
    .replace(/\s+/g, ' ');

export const oneBlank = (text: string): string => text.replace(/\s+/g, ' ');
