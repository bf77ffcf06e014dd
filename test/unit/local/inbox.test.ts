import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../functions/adapters/embedded/database.ts';
import { event } from '../../../functions/ledger/event.ts';
import { storeCompany } from '../../../functions/platform/company.ts';
import type { WorkItem } from '../../../functions/work-list/item.ts';
import { parseScenario } from '../../../local/rehearse/scenario.contract.ts';
import { answerTo } from '../../../local/server/answer-as-customer.ts';
import { appOf } from '../../../local/server/app.ts';
import { Inbox } from '../../../local/server/inbox.ts';
import { Mover } from '../../../local/server/mover.ts';
import { sessionsBeside } from '../../../local/server/sessions.ts';
import { type World, worldIn } from '../../../local/server/world.ts';
import { CUSTOMER, invoiceOf, QUICK, STAFF, START } from '../../support/world.ts';

let world: World;
let folder: string;
let inbox: Inbox;
let mover: Mover;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'good-standing-inbox-'));
  const start = Date.parse(START);
  world = worldIn(openDatabase(), { start });
  const sender = { name: 'Accounts', email: 'accounts@company.example', answersTo: 'answers@company.example' };
  const none = { start: START, until: START, settings: { sender }, policies: [QUICK], staff: STAFF, customers: [] };
  await storeCompany(
    world.table,
    parseScenario(none, () => undefined),
  );
  const facts = [{ type: 'customer.updated', customer: CUSTOMER }, invoiceOf('i1')];
  for (const [index, fact] of facts.entries())
    await world.runtime.record(event.parse({ id: `${index}`, source: 'test', at: START, ...fact }));
  await world.runtime.advanceTo(Date.parse('2026-03-04T10:00:00Z'));
  await world.survey.readAll(world.runtime.platform, world.table);
  mover = new Mover(world);
  inbox = new Inbox(world, mover, folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const replies = (): WorkItem[] => ([...world.table.scan('ITEM#')] as WorkItem[]).filter(({ kind }) => kind === 'reply');

describe('messages that come in at home', () => {
  it('are taken from the folder once they are whole, and kept', async () => {
    const letter = world.mailbox.newest(1)[0]!;
    const raw = await answerTo(world.mailbox.message(letter.messageId)!, 'All is well.', world.clock.now());
    const path = join(folder, 'answer.eml');
    writeFileSync(path, raw);
    writeFileSync(join(folder, 'notes.txt'), 'not a message');
    expect(await inbox.look()).toBe(0);
    utimesSync(path, 1_000, 1_000);
    expect(await inbox.look()).toBe(1);
    expect(readdirSync(folder).sort()).toEqual(['kept', 'notes.txt']);
    const [kept] = readdirSync(join(folder, 'kept'));
    expect(replies()).toMatchObject([
      {
        customerId: 'c1',
        letterId: letter.tags.letter,
        reply: { text: 'All is well.', foundBy: 'tag', file: `inbox/kept/${kept}` },
      },
    ]);
  });

  it('are written on the page of a letter, by whoever tries out what a customer would do', async () => {
    const app = appOf(world, mover, sessionsBeside(), inbox);
    const address = `http://127.0.0.1:3000/mailbox/${world.mailbox.newest(1)[0]!.messageId}`;
    const post = (body: string): Response | Promise<Response> =>
      app.request(`${address}/answer`, {
        method: 'POST',
        body,
        headers: {
          ...{ 'content-type': 'application/x-www-form-urlencoded', host: '127.0.0.1:3000' },
          origin: 'http://127.0.0.1:3000',
        },
      });
    const answered = await post(`text=${encodeURIComponent('<b>We pay\non Friday</b>')}`);
    expect([answered.status, answered.headers.get('location')]).toEqual([303, `${new URL(address).pathname}#answer`]);
    expect(replies().map(({ reply }) => reply!.text)).toContain('<b>We pay\non Friday</b>');
    const page = await (await app.request(address, { headers: { host: '127.0.0.1:3000' } })).text();
    expect(page).toContain('&lt;b&gt;We pay');
    expect(page).toContain('on the list of anna');
    const before = replies().length;
    await post('text=+');
    expect(replies()).toHaveLength(before);
  });
});
