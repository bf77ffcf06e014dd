import { gunzipSync, gzipSync } from 'node:zlib';
import { type LetterRecord, letterKey } from '../correspondence/letter-record.ts';
import { customerPartition } from '../ledger/entities.ts';
import type { Notice } from '../lifecycle/entities.ts';
import type { LoadedCase } from '../lifecycle/load-case.ts';
import { everyItem } from '../platform/pages.ts';
import type { Platform } from '../platform/platform.ts';
import type { Item, Table } from '../platform/ports.ts';
import { type Evidence, evidenceOf, type Proof } from './evidence.ts';

/** The file of a hand-over or a visit, kept with its customer as it was when that was approved. */
interface EvidenceRecord extends Item {
  invoiceId: string;
  cycle: number;
  at: string;
  /** The JSON of the evidence, compressed, in base64: all facts of an invoice and its letters would not fit an item. */
  packed: string;
}

/** An item takes 400 KB; beside the file stand its keys. */
const MOST_PACKED = 360_000;
/** DynamoDB's own limit; a case has a few dozen letters at most. */
const LETTERS_AT_ONCE = 100;

const prefixOf = (invoiceId: string): string => `EVIDENCE#${invoiceId}#c`;

const pack = (evidence: Evidence): string => gzipSync(JSON.stringify(evidence)).toString('base64');

/** Every letter that was about an invoice, in any cycle, those without a step included. */
const lettersOf = async (platform: Platform, { facts, steps }: LoadedCase): Promise<LetterRecord[]> => {
  const { customerId, invoiceId } = facts.invoice;
  const notices = await everyItem<Notice>(platform.table, customerPartition(customerId), 'NOTICE#');
  const payers = new Map<string, string>();
  for (const { letterId, payerId } of [...steps, ...notices.filter((notice) => notice.invoiceId === invoiceId)])
    if (letterId !== undefined) payers.set(letterId, payerId ?? facts.payer.customerId);
  const keys = [...payers].slice(-LETTERS_AT_ONCE).map(([letterId, payerId]) => letterKey(payerId, letterId));
  const found = keys.length === 0 ? [] : await platform.table.batchGet(keys);
  return found.filter((letter) => letter !== undefined) as LetterRecord[];
};

/** The record to be put together with the closing of the case. It reads what was sent; it writes nothing. */
export const newEvidence = async (platform: Platform, of: Omit<Proof, 'letters' | 'now'>): Promise<EvidenceRecord> => {
  const { customerId, invoiceId, cycle } = of.loaded.facts.invoice;
  const now = platform.clock.now();
  const evidence = evidenceOf({ ...of, letters: await lettersOf(platform, of.loaded), now });
  let packed = pack(evidence);
  // Lines in the thousands stand in the books as well; the rest of the proof stands only here.
  if (packed.length > MOST_PACKED) {
    const { lines: _lines, ...invoice } = evidence.invoice;
    packed = pack({ ...evidence, invoice });
  }
  return {
    pk: customerPartition(customerId),
    sk: `${prefixOf(invoiceId)}${cycle}`,
    ...{ invoiceId, cycle, at: evidence.madeAt, packed },
  };
};

/** The newest evidence of an invoice, or undefined where none was made. One request to the table. */
export const evidenceFor = async (
  table: Table,
  customerId: string,
  invoiceId: string,
): Promise<Evidence | undefined> => {
  const { items } = await table.query(customerPartition(customerId), prefixOf(invoiceId));
  const newest = (items as EvidenceRecord[]).reduce<EvidenceRecord | undefined>(
    (best, each) => (best === undefined || each.cycle > best.cycle ? each : best),
    undefined,
  );
  if (newest === undefined) return undefined;
  return JSON.parse(gunzipSync(Buffer.from(newest.packed, 'base64')).toString('utf8')) as Evidence;
};
