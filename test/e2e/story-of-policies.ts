import { changeKey, type LatestChanges, latestKey, type PolicyChange } from '../../functions/policy-change/entities.ts';
import type { Browser } from './browser.ts';
import { allAbout, caseOf, ends, expectStates, waitsIn } from './cases.ts';
import type { Cloud } from './cloud.ts';
import type { Issuer } from './issuer.ts';
import { BAKERY, COMPANY, GARAGE } from './ledger.ts';
import { signIn } from './sign-in.ts';
import { chapter, expect, say, until } from './storyteller.ts';

const MARIA = COMPANY.staff[1]!;
const ACTIVE = COMPANY.policies[0]!;
const PAGE = `/policies/${ACTIVE.id}`;
const WORKED_THROUGH = ['Work through the next part', 'More?', 'Done'];

/** The draft writes once more before anybody decides. */
const AGAIN = { id: 'reminder-again', kind: 'reminder', when: { anchor: 'due', days: 10 }, letter: 'reminder-2' };
const DRAFT = { ...ACTIVE, steps: [...ACTIVE.steps.slice(0, -1), AGAIN, ACTIVE.steps.at(-1)] };

/** The newest change of a kind, once it is through, and its execution with it. */
const changeDone = async (cloud: Cloud, kind: PolicyChange['kind']): Promise<PolicyChange> => {
  const latest = latestKey(ACTIVE.id);
  const look = async (): Promise<PolicyChange | undefined> => {
    const [{ [kind]: id } = {}] = (await cloud.items(latest.pk, latest.sk)) as Partial<LatestChanges>[];
    if (id === undefined) return undefined;
    const { pk, sk } = changeKey(id);
    return (await cloud.items(pk, sk))[0] as PolicyChange | undefined;
  };
  const done = await until(
    `the ${kind} is through`,
    async () => {
      const change = await look();
      return change?.status === 'done' ? change : undefined;
    },
    look,
  );
  expectStates(await ends(cloud, 'policy-change', done.changeId), WORKED_THROUGH);
  return done;
};

/** A policy is changed on its pages: rehearsed on the ledger as it is, published, and a running case is moved to it. */
export const tellOfPolicies = async (cloud: Cloud, issuer: Issuer): Promise<void> => {
  let browser: Browser | undefined;
  const press = async (page: string, act: string, filled: Record<string, string>): Promise<void> => {
    const pressed = await browser!.press(await browser!.open(page), `${PAGE}/${act}`, filled);
    expect(pressed.status === 303, `${act} is taken`, pressed);
  };

  await chapter('A draft of the policy is rehearsed on the ledger as it is, and nothing happens', async () => {
    ({ browser } = await signIn({ cloud, issuer }, MARIA, `${PAGE}/draft`));
    await press(`${PAGE}/draft`, 'save', { json: JSON.stringify(DRAFT) });
    const before = [(await cloud.inbox()).length, await allAbout(cloud, GARAGE), await allAbout(cloud, BAKERY)];
    await press(`${PAGE}/rehearsal`, 'rehearse', { days: '30', move: 'yes' });
    const { looked, totals } = await changeDone(cloud, 'rehearse');
    const [letters, more] = [totals.active!.letters, totals.draft!.letters];
    expect(more > letters && totals.newly > 0, 'With the draft more letters leave, to more customers', totals);
    expect(totals.changed > 0, 'Running cases would go on differently', totals);
    const page = await browser.open(`${PAGE}/rehearsal`);
    expect(page.status === 200 && page.body.includes(GARAGE.name), 'The page names them', page);
    const after = [(await cloud.inbox()).length, await allAbout(cloud, GARAGE), await allAbout(cloud, BAKERY)];
    expect(JSON.stringify(after) === JSON.stringify(before), 'Nothing has left, and no account has changed');
    say(
      `${looked.customers} customers, ${looked.invoices} invoices: ${letters} letters in 30 days, ${more} with the draft`,
    );
  });

  await chapter('It is published, one running case is moved to it, and the case follows', async () => {
    await press(`${PAGE}/rehearsal`, 'publish', {});
    await press(`${PAGE}/cases`, 'preview', {});
    const { totals } = await changeDone(cloud, 'preview');
    const ticked = { [`case-${GARAGE.invoiceId}`]: 'yes' };
    const asked = await browser!.press(await browser!.open(`${PAGE}/cases`), `${PAGE}/move`, ticked);
    expect(asked.status === 200, 'The page says what moving it would do, and asks', asked);
    const sure = await browser!.press(asked, `${PAGE}/move`, {});
    expect(sure.status === 303, 'The move is taken', sure);
    const moved = await changeDone(cloud, 'move');
    expect(moved.totals.moved === 1, 'One of them is moved', moved);
    const parked = await until('the case goes by the new version', async () => {
      const found = await waitsIn(cloud, GARAGE, 'Reminder');
      return found.decision!.text.includes(AGAIN.id) ? found : undefined;
    });
    const { decision } = (await caseOf(cloud, BAKERY))!;
    expect(!decision!.text.includes(AGAIN.id), 'The others keep their version', decision);
    say(`${GARAGE.invoiceId}, one of ${totals.cases} running cases: ${parked.decision!.text}`);
  });
};
