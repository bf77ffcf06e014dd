import { html } from 'hono/html';
import type { InvoiceFacts } from '../ledger/entities.ts';
import type { StepRecord } from '../lifecycle/entities.ts';
import type { Html } from './page.ts';
import type { Reader } from './reader.ts';
import { evidenceGerman } from './words/evidence-de.ts';
import { type EvidenceWords, evidenceEnglish } from './words/evidence-en.ts';

/** The words for a debt that was handed over, or for what a visitor takes along. */
export const evidenceWords = ({ words }: Reader, action = 'hand-over'): EvidenceWords => {
  const found = words.lang === 'de' ? evidenceGerman : evidenceEnglish;
  return action === 'site-visit' ? { ...found, ...found.visit } : found;
};

/** What was approved and done last for which evidence was kept. */
const evidenceOf = ({ closedAs, cycle }: InvoiceFacts, steps: readonly StepRecord[]): string | undefined =>
  closedAs?.how === 'handed-over'
    ? 'hand-over'
    : steps.some(
          (step) => step.cycle === cycle && step.status === 'done' && step.approval?.snapshot.action === 'site-visit',
        )
      ? 'site-visit'
      : undefined;

/** The way from an invoice that was handed over, or whose customer is visited, to its evidence. */
export const evidenceLink = (reader: Reader, invoice: InvoiceFacts, steps: readonly StepRecord[]): Html | '' => {
  const action = evidenceOf(invoice, steps);
  return action === undefined
    ? ''
    : html`<p class="acts"><a class="button second" href="/accounts/${invoice.customerId}/evidence/${invoice.invoiceId}">${evidenceWords(reader, action).heading}</a></p>`;
};
