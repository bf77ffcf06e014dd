import type { Context } from 'hono';
import { html } from 'hono/html';
import { companyOf } from '../../platform/company.ts';
import type { Platform } from '../../platform/platform.ts';
import { readerOf, wordsFor } from '../reader.ts';
import { plainShell, staffWords } from '../shell.ts';
import type { StaffWords } from '../words/staff-en.ts';

/** The pages on the way in and out. */

export type SignInFailure = keyof StaffWords['signIn']['failures'];

const STATUS = {
  'not-set-up': 503,
  unreachable: 503,
  unavailable: 503,
  'not-begun': 400,
  refused: 403,
  'not-confirmed': 403,
  stranger: 403,
} as const satisfies Record<SignInFailure, number>;

/** Signing in again as the same person would end the same. */
const AS_ANOTHER: ReadonlySet<SignInFailure> = new Set(['not-confirmed', 'stranger']);

type Answer = Response | Promise<Response>;

/** The company's name and language; the browser's where the table cannot be read now. */
const surroundings = async (platform: Platform, context: Context) => {
  try {
    const { words, company } = readerOf((await companyOf(platform.table, platform.clock.now())).settings);
    return { lang: words.lang, company };
  } catch {
    const { lang, product } = wordsFor(context.req.header('accept-language'));
    return { lang, company: product };
  }
};

/** What went wrong on the way in, and the way to try again. */
export const signInFailed = async (platform: Platform, context: Context, failure: SignInFailure): Promise<Response> => {
  const around = await surroundings(platform, context);
  const { signIn } = staffWords(around.lang);
  const { title, text } = signIn.failures[failure];
  if (STATUS[failure] === 503) context.header('retry-after', '60');
  const again =
    failure === 'not-set-up'
      ? ''
      : AS_ANOTHER.has(failure)
        ? html`<p class="go"><a class="button" href="/sign-in?anew=1">${signIn.other}</a></p>`
        : html`<p class="go"><a class="button" href="/sign-in">${signIn.again}</a></p>`;
  return context.html(plainShell({ ...around, title, body: html`<p>${text}</p>${again}` }), STATUS[failure]);
};

export const signedOutPage = async (platform: Platform, context: Context): Promise<Answer> => {
  const around = await surroundings(platform, context);
  const { signIn } = staffWords(around.lang);
  const body = html`<p>${signIn.signedOutText}</p><p class="go"><a class="button" href="/sign-in?anew=1">${signIn.again}</a></p>`;
  return context.html(plainShell({ ...around, title: signIn.signedOut, body }));
};
