/** Mails lead to pages of this server, whatever address it had when they were written. */

const PATH = '(/approvals/[A-Za-z0-9_-]{43})';
const IN_TEXT = new RegExp(`https?://[^\\s/]+${PATH}`);
const IN_HTML = new RegExp(`href="https?://[^"/]+(?:${PATH}|(/c/[\\w-]+))"`, 'g');

/** The page that a mail's text leads to, as an address on this server. */
export const staffLinkIn = (text: string): string | undefined => IN_TEXT.exec(text)?.[1];

const CUSTOMER_IN_TEXT = /https?:\/\/[^\s/]+(\/c\/[\w-]+)/;

/** The customer's own page that a letter's text leads to, as an address on this server. */
export const customerLinkIn = (text: string): string | undefined => CUSTOMER_IN_TEXT.exec(text)?.[1];

/** The mail with its links leading here, out of the frame that it is shown in. */
export const withOwnLinks = (html: string): string => html.replace(IN_HTML, 'href="$1$2" target="_top"');

const OWN_IN_TEXT = new RegExp(`https?://[^\\s/]+(?=${PATH}|/c/[\\w-]+)`, 'g');

/** The text of a mail with the links to our own pages as this server has them; `address` is its own, without a slash. */
export const withOwnTextLinks = (text: string, address: string): string => text.replace(OWN_IN_TEXT, address);
