import { html, raw } from 'hono/html';
import type { Evidence } from '../escalation/evidence.ts';
import { type EvidenceReader, evidenceBody } from './evidence-body.ts';
import type { Html } from './page.ts';

/** The look of the file: it is passed on and printed far from our pages, so that all it needs is in it. */
const STYLE = `
:root { color-scheme: light }
body { margin: 0 auto; max-width: 60rem; padding: 2rem; background: #fff; color: #111; font: 15px/1.45 system-ui, sans-serif }
h1 { margin: 0 0 .25rem; font-size: 1.6rem }
h2 { margin: 1.75rem 0 .5rem; padding-bottom: .25rem; border-bottom: 1px solid #888; font-size: 1.1rem }
p { margin: .4rem 0 }
table { width: 100%; border-collapse: collapse; margin-top: .5rem }
th, td { padding: .35rem .75rem .35rem 0; border-bottom: 1px solid #ccc; text-align: start; vertical-align: top; overflow-wrap: anywhere }
th { font-size: .85rem; color: #444 }
.number { text-align: end; white-space: nowrap; font-variant-numeric: tabular-nums }
.said { white-space: pre-line; overflow-wrap: anywhere }
h3 { margin: 1.25rem 0 0; font-size: 1rem; break-after: avoid }
.small { font-size: .85rem; color: #444 }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
dl { margin: 0 }
dl > div { display: grid; grid-template-columns: 12rem 1fr; gap: .75rem; padding: .2rem 0 }
dt { color: #444 }
dd { margin: 0; overflow-wrap: anywhere }
@media screen and (max-width: 40rem) {
  body { padding: 1rem }
  dl > div { grid-template-columns: 1fr; gap: 0 }
  thead { display: none }
  tbody, tr, td { display: block }
  tr { padding: .4rem 0; border-bottom: 1px solid #ccc }
  td { display: grid; grid-template-columns: 7rem 1fr; gap: .75rem; padding: .1rem 0; border: 0 }
  td.number { text-align: start; white-space: normal }
  td::before { content: attr(data-label); font-size: .85rem; color: #444 }
}
@page { margin: 18mm }
@media print {
  body { max-width: none; padding: 0; font-size: 10.5pt }
  h2 { break-after: avoid }
  tr, dl > div { break-inside: avoid }
  thead { display: table-header-group }
}`;

/** The evidence as one HTML document that stands by itself: no script, nothing from elsewhere. */
export const evidenceFile = (of: EvidenceReader, evidence: Evidence): Html => {
  const { reader, words } = of;
  const number = evidence.invoice.number === '' ? evidence.invoice.id : evidence.invoice.number;
  return html`<!doctype html>
<html lang="${reader.words.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow, noarchive">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${words.title(number, evidence.customer.name)}</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<main>
<h1>${words.heading}</h1>
${evidenceBody(of, evidence)}
</main>
</body>
</html>`;
};
