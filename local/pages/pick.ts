import { html } from 'hono/html';
import type { Company } from '../../functions/platform/company.ts';
import { plainShell } from '../../functions/web/shell.ts';
import type { Html } from './parts.ts';

const inWords = (id: string): string => id.replace(/[-_]+/g, ' ');

/** The colleagues of the company, each a button: the way in for trying out. */
export const pickPage = ({ settings, staff }: Company, isSample: boolean): Html =>
  plainShell({
    lang: 'en',
    title: 'Who would you like to be?',
    company: settings.company,
    body: html`<p>${isSample ? 'This company is for trying out' : 'This ledger is kept on this computer'}: choose a colleague, and you are signed in as them. Nobody asks for a password. On an account, your own sign-in stands here.</p>
${
  staff.length === 0
    ? html`<p>This company has no staff: name some under <b>staff</b> in its settings file.</p>`
    : html`<form method="post" class="people">${staff.map(
        ({ id, name, department, roles }) =>
          html`<button class="second" name="staff" value="${id}"><b>${name}</b> <span>${[...(department === undefined ? [] : [inWords(department)]), ...roles.filter((role) => role !== department).map(inWords)].join(', ')}</span></button>`,
      )}</form>`
}
<p class="go">Or look around first: <a href="/overview">how the company stands</a>, <a href="/mailbox">its mail</a>, <a href="/clock">the clock</a> that moves it on.</p>`,
  });
