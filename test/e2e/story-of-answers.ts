import { type InvoiceFacts, invoiceKey } from '../../functions/ledger/entities.ts';
import type { WorkItem } from '../../functions/work-list/item.ts';
import { HOLD, PROMISED_ON } from './acts.ts';
import { Browser } from './browser.ts';
import { allAbout, customerLinkIn, executionOf, mailTo, openItems, waitsIn } from './cases.ts';
import type { Cloud } from './cloud.ts';
import type { Issuer } from './issuer.ts';
import { COMPANY, GYM, HOTEL } from './ledger.ts';
import { signIn } from './sign-in.ts';
import { NEW_ADDRESS } from './story-of-letters.ts';
import { chapter, expect, say } from './storyteller.ts';

/** The link to the list: it is in the mail of the morning alone. */
export const LIST_LINK = /\bhttps?:\/\/[^\s/]+\/list(?=\s)/;

const tellOfTheCustomer = async (cloud: Cloud): Promise<void> => {
  let path = '';

  await chapter('A letter’s link is opened: the page shows what is open, and nothing changes', async () => {
    path = await customerLinkIn(cloud, NEW_ADDRESS);
    const before = await allAbout(cloud, HOTEL);
    for (const method of ['GET', 'HEAD', 'GET']) {
      const { status } = await cloud.open(path, { method, headers: { 'user-agent': 'Mail-Scanner/1.0' } });
      expect(status === 200, `${method} is answered with the page`, status);
    }
    const { body } = await cloud.open(path);
    for (const shown of [HOTEL.name, HOTEL.invoiceId, '$790.50', '3 days past due'])
      expect(body.includes(shown), `The page shows ${shown}`, body);
    const statement = await cloud.open(`${path}/statement-USD.csv`);
    expect(statement.status === 200 && statement.body.includes(HOTEL.invoiceId), 'So does its statement', statement);
    const another = await cloud.open(`${path.slice(0, -4)}AAAA`);
    expect(another.status === 404, 'A link that somebody changed is not found', another);
    const elsewhere = await new Browser(cloud).press({ status: 200, headers: {}, body }, `${path}/promise`, {
      date: PROMISED_ON,
    });
    expect(elsewhere.status === 403, 'A form without the page’s cookie promises nothing', elsewhere);
    expect((await allAbout(cloud, HOTEL)) === before, 'Nothing of the account has changed');
    say(`${HOTEL.name}: ${HOTEL.invoiceId}, $790.50, 3 days past due`);
  });

  await chapter('The customer promises a day, and letters wait for it', async () => {
    const browser = new Browser(cloud);
    const page = await browser.open(path);
    const promise = { date: PROMISED_ON };
    const promised = await browser.press(page, `${path}/promise`, promise);
    expect(promised.status === 303, 'The promise is taken', promised);
    const after = await browser.open(promised.headers.location as string);
    expect(after.body.includes('$790.50 promised for'), 'The page says what was promised', after.body);
    await waitsIn(cloud, HOTEL, 'Promise to pay');
    await browser.press(page, `${path}/promise`, promise);
    const { pk, sk } = invoiceKey(HOTEL.customerId, HOTEL.invoiceId);
    const [invoice] = (await cloud.items(pk, sk)) as InvoiceFacts[];
    expect(Object.keys(invoice!.promises).length === 1, 'The same form sent again promises nothing more', invoice);
    say(`${executionOf(HOTEL)}: ${(await cloud.states('invoice-lifecycle', executionOf(HOTEL))).join(', ')}`);
  });
};

const tellOfTheColleague = async (cloud: Cloud, issuer: Issuer): Promise<void> => {
  const maria = COMPANY.staff[1]!;
  let item: WorkItem | undefined;

  await chapter('In the morning the manager is told what waits for her', async () => {
    item = (await openItems(cloud, GYM)).find(({ assignee }) => assignee === maria.id);
    expect(item !== undefined, `${maria.name} has an item about ${GYM.name}`, await openItems(cloud, GYM));
    const sent = await cloud.call('send-digests', { scheduledTime: new Date().toISOString() });
    const again = await cloud.call('send-digests', { scheduledTime: new Date().toISOString() });
    const mail = await mailTo(cloud, maria.email);
    expect(mail.text.includes(item.title) && mail.text.includes(GYM.name), 'The mail names the item', mail.text);
    const link = LIST_LINK.exec(mail.text);
    expect(link !== null, 'The mail leads to the list', mail.text);
    say(`${maria.name}: ${mail.subject} (${JSON.stringify(sent)}, and called again ${JSON.stringify(again)})`);
    expect(JSON.stringify(again) === '{"sent":0}', 'One mail a morning', again);
  });

  await chapter('Signed in, she sees it on her list and places a hold, and the execution waits', async () => {
    const { browser } = await signIn({ cloud, issuer }, maria);
    const { itemId, title } = item!;
    const list = await browser.open('/list');
    expect(list.body.includes(maria.name), 'The list is that of whoever is signed in', list);
    for (const shown of [title, GYM.name, '$2,350.00'])
      expect(list.body.includes(shown), `The list shows ${shown}`, list.body);
    say(`on the list of ${maria.name}: ${title}, ${GYM.name}, $2,350.00`);

    const page = await browser.open(`/items/${itemId}?of=${GYM.customerId}`);
    const held = await browser.press(page, `/items/${itemId}/hold`, { ...HOLD, scope: 'invoice' });
    expect(held.status === 303 && `${held.headers.location}`.startsWith('/list'), 'The hold is taken', held);
    const again = await browser.press(page, `/items/${itemId}/hold`, { ...HOLD, scope: 'invoice' });
    expect(again.status === 409, 'A second press says who was first', again);
    const blank = await browser.open('/list');
    expect(!blank.body.includes(`action="/items/${itemId}/`), 'The list offers no more to do about it', blank.body);
    expect(blank.body.includes(`${GYM.name}: On hold until`), 'It says what was just done', blank.body);

    const [closed] = (await cloud.items(item!.pk, item!.sk)) as WorkItem[];
    expect(closed?.closedBy === maria.id, 'It is closed by whoever acted', closed);
    await waitsIn(cloud, GYM, 'On hold');
    say(`${executionOf(GYM)}: ${(await cloud.states('invoice-lifecycle', executionOf(GYM))).join(', ')}`);
  });
};

/** The next part: a customer answers, and a colleague acts, on pages. */
export const tellOfAnswers = async (cloud: Cloud, issuer: Issuer): Promise<void> => {
  await tellOfTheCustomer(cloud);
  await tellOfTheColleague(cloud, issuer);
};
