import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { toldError } from '../../../../../functions/adapters/aws/lambda/told-error.ts';
import { ForeignRecipient } from '../../../../../functions/correspondence/finished-message.ts';
import { BadInput, Conflict, NotSetUp, Throttled } from '../../../../../functions/platform/errors.ts';

const caught = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

/** All that Lambda could write of an error: its message, its stack and every field, hidden or not. */
const allOf = (error: Error): string =>
  `${error.message}\n${error.stack}\n${inspect(error, { showHidden: true, depth: 9 })}\n${JSON.stringify(error)}`;

describe('what may be seen of an error', () => {
  test('our errors keep their name, their message and the frames that led to them', () => {
    const told = toldError(new Throttled('read of C#C-1 / HEAD: the service asks to slow down; try again later.'));
    expect(told.name).toBe('Throttled');
    expect(told.message).toBe('read of C#C-1 / HEAD: the service asks to slow down; try again later.');
    expect(told.stack).toMatch(/^Throttled: read of C#C-1.*\n\s+at .*told-error\.test\.ts/);
  });

  test('a payload that is not as agreed is told by its paths', () => {
    const payload = z.object({ case: z.object({ invoiceId: z.string().regex(/^\d+$/, 'is no "id"') }) });
    const told = toldError(caught(() => payload.parse({ case: { invoiceId: 'Jane Doe' } })));
    expect(told.name).toBe('ZodError');
    expect(told.message).toBe('Not as agreed: case.invoiceId (invalid_format)');
  });

  test('a refusal is told without what stands in quotation marks', () => {
    const told = toldError(
      new BadInput([
        'event e-7, issueId: there is no issue "Jane Doe"',
        'customer.name: "a "quoted" Jane Doe" is longer than 200 characters',
        'jane@customer.example: is no field that is known here',
        'payment.amount: is missing',
      ]),
    );
    expect(told.message).toBe(
      'Refused: event e-7, issueId: there is no issue …; customer.name: … is longer than 200 characters; a value; ' +
        'payment.amount: is missing',
    );
  });

  test('several errors at once are told one by one', () => {
    const told = toldError(
      new AggregateError([new Conflict('C#C-1: try again.'), new Error('Jane')], 'Two of 7 failed'),
    );
    expect(told.name).toBe('AggregateError');
    expect(told.message).toMatch(/^Two of 7 failed: Conflict: C#C-1: try again\.; Error: The message is not shown/);
  });

  test('an error with an address in it is told by its name', () => {
    const told = toldError(new ForeignRecipient('jane@customer.example'));
    expect(told.name).toBe('ForeignRecipient');
    expect(allOf(told)).not.toContain('jane');
  });

  test('no message of an unknown error is shown, whatever it holds', () => {
    const secret = fc.string({ minLength: 1 }).map((text) => `${text}~secret~${text}`);
    fc.assert(
      fc.property(secret, fc.constantFrom(Error, TypeError, RangeError), (text, Kind) => {
        const error = Object.assign(new Kind(text, { cause: new Error(text) }), { input: text, errors: [text] });
        const told = toldError(error);
        expect(told.name).toBe(error.name);
        expect(allOf(told)).not.toContain('secret');
      }),
    );
  });

  test('a message of several lines that look like frames is not taken for frames', () => {
    expect(allOf(toldError(new Error('a\n    at Jane (secret)')))).not.toContain('secret');
  });

  test.each([undefined, null, 'Jane', 7, { message: 'Jane' }])('what is no error is told as one: %o', (thrown) => {
    const told = toldError(thrown);
    expect(told).toBeInstanceOf(Error);
    expect(allOf(told)).not.toContain('Jane');
  });

  test('what is missing is named', () => {
    expect(toldError(new NotSetUp('GS_TABLE is missing')).message).toBe('GS_TABLE is missing');
  });
});
