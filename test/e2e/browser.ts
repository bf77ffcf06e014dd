import type { Cloud } from './cloud.ts';
import type { Answer } from './signed-request.ts';
import { expect } from './storyteller.ts';

const FORM = 'application/x-www-form-urlencoded';

/** The characters that a page writes in another way within an attribute. */
const asRead = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** The fields of a page, or of a part of it, that nobody sees and every form brings back. */
export const hiddenIn = (page: string): Record<string, string> => {
  const fields: Record<string, string> = {};
  for (const [tag] of page.matchAll(/<input\b[^>]*>/g)) {
    const name = /\bname="([^"]*)"/.exec(tag)?.[1];
    if (name !== undefined && /\btype="hidden"/.test(tag))
      fields[name] = asRead(/\bvalue="([^"]*)"/.exec(tag)?.[1] ?? '');
  }
  return fields;
};

/** Somebody's browser: it opens pages, keeps their cookies, and sends their forms. */
export class Browser {
  readonly #cloud: Cloud;
  readonly #cookies = new Map<string, string>();

  constructor(cloud: Cloud) {
    this.#cloud = cloud;
  }

  /** Has it hold a cookie that no page gave it. */
  keep(name: string, value: string): void {
    this.#cookies.set(name, value);
  }

  /** The value of a cookie that it holds. */
  cookie(name: RegExp): string | undefined {
    return [...this.#cookies].find(([each]) => name.test(each))?.[1];
  }

  async #ask(path: string, asked: { method?: string; body?: string }): Promise<Answer> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = {
      ...(cookie === '' ? {} : { cookie }),
      ...(asked.body === undefined ? {} : { 'content-type': FORM }),
    };
    // What stands behind a # is the browser's alone.
    const answer = await this.#cloud.open(path.split('#')[0]!, { ...asked, headers });
    for (const set of [answer.headers['set-cookie'] ?? []].flat()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!;
      if (value === '') this.#cookies.delete(name!);
      else this.#cookies.set(name!, value!);
    }
    return answer;
  }

  open(path: string): Promise<Answer> {
    return this.#ask(path, {});
  }

  /** Fills in the form of a page that leads to `path`, and sends it. */
  press(page: Answer, path: string, filled: Record<string, string>): Promise<Answer> {
    const forms = [...page.body.matchAll(/<form\b[^>]*\baction="([^"]*)"[^>]*>.*?<\/form>/gs)];
    const form = forms.find(([, action]) => asRead(action!) === path)?.[0];
    expect(form !== undefined, `The page has a form that leads to ${path}`, page);
    const body = new URLSearchParams({ ...hiddenIn(form), ...filled }).toString();
    return this.#ask(path, { method: 'POST', body });
  }
}
