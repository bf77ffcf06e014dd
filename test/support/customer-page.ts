import type { OutgoingMail } from '../../functions/platform/ports.ts';
import { readMessage } from '../../local/server/mime.ts';
import { Pages } from './approver.ts';
import { invoiceOf, START, World, type WorldOptions } from './world.ts';

const LINK = /\/c\/([\w-]+)/;

/** The token in a letter. */
export const tokenIn = (mail: OutgoingMail): string => LINK.exec(readMessage(mail.raw).text)![1]!;

/** A customer's browser over the pages: keeps its cookies, and brings back the forms that it was shown. */
export class CustomerBrowser {
  readonly #pages: Pages;
  readonly path: string;
  readonly cookies = new Map<string, string>();
  nonce = '';
  once = '';

  constructor(pages: Pages, token: string) {
    this.#pages = pages;
    this.path = `/c/${token}`;
  }

  async #send(
    path: string,
    init: RequestInit,
  ): Promise<{ status: number; body: string; text: string; headers: Headers }> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await this.#pages.ask(path, { ...init, headers: { cookie, ...(init.headers as object) } });
    const body = await answer.text();
    for (const set of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!;
      this.cookies.set(name!, value!);
    }
    this.nonce = /name="nonce" value="([^"]*)"/.exec(body)?.[1] ?? this.nonce;
    this.once = /name="once" value="([^"]*)"/.exec(body)?.[1] ?? this.once;
    const text = body
      .replace(/<style>.*?<\/style>/s, '')
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ');
    return { status: answer.status, body, text, headers: answer.headers };
  }

  open(more = '', headers: Record<string, string> = {}) {
    return this.#send(`${this.path}${more}`, { headers });
  }

  /** Answers with one of the page's forms; a header that is empty is left out. */
  answer(act: string, fields: Record<string, string> = {}, headers: Record<string, string> = {}) {
    const all = {
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': 'same-origin',
      origin: 'null',
      ...headers,
    };
    return this.#send(`${this.path}/${act}`, {
      method: 'POST',
      headers: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== '')),
      body: new URLSearchParams({ nonce: this.nonce, once: this.once, ...fields }).toString(),
    });
  }
}

/** The noon after the first reminder of i1 (100.00 USD, due the day before) has left. */
const WRITTEN_AT = '2026-03-04T12:00:00Z';

/** A world in which the customer c1 has got the first reminder, with the page that its link opens. */
export const writtenWorld = async (options: Partial<WorldOptions> = {}, invoices: readonly object[] = [{}]) => {
  const world = await World.make({ start: START, settings: { company: 'Harbor Light' }, ...options });
  for (const [index, fields] of invoices.entries()) await world.record(invoiceOf(`i${index + 1}`, fields));
  await world.to(WRITTEN_AT);
  const pages = new Pages(world);
  const token = tokenIn(world.mails.filter(({ audience }) => audience === 'customer').at(-1)!);
  return { world, pages, token, browser: new CustomerBrowser(pages, token) };
};
