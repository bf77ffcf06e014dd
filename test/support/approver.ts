import { TableInFront } from '../../functions/adapters/embedded/table-in-front.ts';
import type { OutgoingMail, Write } from '../../functions/platform/ports.ts';
import { webApp } from '../../functions/web/app.ts';
import { CUSTOMER, invoiceOf, QUICK, STAFF, START, World, type WorldOptions } from './world.ts';

/** Max is asked; Dora is his deputy; Vera manages the department; Finn has the role as well. */
export const ASKED_STAFF = [
  ...STAFF.map((member) => (member.id === 'max' ? { ...member, name: 'Max Head', deputy: 'dora' } : member)),
  { id: 'dora', name: 'Dora Deputy', email: 'dora@company.test', department: 'client-relations', roles: [] },
  { id: 'vera', name: 'Vera Chief', email: 'vera@company.test', department: 'client-relations', roles: [] },
  { id: 'finn', name: 'Finn Finance', email: 'finn@company.test', department: 'finance', roles: ['manager'] },
];

/** A policy of an escalation alone: the quick one's, changed. */
export const escalating = (escalation: object = {}, more: object = {}): object => ({
  ...QUICK,
  ...more,
  steps: [{ ...QUICK.steps.at(-1)!, when: { anchor: 'due', days: 1 }, ...escalation }],
});

const decoded = ({ raw }: OutgoingMail): string =>
  Buffer.from(raw)
    .toString('latin1')
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** Tokens of the links that were mailed to a colleague, oldest first. */
export const tokensFor = (world: World, staffId: string): string[] =>
  world.mails
    .filter(({ audience, to }) => audience === 'staff' && to.includes(`${staffId}@company.test`))
    .flatMap((mail) => /\/approvals\/([A-Za-z0-9_-]{43})\b/.exec(decoded(mail))?.[1] ?? []);

class CountingTable extends TableInFront {
  requests = 0;
  writes = 0;

  override get(...of: Parameters<TableInFront['get']>) {
    this.requests += 1;
    return super.get(...of);
  }

  override batchGet(...of: Parameters<TableInFront['batchGet']>) {
    this.requests += 1;
    return super.batchGet(...of);
  }

  override query(...of: Parameters<TableInFront['query']>) {
    this.requests += 1;
    return super.query(...of);
  }

  override write(write: Write): Promise<void> {
    this.writes += 1;
    return super.write(write);
  }

  override transact(writes: readonly Write[]): Promise<void> {
    this.writes += 1;
    return super.transact(writes);
  }
}

/** The pages over a world, with what they asked of the table, and the errors that they had no words for. */
export class Pages {
  readonly table: CountingTable;
  readonly reported: unknown[] = [];
  readonly #app: ReturnType<typeof webApp>;

  constructor(world: World, publicUrl = 'https://good-standing.example') {
    this.table = new CountingTable(world.platform.table);
    const platform = { ...world.platform, publicUrl, table: this.table };
    this.#app = webApp(platform, {
      report: (error) => this.reported.push(error),
      recorded: () => world.runtime.settle(),
    });
  }

  ask(path: string, init: RequestInit = {}): Promise<Response> {
    return Promise.resolve(this.#app.request(`https://good-standing.example${path}`, init));
  }
}

/** What a browser does with one link: keeps its cookies and brings back the form that it was shown. */
export class Visitor {
  readonly #pages: Pages;
  readonly #path: string;
  readonly cookies = new Map<string, string>();
  nonce = '';

  constructor(pages: Pages, token: string) {
    this.#pages = pages;
    this.#path = `/approvals/${token}`;
  }

  #take(answer: Response, body: string): void {
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
      if (value === '') this.cookies.delete(name!);
      else this.cookies.set(name!, value!);
    }
    this.nonce = /name="nonce" value="([^"]*)"/.exec(body)?.[1] ?? this.nonce;
  }

  async #send(init: RequestInit): Promise<{ status: number; text: string; headers: Headers }> {
    const answer = await this.#pages.ask(this.#path, init);
    const body = await answer.text();
    this.#take(answer, body);
    // As it is read: without its style and its markup.
    const text = body
      .replace(/<style>.*?<\/style>/s, '')
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ');
    return { status: answer.status, text, headers: answer.headers };
  }

  open(init: RequestInit = {}) {
    return this.#send(init);
  }

  /** Sends the form with these fields; headers may be set, and taken away with an empty text. */
  decide(fields: Record<string, string>, headers: Record<string, string> = {}) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const all = {
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': 'same-origin',
      origin: 'null',
      cookie,
      ...headers,
    };
    return this.#send({
      method: 'POST',
      headers: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== '')),
      body: new URLSearchParams({ nonce: this.nonce, ...fields }).toString(),
    });
  }
}

/** The noon of the Thursday on which the escalation of i1 falls due. */
export const ASKED_AT = '2026-03-12T12:00:00Z';

const askedIn = async (options: WorldOptions, invoice: object) => {
  const world = await World.make(options);
  await world.record(invoiceOf('i1', invoice));
  await world.to(ASKED_AT);
  const pages = new Pages(world);
  const token = tokensFor(world, 'max').at(-1)!;
  return { world, pages, token, max: new Visitor(pages, token) };
};

const CUSTOMERS = [
  { ...CUSTOMER, contacts: [...CUSTOMER.contacts, { name: 'Boss', email: 'boss@c1.test', roles: ['escalation'] }] },
];
const SETTINGS = { company: 'Harbor Light', departments: { 'client-relations': { manager: 'vera' } } };

/** A world in which Max was asked about i1's final notice the day after it was due, with the page of his link. */
export const askedWorld = (options: Partial<WorldOptions> = {}, invoice: object = {}) =>
  askedIn(
    {
      start: '2026-03-11T23:00:00Z',
      settings: SETTINGS,
      staff: ASKED_STAFF,
      policies: [escalating()],
      customers: CUSTOMERS,
      ...options,
    },
    { dueOn: '2026-03-11', ...invoice },
  );

/** The same after two reminders and a call. */
export const askedAfterReminders = () =>
  askedIn({ start: START, settings: SETTINGS, staff: ASKED_STAFF, customers: CUSTOMERS }, {});
