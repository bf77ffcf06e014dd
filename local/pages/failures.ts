import { html } from 'hono/html';
import type { Look } from '../server/look.ts';
import { layout } from './layout.ts';
import { type Html, link } from './parts.ts';

/** What is asked for is not here. */
export const notFound = ({ chrome }: Look): Html =>
  layout(
    chrome,
    undefined,
    'Not found',
    html`<h1>Not found</h1><p class="lead">There is nothing at this address. Search for a customer or an invoice at the top of the page, or go to the ${link('/overview', 'overview')}.</p>`,
  );

/** Something went wrong on our side. */
export const failure = ({ chrome }: Look): Html =>
  layout(
    chrome,
    undefined,
    'Something went wrong',
    html`<h1>Something went wrong</h1><p class="lead">The page could not be made. Nothing was changed by it; the reason stands in the terminal in which the server runs. ${link('/overview', 'Go to the overview')}.</p>`,
  );
