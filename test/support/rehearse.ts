import type { OutgoingMail } from '../../functions/platform/ports.ts';
import type { TimelineEntry } from '../../functions/platform/timeline.ts';
import { type Results, resultsOf } from '../../local/rehearse/results.ts';
import { parseScenario } from '../../local/rehearse/scenario.contract.ts';
import { playOfScenario } from '../../local/rehearse/scenario-play.ts';
import { play } from '../../local/rehearse/world.ts';
import { unlistedWords } from './timeline-words.ts';

type Loose = Record<string, unknown>;

/** A scenario as it stands in a file: its own schema checks what is in it. */
export interface ScenarioFile {
  start: string;
  until: string;
  settings?: Loose;
  policies?: readonly Loose[];
  staff?: readonly Loose[];
  customers?: readonly Loose[];
  events?: readonly Loose[];
  faults?: readonly Loose[];
}

export interface Mail extends Omit<OutgoingMail, 'raw'> {
  /** The whole message with its quoted-printable parts decoded. */
  text: string;
}

/** What the output files of a rehearsal would hold. */
export interface Rehearsed extends Results {
  timeline: TimelineEntry[];
  /** Every message in the order of its leaving, those to staff too. */
  mails: Mail[];
  /** Paths of texts where characters were taken out. */
  cleaned: string[];
  /** The row of an invoice; fails where there is none. */
  invoice(invoiceId: string): Results['invoices'][number];
  /** The letters that list an invoice, in their order. */
  lettersOf(invoiceId: string): Results['letters'];
  /** The items open at the end, of one kind. */
  items(kind: string): Results['workList'];
  /** The timeline of one invoice. */
  storyOf(invoiceId: string): TimelineEntry[];
}

const decoded = (raw: Uint8Array): string =>
  Buffer.from(
    Buffer.from(raw)
      .toString('latin1')
      .replace(/=\r?\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
    'latin1',
  ).toString('utf8');

/**
 * Plays a scenario in memory, through the real definitions and handlers in virtual time.
 * Throws `BadInput` with the problems where the command line would end with exit code 2.
 */
export const rehearse = async (file: ScenarioFile): Promise<Rehearsed> => {
  const cleaned: string[] = [];
  const of = playOfScenario(parseScenario(structuredClone(file), (path) => cleaned.push(path)));
  const timeline: TimelineEntry[] = [];
  const mails: Mail[] = [];
  const played = await play(of, {
    mail: ({ raw, ...mail }) => mails.push({ ...mail, text: decoded(raw) }),
    tell: (entry) => timeline.push(entry),
  });
  const unlisted = unlistedWords(timeline);
  if (unlisted.length > 0) throw new Error(`docs/timeline.md does not list ${unlisted.join(', ')}`);
  const customerMails = mails.filter(({ audience }) => audience === 'customer').length;
  const results = await resultsOf(of, played, customerMails);
  return {
    ...results,
    timeline,
    mails,
    cleaned,
    invoice(invoiceId) {
      const row = results.invoices.find((each) => each.invoiceId === invoiceId);
      if (row === undefined) throw new Error(`there is no invoice ${invoiceId}`);
      return row;
    },
    lettersOf: (invoiceId) => results.letters.filter(({ invoices }) => invoices.some((l) => l.invoiceId === invoiceId)),
    items: (kind) => results.workList.filter((item) => item.kind === kind),
    storyOf: (invoiceId) => timeline.filter((entry) => entry.invoiceId === invoiceId),
  };
};
