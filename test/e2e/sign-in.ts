import type { StaffMember } from '../../functions/platform/settings.contract.ts';
import { Browser } from './browser.ts';
import type { Cloud } from './cloud.ts';
import type { Issuer } from './issuer.ts';
import type { Answer } from './signed-request.ts';
import { expect } from './storyteller.ts';

/** The session's cookie; pages over HTTPS have a name for it that no other host can set. */
const SESSION = /^(__Host-)?session$/;

const secrets: string[] = [];

/** What led people in and keeps them there: it stands in no log. */
export const signInSecrets = (): readonly string[] => secrets;

/** Goes the way in as anybody does: from a page over the issuer back to it. Gives the last answer of ours. */
export const goIn = async (
  { cloud, issuer }: { cloud: Cloud; issuer: Issuer },
  browser: Browser,
  email: string,
  page: string,
): Promise<Answer> => {
  const asked = await cloud.open(page);
  expect(asked.status === 302, 'A page leads whoever it does not know to sign in', asked);
  const begun = await browser.open(asked.headers.location as string);
  expect(begun.status === 302, 'The way in leads to the issuer', begun);
  const back = await issuer.confirm(begun.headers.location as string, email);
  expect(back.searchParams.has('code'), 'The issuer vouches for whoever was there', `${back}`);
  secrets.push(back.searchParams.get('code')!, back.searchParams.get('state')!);
  return browser.open(`${back.pathname}${back.search}`);
};

/** Signs a colleague in, and gives their browser and the secret of their session. */
export const signIn = async (
  at: { cloud: Cloud; issuer: Issuer },
  { email }: Pick<StaffMember, 'email'>,
  page = '/list',
): Promise<{ browser: Browser; session: string }> => {
  const browser = new Browser(at.cloud);
  const taken = await goIn(at, browser, email, page);
  expect(taken.status === 303 && taken.headers.location === page, 'The way in leads back to the page', taken);
  const session = browser.cookie(SESSION);
  expect(session !== undefined, 'A session has begun', taken.headers);
  secrets.push(session);
  return { browser, session };
};
