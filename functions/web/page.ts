import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { STYLE } from './style.ts';
import type { Words } from './words/en.ts';

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;
export type Content = Html | string | readonly Html[];

/** One style block, named by its digest: the page is whole in one answer, and no other style counts. */
const STYLE_DIGEST = createHash('sha256').update(STYLE).digest('base64');

/** No script at all, nothing from elsewhere, forms only to ourselves, and in nobody's frame. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${STYLE_DIGEST}'`,
  'img-src data:',
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** What every answer carries. The address is a secret: it goes into no other request, no cache and no index. */
export const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': POLICY,
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'x-robots-tag': 'noindex, nofollow, noarchive',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'strict-transport-security': 'max-age=63072000',
};

/** What a page needs to lead back to where its reader came from. */
export const backOf = ({ back }: { back?: string }): { back?: string } => (back === undefined ? {} : { back });

/** A whole page. `skip` names what the first key of the keyboard leads to, `back` where somebody came from. */
export const page = (
  words: Words,
  of: { title: string; company?: string; body: Content; skip?: string; back?: string },
): Html => html`<!doctype html>
<html lang="${words.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow, noarchive">
<meta name="color-scheme" content="light">
<title>${of.title}${of.company === undefined ? '' : ` · ${of.company}`}</title>
<link rel="icon" href="data:,">
<style>${raw(STYLE)}</style>
</head>
<body>
${of.skip === undefined ? '' : html`<a class="skip" href="#${of.skip}">${words.skip}</a>`}
<header class="top"><p><bdi>${of.company ?? words.product}</bdi>${of.company === undefined ? '' : html` <span>${words.product}</span>`}${of.back === undefined ? '' : html`<a class="back" href="${of.back}">${words.back}</a>`}</p></header>
<main>
${of.body}
</main>
</body>
</html>`;
