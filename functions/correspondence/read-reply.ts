import { cleanText } from '../platform/clean-text.ts';
import { MOST_READ } from './kept-message.ts';
import { cutTo, foldQuoted, MOST_TEXT, wordsOfHtml } from './reply-text.ts';

/** A message from outside, as far as we look into it. Attachments are named and counted, never opened. */
export interface ReadReply {
  from: string;
  /** Addresses that it was sent to, ours among them. */
  to: readonly string[];
  subject: string;
  text: string;
  quoted: string;
  /** Ids of the messages that it answers, without angle brackets, the nearest first. */
  answers: readonly string[];
  /** All of its words, in which our own link may stand. */
  words: string;
  attachments: readonly { name: string; type: string; bytes: number }[];
  /** Why nobody has to read it. */
  ignored?: 'automatic-reply' | 'delivery-report' | 'unsafe-message';
}

/** Lists are cut there: who writes more wants to keep us busy. */
const MOST = { addresses: 50, answers: 20, attachments: 20 };
/** So many lines, which the parser takes one by one: as many as an attachment of the most bytes has. */
const MOST_LINES = 150_000;
/** Multiparts in multiparts; a forwarded answer has four. */
const MOST_NESTED = 20;

type Parsed = Awaited<ReturnType<typeof import('postal-mime').default.parse>>;

const headerIn = ({ headers }: Parsed, name: string): string =>
  headers
    .find(({ key }) => key === name)
    ?.value.trim()
    .toLowerCase() ?? '';

/**
 * Whether a machine wrote it (RFC 3834, section 5; RFC 3464; and what older programs send), or SES found it to be spam
 * or to carry a virus.
 */
const ignoredBecause = (email: Parsed): ReadReply['ignored'] => {
  const says = (name: string): string => headerIn(email, name);
  if (['x-ses-spam-verdict', 'x-ses-virus-verdict'].some((name) => says(name) === 'fail')) return 'unsafe-message';
  if (says('content-type').startsWith('multipart/report') || says('return-path') === '<>') return 'delivery-report';
  if (/^(mailer-daemon|postmaster)@/i.test(email.from?.address ?? '')) return 'delivery-report';
  const submitted = says('auto-submitted');
  if (submitted !== '' && !submitted.startsWith('no')) return 'automatic-reply';
  if (['x-autoreply', 'x-autorespond', 'list-id', 'feedback-id'].some((name) => says(name) !== ''))
    return 'automatic-reply';
  return /^(bulk|junk|list|auto_reply)$/.test(says('precedence')) ? 'automatic-reply' : undefined;
};

const addressesIn = (email: Parsed): string[] => {
  const named = [...(email.to ?? []), ...(email.cc ?? [])].flatMap((entry) => entry.group ?? [entry]);
  const all = [email.deliveredTo ?? '', ...named.map(({ address }) => address)];
  return all.filter((address) => address !== '').slice(0, MOST.addresses);
};

const idsIn = (header: string | undefined): string[] =>
  [...(header ?? '').matchAll(/<([^<>\s]{1,250})>/g)].map(([, id]) => id!);

const sizeOf = (content: ArrayBuffer | Uint8Array | string): number =>
  typeof content === 'string' ? content.length : content.byteLength;

const beginningOf = (raw: Uint8Array): Uint8Array => {
  let end = -1;
  for (let lines = 0; lines < MOST_LINES; lines += 1) {
    end = raw.indexOf(10, end + 1);
    if (end < 0 || end >= MOST_READ) return raw.subarray(0, MOST_READ);
  }
  return raw.subarray(0, end + 1);
};

const parse = async (raw: Uint8Array): Promise<Parsed> => {
  const { default: PostalMime } = await import('postal-mime');
  return PostalMime.parse(beginningOf(raw), {
    maxNestingDepth: MOST_NESTED,
    maxHeadersSize: 262_144,
    rfc822Attachments: true,
    forceRfc822Attachments: true,
  });
};

type Attached = Parsed['attachments'][number];

const namesOf = ({ filename, mimeType, content }: Attached): ReadReply['attachments'][number] => ({
  name: cutTo(cleanText(filename ?? '').replace(/[/\\]/g, '_') || 'without a name', 200),
  type: cutTo(cleanText(mimeType), 100),
  bytes: sizeOf(content),
});

/**
 * What is attached to a message, by its place; undefined where there is nothing at that place, or something else than was
 * noted when the message came. Throws as `readReply` does.
 */
export const attachmentIn = async (
  raw: Uint8Array,
  place: number,
  noted: ReadReply['attachments'][number],
): Promise<Uint8Array | undefined> => {
  const found = (await parse(raw)).attachments[place];
  if (found === undefined) return undefined;
  const { name, bytes } = namesOf(found);
  if (name !== noted.name || bytes !== noted.bytes) return undefined;
  return typeof found.content === 'string' ? Buffer.from(found.content) : new Uint8Array(found.content);
};

/** Reads a raw message (RFC 5322). Throws where it is nested deeper, or its headers are larger, than any honest one. */
export const readReply = async (raw: Uint8Array): Promise<ReadReply> => {
  const email = await parse(raw);
  const words = email.text !== undefined && email.text.trim() !== '' ? email.text : wordsOfHtml(email.html ?? '');
  const { text, quoted } = foldQuoted(words);
  const ignored = ignoredBecause(email);
  return {
    from: cutTo(cleanText(email.from?.address ?? ''), 254),
    to: addressesIn(email),
    subject: cutTo(cleanText(email.subject ?? ''), 200),
    text: cutTo(text, MOST_TEXT),
    quoted: cutTo(quoted, MOST_TEXT),
    answers: [...new Set([...idsIn(email.inReplyTo), ...idsIn(email.references).reverse()])].slice(0, MOST.answers),
    words: `${words}\n${email.html ?? ''}`,
    attachments: email.attachments.slice(0, MOST.attachments).map(namesOf),
    ...(ignored === undefined ? {} : { ignored }),
  };
};
