import { html } from 'hono/html';
import type { InvoiceFacts } from '../ledger/entities.ts';
import type { Html } from './page.ts';
import type { Reader } from './reader.ts';
import { evidenceGerman } from './words/evidence-de.ts';
import { type EvidenceWords, evidenceEnglish } from './words/evidence-en.ts';

export const evidenceWords = ({ words }: Reader): EvidenceWords =>
  words.lang === 'de' ? evidenceGerman : evidenceEnglish;

/** The way from an invoice that was handed over to its evidence. */
export const evidenceLink = (reader: Reader, { customerId, invoiceId, closedAs }: InvoiceFacts): Html | '' =>
  closedAs?.how === 'handed-over'
    ? html`<p class="acts"><a class="button second" href="/accounts/${customerId}/evidence/${invoiceId}">${evidenceWords(reader).heading}</a></p>`
    : '';
