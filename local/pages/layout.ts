import { html } from 'hono/html';
import type { StaffMember } from '../../functions/platform/settings.contract.ts';
import { type Place, placesOf, staffWords } from '../../functions/web/shell.ts';
import type { Content, Html } from './parts.ts';
import { HERE, PRODUCT } from './places.ts';

/** What stands around every page. */
export interface Chrome {
  company: string;
  /** The clock in words. */
  now: string;
  isMoving: boolean;
  /** Whoever is signed in; these pages are there without it. */
  signedIn?: SignedInHere;
}

export interface SignedInHere {
  member: StaffMember;
  /** Has to come back with the form that signs out. */
  nonce: string;
}

/** The product's own pages that this person may open, or all of them: each asks for its sign-in. */
const productPages = (signedIn: SignedInHere | undefined): readonly Place[] =>
  signedIn === undefined ? PRODUCT : placesOf(signedIn.member, staffWords('en'));

const who = (signedIn: SignedInHere | undefined, back: string): Html =>
  signedIn === undefined
    ? html`<p class="who"><a href="/sign-in?back=${encodeURIComponent(back)}">Sign in</a></p>`
    : html`<div class="who"><span><span class="visually-hidden">Signed in as </span><b>${signedIn.member.name}</b></span><form method="post" action="/sign-out"><input type="hidden" name="nonce" value="${signedIn.nonce}"><button class="second">Sign out</button></form></div>`;

export type Section = (typeof HERE)[number]['href'];

/** A whole page. */
export const layout = (
  chrome: Chrome,
  section: Section | undefined,
  title: string,
  body: Content,
): Html => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${chrome.company}</title>
<link rel="stylesheet" href="/style.css">
<link rel="icon" href="/icon.svg" type="image/svg+xml">
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header class="top">
<div class="bar"><p class="brand"><a href="/list">${chrome.company}</a></p>
<form class="find" role="search" method="get" action="/search"><label class="visually-hidden" for="find">Customer, invoice or person</label><input type="search" id="find" name="q" maxlength="200" placeholder="Customer, invoice or person" autocomplete="off"><button>Search</button></form>
<p class="now"><span class="visually-hidden">The clock stands at </span>${chrome.now}${chrome.isMoving ? html` <a href="/clock">moving…</a>` : ''}</p>${who(chrome.signedIn, section ?? '/overview')}</div>
<nav aria-label="Main"><ul>${productPages(chrome.signedIn).map(({ href, text }) => html`<li><a href="${href}">${text}</a></li>`)}${HERE.map(
  ({ href, text }, index) =>
    html`<li${index === 0 ? html` class="apart"` : ''}><a href="${href}"${href === section ? html` aria-current="page"` : ''}>${text}</a></li>`,
)}</ul></nav>
</header>
<main id="content" tabindex="-1">
${body}
</main>
</body>
</html>`;
