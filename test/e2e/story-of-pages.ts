import { tokenHash } from '../../functions/escalation/approval-link.ts';
import { formNonce } from '../../functions/web/session-cookie.ts';
import { Browser } from './browser.ts';
import { openItems } from './cases.ts';
import type { Cloud } from './cloud.ts';
import type { Issuer } from './issuer.ts';
import { COMPANY, GYM } from './ledger.ts';
import { goIn, signIn } from './sign-in.ts';
import { chapter, expect } from './storyteller.ts';

const MANAGER = COMPANY.staff[1]!;
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const MINUTE_MS = 60_000;
/** At the issuer, and not among the staff. */
const STRANGER = 'visitor@company.example';

/** The part in between: pages, each by the function that answers its path, with no more than that one may. */
export const tellOfPages = async (cloud: Cloud, issuer: Issuer): Promise<void> => {
  await chapter('Pages for colleagues ask who is there', async () => {
    for (const path of ['/list', '/policies', '/requests/none']) {
      const { status, headers } = await cloud.open(path);
      const to = `${headers.location}`;
      expect(status === 302 && to.startsWith('/sign-in?'), `${path} leads to sign in`, { status, to });
    }
    for (const path of ['/items/none/note', '/accounts/none/hold', '/sign-out', '/policies/none/save']) {
      const { status } = await cloud.open(path, { method: 'POST', headers: FORM, body: 'nonce=none' });
      expect(status === 401, `A form to ${path} is not taken`, status);
    }
    for (const [path, wanted] of [
      ['/sign-in/over', 200],
      ['/c/none', 404],
      ['/nothing', 404],
    ] as const) {
      const { status } = await cloud.open(path);
      expect(status === wanted, `${path} is answered with ${wanted}`, status);
    }
  });

  await chapter('The issuer vouches for a stranger, who is not let in', async () => {
    const browser = new Browser(cloud);
    const answer = await goIn({ cloud, issuer }, browser, STRANGER, '/figures');
    expect(
      answer.status === 403 && answer.body.includes(STRANGER) === false,
      'It is said, without the address',
      answer,
    );
    expect((await browser.open('/figures')).status === 302, 'And no page is shown', answer);
  });

  await chapter('The manager signs in, looks around, and signs out', async () => {
    const { session: token } = await signIn({ cloud, issuer }, MANAGER);
    const partition = `N#${tokenHash(token)}`;
    const [begun] = await cloud.items(partition);
    const seenAt = Date.now() - 20 * MINUTE_MS;
    await cloud.put({ ...begun!, seenAt });
    // Under both names: the emulator tells an address without HTTPS, AWS one with it.
    const headers = { cookie: `session=${token}; __Host-session=${token}` };
    const [item] = await openItems(cloud, GYM);
    const list = await cloud.open('/list', { headers });
    expect(list.status === 200 && list.body.includes(MANAGER.name), 'Her list is shown', list);
    const [session] = await cloud.items(partition);
    expect((session?.seenAt as number) > seenAt, 'Her session goes on from now', session);
    for (const path of [`/accounts/${GYM.customerId}`, `/items/${item!.itemId}`, '/policies', '/figures']) {
      const { status, body } = await cloud.open(path, { headers });
      expect(status === 200, `${path} is shown`, { status, body });
    }
    const form = { method: 'POST', headers: { ...FORM, ...headers }, body: `nonce=${formNonce(token)}` };
    const act = await cloud.open(`/items/${item!.itemId}/none`, form);
    expect(act.status === 404, 'What is no act is not done', act);
    const left = await cloud.open('/sign-out', form);
    expect(left.status === 303, 'She signs out', left);
    expect((await cloud.items(partition)).length === 0, 'Nothing of her session is left', partition);
    expect((await cloud.open('/list', { headers })).status === 302, 'The way in is asked for again', headers);
  });
};
