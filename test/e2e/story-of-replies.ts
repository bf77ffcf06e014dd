import { BAKERY_ANSWERS } from './acts.ts';
import { customerLinkIn, openItems } from './cases.ts';
import type { Cloud } from './cloud.ts';
import type { Issuer } from './issuer.ts';
import { BAKERY, COMPANY } from './ledger.ts';
import { signIn } from './sign-in.ts';
import { chapter, expect, say, until } from './storyteller.ts';

const SAM = COMPANY.staff[0]!;
const ATTACHED = 'order.txt';
const ORDER = 'Order 7731';

/** A raw message as SES puts it into the bucket: what somebody wrote, above the letter that they answer. */
const answerTo = (letter: string, headers: readonly string[] = []): string =>
  [
    `From: Noor Haddad <${BAKERY.email}>`,
    `To: ${COMPANY.settings.sender.email}`,
    'Subject: Re: your reminder',
    ...headers,
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="part"',
    '',
    '--part',
    'Content-Type: text/plain; charset=utf-8',
    '',
    BAKERY_ANSWERS,
    '',
    'On Monday Harbour Alarm wrote:',
    ...letter.split('\n').map((line) => `> ${line.trimEnd()}`),
    '--part',
    `Content-Type: text/plain; name="${ATTACHED}"`,
    `Content-Disposition: attachment; filename="${ATTACHED}"`,
    '',
    ORDER,
    '--part--',
    '',
  ].join('\r\n');

/** A customer answers a letter by mail, and a colleague reads it where they work. */
export const tellOfReplies = async (cloud: Cloud, issuer: Issuer): Promise<void> => {
  const replies = async () => (await openItems(cloud, BAKERY)).filter(({ kind }) => kind === 'reply');

  await chapter('A customer’s answer comes in as a message, and stands on the list', async () => {
    const link = await customerLinkIn(cloud, BAKERY.email);
    const letter = (await cloud.inbox()).findLast(({ text }) => text.includes(link))!;
    await cloud.drop('mail/away', answerTo(letter.text, ['Auto-Submitted: auto-replied']));
    await cloud.drop('mail/answer', answerTo(letter.text));
    const item = await until('the answer is an item', async () => (await replies())[0], replies);
    expect(item.reply?.foundBy === 'link', 'Whose it is says the link of the letter below it', item);
    say(`on the list of ${item.department ?? item.assignee}: ${item.title}`);
  });

  await chapter('A colleague reads it and says what was done; the same message again is a repeat', async () => {
    const [item] = await replies();
    const path = `/items/${item!.itemId}?of=${BAKERY.customerId}`;
    const { browser } = await signIn({ cloud, issuer }, SAM, path);
    const page = await browser.open(path);
    for (const shown of [BAKERY_ANSWERS, ATTACHED]) expect(page.body.includes(shown), `It shows ${shown}`, page);
    const saved = await browser.open(`/items/${item!.itemId}/attachments/0?of=${BAKERY.customerId}`);
    const { 'content-disposition': as, 'content-type': type } = saved.headers;
    expect(saved.body.trim() === ORDER && `${as}`.startsWith('attachment'), 'What is attached is saved', saved);
    expect(type === 'application/octet-stream', 'And not shown', saved.headers);
    const done = await browser.press(page, `/items/${item!.itemId}/done`, { note: 'Sent the order form' });
    expect(done.status === 303, 'It is done', done);
    await cloud.call('receive-reply', { detail: { object: { key: 'mail/answer' } } });
    expect((await replies()).length === 0, 'Neither a repeat nor what a machine wrote is on the list', await replies());
  });
};
