/** Reads the messages that this product writes, for the mailbox page: RFC 5322, RFC 2045 to 2047. */

export interface Attachment {
  name: string;
  type: string;
  content: Uint8Array;
}

export interface ReadMessage {
  subject: string;
  headers: readonly (readonly [name: string, value: string])[];
  text: string;
  html: string;
  attachments: readonly Attachment[];
}

interface Part {
  headers: readonly (readonly [string, string])[];
  /** One character a byte. */
  body: string;
}

const split = (raw: string): Part => {
  const end = raw.indexOf('\r\n\r\n');
  const head = end < 0 ? raw : raw.slice(0, end);
  const headers = head
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
    .flatMap((line): (readonly [string, string])[] => {
      const colon = line.indexOf(':');
      return colon < 1 ? [] : [[line.slice(0, colon), line.slice(colon + 1).trim()]];
    });
  return { headers, body: end < 0 ? '' : raw.slice(end + 4) };
};

const headerOf = (part: Part, name: string): string =>
  part.headers.find(([own]) => own.toLowerCase() === name.toLowerCase())?.[1] ?? '';

const fromQuotedPrintable = (text: string): string =>
  text
    .replaceAll('=\r\n', '')
    .replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

const bytesOf = (part: Part): Buffer => {
  const encoding = headerOf(part, 'Content-Transfer-Encoding').toLowerCase();
  if (encoding === 'base64') return Buffer.from(part.body, 'base64');
  return Buffer.from(encoding === 'quoted-printable' ? fromQuotedPrintable(part.body) : part.body, 'latin1');
};

/** A header with encoded words as its reader sees it. */
export const decodeWords = (value: string): string => {
  const bytes = Buffer.from(value, 'latin1').toString('utf8');
  return bytes
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?([^?]+)\?([bqBQ])\?([^?]*)\?=/g, (_, charset: string, how: string, text: string) => {
      const encoded = how.toLowerCase() === 'b' ? Buffer.from(text, 'base64') : fromQuoted(text);
      return new TextDecoder(charset).decode(encoded);
    });
};

const fromQuoted = (text: string): Buffer => Buffer.from(fromQuotedPrintable(text.replaceAll('_', ' ')), 'latin1');

const leaves = (part: Part, found: Part[]): Part[] => {
  const boundary = /^multipart\/.*boundary="?([^";]+)/is.exec(headerOf(part, 'Content-Type'))?.[1];
  if (boundary === undefined) {
    found.push(part);
    return found;
  }
  for (const section of `\r\n${part.body}`.split(`\r\n--${boundary}`).slice(1))
    if (!section.startsWith('--')) leaves(split(section.slice(2)), found);
  return found;
};

const nameOf = (part: Part): string | undefined =>
  /filename="?([^";]+)/i.exec(headerOf(part, 'Content-Disposition'))?.[1];

/** What a finished message holds, decoded. */
export const readMessage = (raw: Uint8Array): ReadMessage => {
  const whole = split(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('latin1'));
  const message = { text: '', html: '', attachments: [] as Attachment[] };
  for (const part of leaves(whole, [])) {
    const type = headerOf(part, 'Content-Type');
    const name = nameOf(part);
    if (name !== undefined)
      message.attachments.push({ name: decodeWords(name), type: type.split(';')[0]!, content: bytesOf(part) });
    else if (type.startsWith('text/html')) message.html = bytesOf(part).toString('utf8');
    else message.text = bytesOf(part).toString('utf8');
  }
  const headers = whole.headers.map(([name, value]) => [name, decodeWords(value)] as const);
  return { ...message, headers, subject: decodeWords(headerOf(whole, 'Subject')) };
};

/** The subject of a message, without reading the rest of it. */
export const subjectOf = (raw: Uint8Array): string => {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const end = bytes.indexOf('\r\n\r\n');
  return decodeWords(headerOf(split(bytes.toString('latin1', 0, end < 0 ? bytes.length : end)), 'Subject'));
};
