import { html, raw } from 'hono/html';
import type { Content, Html } from './page.ts';
import { linkHeaders } from './page-headers.ts';
import { STAFF_STYLE } from './staff-style.ts';
import type { CustomerWords } from './words/customer-en.ts';

/** What stands around a customer's pages. They are whole in one answer: whoever opens one may be far away. */

const OWN = `
body.customer{font-size:16px}
.customer main{max-width:860px;padding-top:1.75rem}
.customer .bar{grid-template-columns:auto;max-width:860px;padding-bottom:.65rem}
.customer h1+p{color:var(--soft);margin-top:.2rem}
.sums{display:flex;flex-wrap:wrap;gap:.6rem 2.2rem;list-style:none;padding:0;margin:1rem 0 1.4rem}
.sums b{display:block;font-size:1.55rem;line-height:1.25;font-variant-numeric:tabular-nums;letter-spacing:-.01em}
.sums span{color:var(--soft);font-size:.9rem}
.site+.site{margin-top:1.3rem}
.site h3{margin-bottom:.2rem}
.site td small{display:block}
.answers{display:grid;gap:.6rem}
.hint+.answers{margin-top:.9rem}
.sums+.card,h1+p+.card{margin-top:1.2rem}
.card+.sums{margin-top:1.6rem}
.facts+.hint{margin-top:.6rem}
.answers details.act>summary{padding:.75rem 1rem;font-size:1.03rem}
.answers .plain-act{border:1px solid var(--line);border-radius:8px;background:var(--paper);padding:.55rem .6rem .55rem 1rem;display:flex;flex-wrap:wrap;gap:.4rem 1rem;align-items:center;justify-content:space-between}
.answers form>.hint{margin-bottom:.8rem}
.answers form>button{margin-top:1rem}
.answers .plain-act button{margin-top:0}
@media (min-width:641px){
.customer table{table-layout:fixed}
.customer th:nth-child(4){width:27%}
}
.customer .go{margin-top:.9rem}
.customer .end{color:var(--soft);font-size:.875rem;margin-top:1.6rem;max-width:64ch}
`;

const STYLE = `${STAFF_STYLE}${OWN}`;
/** As for every page behind a link. */
export const CUSTOMER_HEADERS = linkHeaders(STYLE);

/** A whole page. Its body begins with the `h1`. */
export const customerShell = (
  words: Pick<CustomerWords, 'lang' | 'skip'>,
  of: { title: string; company: string; body: Content },
): Html => html`<!doctype html>
<html lang="${words.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow, noarchive">
<title>${of.title} · ${of.company}</title>
<link rel="icon" href="data:,">
<style>${raw(STYLE)}</style>
</head>
<body class="customer">
<a class="skip" href="#content">${words.skip}</a>
<header class="top"><div class="bar"><p class="brand"><bdi>${of.company}</bdi></p></div></header>
<main id="content" tabindex="-1">
${of.body}
</main>
</body>
</html>`;
