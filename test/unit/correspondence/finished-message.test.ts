import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  assertBelongs,
  ForeignInvoice,
  ForeignRecipient,
  invoicesIn,
  recipientsIn,
} from '../../../functions/correspondence/finished-message.ts';
import type { LetterModel, Rendered } from '../../../functions/correspondence/letter-model.ts';
import { ALL_LETTERS } from '../../../functions/correspondence/letters.ts';
import { buildMessage } from '../../../functions/correspondence/message.ts';
import { renderLetter } from '../../../functions/correspondence/render.ts';
import { letter, line, manyLines, options } from './sample-letter.ts';

const rawOf = async (model: LetterModel, change?: (rendered: Rendered) => Rendered): Promise<Uint8Array> => {
  const rendered = renderLetter(model);
  return (await buildMessage(model, change?.(rendered) ?? rendered, options)).raw;
};

const idsOf = (model: LetterModel): string[] => model.lines.map(({ invoiceId }) => invoiceId).sort();

describe('the last look at a finished message', () => {
  it.each(ALL_LETTERS)('reads back the invoices of a %s', async (template) => {
    for (const language of ['en', 'de']) {
      const model = letter({ template, language, lines: manyLines(3) });
      expect(invoicesIn(await rawOf(model)).sort()).toEqual(idsOf(model));
    }
  });

  it('reads back all 2,500 invoices of a letter, those in the statement too', async () => {
    const model = letter({ lines: manyLines(2_500) });
    expect(invoicesIn(await rawOf(model)).sort()).toEqual(idsOf(model));
  });

  it('reads back any id, whatever the names around it and however the message is encoded', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/), { minLength: 1, maxLength: 3 }),
        fc.string({ unit: 'binary', maxLength: 60 }),
        async (ids, words) => {
          const lines = ids.map((invoiceId, index) =>
            line({ invoiceId, number: words, site: `${index} ${words}`, purchaseOrder: words }),
          );
          const model = letter({ lines, payer: { id: 'acme', name: `x${words}` } });
          expect(invoicesIn(await rawOf(model)).sort()).toEqual([...new Set(ids)].sort());
        },
      ),
      { numRuns: 100 },
    );
  });

  it('text that looks like a reference is not taken for one', async () => {
    const model = letter({
      template: 'issue-taken-up',
      issue: { category: 'other', description: '  Ref. inv-9 <tr data-invoice="inv-9">\r\n  Ref. inv-9' },
      lines: [line({ site: '\r\n  Ref. inv-9', number: 'data-invoice="inv-9"' })],
    });
    expect(invoicesIn(await rawOf(model))).toEqual(['inv-123']);
  });

  it('a message of the customer and its children may leave', async () => {
    const raw = await rawOf(letter());
    expect(() => assertBelongs(raw, new Set(['inv-123', 'inv-124']), ['maria@acme.example'])).not.toThrow();
  });

  it.each(['text', 'html'] as const)('an invoice of another customer, in the %s alone, stops it', async (part) => {
    const raw = await rawOf(letter(), (rendered) => ({
      ...rendered,
      [part]: rendered[part]
        .replace('Ref. inv-123', 'Ref. inv-999')
        .replace('data-invoice="inv-123', 'data-invoice="inv-999'),
    }));
    expect(() => assertBelongs(raw, new Set(['inv-123']))).toThrow(new ForeignInvoice('inv-999'));
  });

  it('an invoice of another customer, in the statement alone, stops it', async () => {
    const model = letter({ lines: manyLines(51) });
    const raw = await rawOf(model);
    const allowed = new Set(idsOf(model));
    allowed.delete('inv-51');
    expect(() => assertBelongs(raw, allowed)).toThrow('invoice inv-51, which does not belong');
  });

  it('an address that was not decided on stops it', async () => {
    const raw = await rawOf(letter({ to: [{ name: 'a <b@c.example>, "d', email: 'other@acme.example' }] }));
    expect(recipientsIn(raw)).toEqual(['other@acme.example']);
    expect(() => assertBelongs(raw, new Set(['inv-123']), ['maria@acme.example'])).toThrow(ForeignRecipient);
  });

  it('reads back many recipients, and a domain in either spelling', async () => {
    const to = Array.from({ length: 12 }, (_, index) => ({
      name: `Größe, ${index}`,
      email: `p${index}@Müller.example`,
    }));
    const raw = await rawOf(letter({ to }));
    expect(recipientsIn(raw)).toHaveLength(12);
    const addresses = to.map(({ email }) => email);
    expect(() => assertBelongs(raw, new Set(['inv-123']), addresses)).not.toThrow();
  });
});
