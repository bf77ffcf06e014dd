import fc from 'fast-check';
import { expect, it } from 'vitest';
import { approvalActs } from '../../../functions/escalation/contract.ts';
import { toDay } from '../../../functions/platform/civil-date.ts';
import { settings } from '../../../functions/platform/settings.contract.ts';
import { isProblems, readForm } from '../../../functions/web/decision-form.ts';
import { readerOf } from '../../../functions/web/reader.ts';

const reader = readerOf(settings.parse({}));
const TODAY = toDay('2026-03-12');

const anyText = fc.oneof(fc.string(), fc.string({ unit: 'binary', maxLength: 2500 }));
const anyDate = fc.oneof(
  anyText,
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
  fc.integer({ min: -2, max: 400 }).map((days) => new Date((TODAY + days) * 86_400_000).toISOString().slice(0, 10)),
);

it('whatever a form holds, it is a decision that the contracts take, or a sentence for each problem', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.constantFrom('approve', 'reject', 'wait', ''), anyText),
      anyText,
      anyDate,
      (decision, reason, until) => {
        const read = readForm(reader, { decision, reason, until }, TODAY);
        if (isProblems(read)) {
          expect(read.length).toBeGreaterThan(0);
          for (const { text } of read) expect(text.length).toBeGreaterThan(20);
          return;
        }
        expect(read.decision).toBe(decision);
        const at = '2026-03-12T12:00:00Z';
        const event = {
          id: 'x',
          source: 's',
          at,
          type: 'approval.decided',
          invoiceId: 'i1',
          action: 'final-notice',
          ...read,
        };
        expect(approvalActs[0].safeParse(event).error).toBeUndefined();
        if (read.decision === 'wait') expect(toDay(read.until)).toBeGreaterThan(TODAY);
        if (read.decision === 'reject') expect(read.reason).toMatch(/\S/);
      },
    ),
  );
});
