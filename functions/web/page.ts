import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { linkHeaders } from './page-headers.ts';
import { STYLE } from './style.ts';
import type { Words } from './words/en.ts';

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;
export type Content = Html | string | readonly Html[];

/** What every answer behind a link carries. */
export const HEADERS = linkHeaders(STYLE);

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
