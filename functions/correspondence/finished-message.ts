import { domainToASCII } from 'node:url';
import { NamedError } from '../platform/errors.ts';
import { HTML_REFERENCE } from './templates/layout.html.ts';
import { TEXT_REFERENCE } from './templates/layout.text.ts';

/**
 * The last look at a message before it leaves: the bytes themselves are read, not what they were made from, so that a
 * fault on the way cannot show one customer the invoices of another.
 */

/** The finished message shows an invoice that does not belong to the addressed customer. It must not be sent. */
export class ForeignInvoice extends NamedError {
  readonly invoiceId: string;
  constructor(invoiceId: string) {
    super(`the finished message shows invoice ${invoiceId}, which does not belong to the addressed customer`);
    this.invoiceId = invoiceId;
  }
}

/** The finished message goes to an address that was not decided on. It must not be sent. */
export class ForeignRecipient extends NamedError {
  readonly address: string;
  constructor(address: string) {
    super(`the finished message is addressed to ${address}, which is no recipient of this letter`);
    this.address = address;
  }
}

interface Part {
  type: string;
  /** One character a byte. */
  body: string;
}

const END_OF_HEADERS = '\r\n\r\n';

/** A header's value on one line; empty where the header is absent. */
const header = (headers: string, name: string): string => {
  const from = `\r\n${headers.toLowerCase()}`.indexOf(`\r\n${name.toLowerCase()}:`);
  if (from < 0) return '';
  const rest = headers.slice(from + name.length + 1);
  const end = rest.search(/\r\n(?![ \t])/);
  return (end < 0 ? rest : rest.slice(0, end)).replace(/\r\n[ \t]+/g, ' ').trim();
};

const decoded = (body: string, encoding: string): string => {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('latin1');
  if (encoding !== 'quoted-printable') return body;
  return body
    .replaceAll('=\r\n', '')
    .replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
};

/** The leaves of a MIME tree, decoded. */
const partsOf = (raw: string, parts: Part[]): Part[] => {
  const split = raw.indexOf(END_OF_HEADERS);
  const headers = split < 0 ? raw : raw.slice(0, split);
  const body = split < 0 ? '' : raw.slice(split + END_OF_HEADERS.length);
  const type = header(headers, 'Content-Type');
  const boundary = /^multipart\/.*boundary="?([^";]+)/is.exec(type)?.[1];
  if (boundary === undefined) {
    parts.push({ type, body: decoded(body, header(headers, 'Content-Transfer-Encoding').toLowerCase()) });
    return parts;
  }
  // The text before the first delimiter and after the last is not part of the message (RFC 2046, 5.1.1).
  const sections = `\r\n${body}`.split(`\r\n--${boundary}`);
  for (const section of sections.slice(1)) if (!section.startsWith('--')) partsOf(section.slice(2), parts);
  return parts;
};

const ID_AFTER = /[A-Za-z0-9_-]{1,64}/y;

/** The ids that stand directly behind a mark. */
const idsBehind = (body: string, mark: string, found: Set<string>): void => {
  for (let at = body.indexOf(mark); at >= 0; at = body.indexOf(mark, at + mark.length)) {
    ID_AFTER.lastIndex = at + mark.length;
    const id = ID_AFTER.exec(body)?.[0];
    if (id !== undefined) found.add(id);
  }
};

/** The first cell of every row but the first; an apostrophe before it only guards against formulas. */
const idsInStatement = (csv: string, found: Set<string>): void => {
  for (const row of csv.split('\r\n').slice(1)) {
    const id = /^'?([A-Za-z0-9_-]{1,64}),/.exec(row)?.[1];
    if (id !== undefined) found.add(id);
  }
};

/** The ids of all invoices that a finished message shows: in its text, its HTML and its statement. */
export const invoicesIn = (raw: Uint8Array): string[] => {
  const found = new Set<string>();
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('latin1');
  for (const { type, body } of partsOf(bytes, [])) {
    if (type.startsWith('text/html')) idsBehind(body, HTML_REFERENCE, found);
    else if (type.startsWith('text/csv')) idsInStatement(body, found);
    else idsBehind(body, `\r\n${TEXT_REFERENCE}`, found);
  }
  return [...found];
};

/** Addresses are compared with the domain in ASCII and small letters; the part before the @ as it stands. */
const comparable = (address: string): string => {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  return `${address.slice(0, at)}@${domainToASCII(domain) || domain.toLowerCase()}`;
};

/** The addresses in the `To` header of a finished message, with domains in ASCII and small letters. */
export const recipientsIn = (raw: Uint8Array): string[] => {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const end = bytes.indexOf(END_OF_HEADERS);
  const to = header(bytes.toString('utf8', 0, end < 0 ? bytes.length : end), 'To').replace(/"(?:[^"\\]|\\.)*"/g, '');
  return to
    .split(',')
    .map((entry) => comparable((/<([^<>]*)>/.exec(entry)?.[1] ?? entry).trim()))
    .filter((address) => address !== '@');
};

/**
 * Lets a finished message pass only where every invoice it shows is among the allowed (those of the addressed customer
 * and its children) and, where `recipients` are given, every address in it is one of them.
 * Throws `ForeignInvoice` or `ForeignRecipient`, each naming what is foreign.
 */
export const assertBelongs = (
  raw: Uint8Array,
  allowedInvoiceIds: ReadonlySet<string>,
  recipients?: Iterable<string>,
): void => {
  for (const id of invoicesIn(raw)) if (!allowedInvoiceIds.has(id)) throw new ForeignInvoice(id);
  if (recipients === undefined) return;
  const allowed = new Set(Array.from(recipients, comparable));
  for (const address of recipientsIn(raw)) if (!allowed.has(address)) throw new ForeignRecipient(address);
};
