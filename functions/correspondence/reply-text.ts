import { CONTROL_OR_BIDI } from '../platform/clean-text.ts';

/** The words of a message from outside: plain lines, without what it quotes, and without what hides in text. */

/** So much of a message is kept to be read; the message itself is kept whole. */
export const MOST_TEXT = 2_000;
/** So much of one is looked at: what a person wrote stands at its beginning. */
const MOST_LOOKED_AT = 100_000;

const EVERY_CONTROL_OR_BIDI = new RegExp(CONTROL_OR_BIDI.source, 'gu');

/** A text of several lines without control and bidi characters; line breaks stay, at most two in a row. */
export const cleanLines = (text: string): string =>
  text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .split('\n')
    .map((line) => line.replaceAll('\t', ' ').replace(EVERY_CONTROL_OR_BIDI, '').trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

/** A text that is at most so long; a cut never splits a character. */
export const cutTo = (text: string, most: number): string => {
  if (text.length <= most) return text;
  const cut = text.slice(0, most - 1);
  const last = cut.charCodeAt(cut.length - 1);
  return `${last >= 0xd800 && last <= 0xdbff ? cut.slice(0, -1) : cut}…`;
};

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

const characterOf = (whole: string, name: string): string => {
  if (!name.startsWith('#')) return Object.hasOwn(ENTITIES, name) ? ENTITIES[name]! : whole;
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '';
};

/** The text from one mark to the next, taken out of a text; what is never closed goes to its end. */
const without = (text: string, open: RegExp, close: string): string => {
  let kept = '';
  let rest = text;
  for (let at = rest.search(open); at >= 0; at = rest.search(open)) {
    kept += rest.slice(0, at);
    const end = rest.toLowerCase().indexOf(close, at);
    if (end < 0) return kept;
    rest = rest.slice(end + close.length);
  }
  return kept + rest;
};

/** The words of an HTML message. They are only ever shown as text: what looks like markup afterwards is none. */
export const wordsOfHtml = (html: string): string => {
  let text = html.slice(0, MOST_LOOKED_AT);
  for (const name of ['head', 'style', 'script', 'title'])
    text = without(text, new RegExp(`<${name}\\b`, 'i'), `</${name}>`);
  return text
    .replace(/[\r\n\t ]+/g, ' ')
    .replace(/<blockquote\b[^<>]*>/gi, '\n-----Original Message-----\n')
    .replace(/<(br|\/p|\/div|\/tr|\/li|\/h[1-6])\b[^<>]*>/gi, '\n')
    .replace(/<[^<>]*>/g, '')
    .replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,6});/gi, characterOf);
};

/** Where mail programs begin to quote: `On …, … wrote:`, `Am … schrieb …:`, Outlook's rule and its block of headers. */
const QUOTE_BEGINS = [
  /^-{2,} ?(original message|forwarded message|ursprüngliche nachricht|weitergeleitete nachricht) ?-{2,}$/i,
  /^(on|am|le|el|il|op|den) .{4,200}(wrote|schrieb.{0,120}|a écrit|escribió|ha scritto|schreef|skrev.{0,120}) ?:$/i,
  /^_{10,}$/,
];
const HEADER_OF_QUOTED = /^\*?(from|von|de): ?\*? ?.{3,200}$/i;
const HEADER_AFTER = /^\*?(sent|gesendet|date|datum|to|an|subject|betreff|envoyé): ?\*? ?.{1,200}$/i;

const beginsQuote = (lines: readonly string[], at: number): boolean => {
  const line = lines[at]!.trim();
  if (line.length > 500) return false;
  if (QUOTE_BEGINS.some((pattern) => pattern.test(line))) return true;
  // Long addresses break the line before `wrote:`.
  const joined = `${line} ${lines[at + 1]?.trim() ?? ''}`;
  if (/^(on|am) /i.test(line) && joined.length <= 400 && QUOTE_BEGINS[1]!.test(joined)) return true;
  return HEADER_OF_QUOTED.test(line) && HEADER_AFTER.test(lines[at + 1]?.trim() ?? '');
};

/** What a person wrote, and what of the message before they left below it. Answers between quoted lines stay. */
export const foldQuoted = (text: string): { text: string; quoted: string } => {
  const lines = text.slice(0, MOST_LOOKED_AT).split('\n');
  let end = lines.findIndex((_, at) => beginsQuote(lines, at));
  if (end < 0) end = lines.length;
  const isQuote = (line: string): boolean => /^\s*>/.test(line);
  let last = end;
  while (last > 0 && (lines[last - 1]!.trim() === '' || isQuote(lines[last - 1]!))) last -= 1;
  const own = lines.slice(0, last);
  const signature = own.findIndex((line) => line === '-- ' || line === '--');
  const written = cleanLines((signature > 0 ? own.slice(0, signature) : own).join('\n'));
  const rest = cleanLines(lines.slice(last).join('\n'));
  // Who answers only below the quoted text has written something all the same.
  return written === ''
    ? { text: cleanLines(lines.filter((line) => !isQuote(line)).join('\n')), quoted: rest }
    : { text: written, quoted: rest };
};
