import type { Context } from 'hono';
import { html } from 'hono/html';
import type { StaffMember } from '../platform/settings.contract.ts';
import { type Act, may } from './may.ts';
import type { Content, Html } from './page.ts';
import { pageHeaders } from './page-headers.ts';
import type { Reader } from './reader.ts';
import { STAFF_STYLE_PATH } from './staff-style.ts';
import type { Told } from './told.ts';
import { staffGerman } from './words/staff-de.ts';
import { type StaffWords, staffEnglish } from './words/staff-en.ts';

/** What stands around every page for colleagues. */

/** What every page for colleagues carries. It is one person's: no cache keeps it. */
const STAFF_HEADERS = pageHeaders({ style: "'self'", images: "'self' data:", referrer: 'same-origin' });

export const staffWords = (lang: 'en' | 'de'): StaffWords => (lang === 'de' ? staffGerman : staffEnglish);

/** Who reads a page, and how it is written for them. */
export interface SignedIn {
  member: StaffMember;
  reader: Reader;
  /** Has to come back with every form, in the field `nonce`. */
  nonce: string;
  /** What was just done, said once. */
  told?: Told;
  /** Pages that this place has beside ours. */
  alsoHere: readonly Place[];
}

export interface Place {
  href: string;
  text: string;
}

export type Section = 'list' | 'department' | 'everybody' | 'search' | 'figures' | 'policies';

/** Where somebody may go. */
export const placesOf = (member: StaffMember, { nav }: StaffWords): (Place & { section: Section })[] => {
  const own = { section: 'list', href: '/list', text: nav.list, act: 'see-list' } as const;
  const department =
    member.department === undefined
      ? []
      : [
          {
            section: 'department',
            href: `/list?of=department:${encodeURIComponent(member.department)}`,
            text: nav.department,
            act: 'see-list',
          } as const,
        ];
  const places: (Place & { section: Section; act: Act })[] = [
    own,
    ...department,
    { section: 'everybody', href: '/list?of=everybody', text: nav.everybody, act: 'see-everybody' },
    { section: 'figures', href: '/figures', text: nav.figures, act: 'see-figures' },
    { section: 'policies', href: '/policies', text: nav.policies, act: 'see-policies' },
  ];
  return places.filter(({ act }) => may(member, act));
};

const document = (of: {
  lang: string;
  title: string;
  company: string;
  plain: boolean;
  body: Content;
}): Html => html`<!doctype html>
<html lang="${of.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow, noarchive">
<title>${of.title} · ${of.company}</title>
<link rel="stylesheet" href="${STAFF_STYLE_PATH}">
<link rel="icon" href="data:,">
</head>
<body${of.plain ? html` class="plain"` : ''}>
${of.body}
</body>
</html>`;

const toldOnce = (signedIn: SignedIn): Html | '' => {
  const { told, nonce, reader } = signedIn;
  if (told === undefined) return '';
  const { undo } = told;
  return html`<div class="told" role="status"><span>${told.text}</span>${
    undo === undefined
      ? ''
      : html`<form method="post" action="${undo.to}"><input type="hidden" name="nonce" value="${nonce}">${Object.entries(undo.fields ?? {}).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}<button class="second">${staffWords(reader.words.lang).undo}</button></form>`
  }</div>`;
};

/** A whole page for somebody who is signed in. The body begins with its `h1`. */
export const shell = (
  signedIn: SignedIn,
  of: { title: string; section?: Section | undefined; body: Content },
): Html => {
  const { member, reader, nonce, alsoHere } = signedIn;
  const words = staffWords(reader.words.lang);
  const places = placesOf(member, words);
  return document({
    lang: reader.words.lang,
    title: of.title,
    company: reader.company,
    plain: false,
    body: html`<a class="skip" href="#content">${words.skip}</a>
<header class="top">
<div class="bar"><p class="brand"><a href="/list"><bdi>${reader.company}</bdi></a></p>
<form class="find" role="search" method="get" action="/search"><label class="unseen" for="find">${words.find}</label><input type="search" id="find" name="q" maxlength="200" placeholder="${words.find}" autocomplete="off"><button class="second">${words.nav.search}</button></form>
<div class="who"><span><span class="unseen">${words.signedIn} </span><b>${member.name}</b></span><form method="post" action="/sign-out"><input type="hidden" name="nonce" value="${nonce}"><button class="quiet">${words.signOut}</button></form></div></div>
<nav aria-label="${words.nav.label}"><ul>${places.map(
      ({ href, text, section }) =>
        html`<li><a href="${href}"${section === of.section ? html` aria-current="page"` : ''}>${text}</a></li>`,
    )}${alsoHere.map(({ href, text }, index) => html`<li${index === 0 ? html` class="apart"` : ''}><a href="${href}">${text}</a></li>`)}</ul></nav>
</header>
<main id="content" tabindex="-1">
${toldOnce(signedIn)}
${of.body}
</main>`,
  });
};

/** A page without navigation, for somebody of whom nothing is known, or who was shown a link. */
export const plainShell = (of: { lang: 'en' | 'de'; title: string; company: string; body: Content }): Html =>
  document({
    ...of,
    plain: true,
    body: html`<header class="top"><div class="bar"><p class="brand"><bdi>${of.company}</bdi></p></div></header>
<main id="content" tabindex="-1"><div class="card"><h1>${of.title}</h1>
${of.body}
</div></main>`,
  });

/** Sets the headers of a page for colleagues; one that a page has set by itself stays. */
export const withStaffHeaders = (context: Context): void => {
  const { headers } = context.res;
  for (const [name, value] of Object.entries(STAFF_HEADERS)) if (!headers.has(name)) headers.set(name, value);
};
