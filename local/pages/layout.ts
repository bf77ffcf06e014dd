import { html } from 'hono/html';
import type { Content, Html } from './parts.ts';

/** What stands around every page. */
export interface Chrome {
  company: string;
  /** The clock in words. */
  now: string;
  isMoving: boolean;
}

const SECTIONS = [
  ['/overview', 'Overview'],
  ['/invoices', 'Invoices'],
  ['/mailbox', 'Mailbox'],
  ['/executions', 'Executions'],
  ['/events-out', 'Events out'],
  ['/clock', 'Clock'],
  ['/list', 'My list'],
] as const;
export type Section = (typeof SECTIONS)[number][0];

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
<div class="brand"><a href="/overview">${chrome.company}</a><span>Good Standing</span></div>
<nav aria-label="Main"><ul>${SECTIONS.map(
  ([href, text]) => html`<li><a href="${href}"${href === section ? html` aria-current="page"` : ''}>${text}</a></li>`,
)}</ul></nav>
<p class="now"><span class="visually-hidden">The clock stands at </span>${chrome.now}${chrome.isMoving ? html` <a href="/clock">moving…</a>` : ''}</p>
</header>
<main id="content" tabindex="-1">
${body}
</main>
</body>
</html>`;
