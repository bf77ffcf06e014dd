import type { WorkItem } from '../../functions/work-list/item.ts';
import { FAULT, SOLUTION } from './acts.ts';
import { Browser } from './browser.ts';
import { customerLinkIn, ends, expectStates, mailTo, openItems, sendingRun, waitsIn } from './cases.ts';
import type { Cloud } from './cloud.ts';
import type { Issuer } from './issuer.ts';
import { COMPANY, GARAGE } from './ledger.ts';
import { signIn } from './sign-in.ts';
import { chapter, expect, say, until } from './storyteller.ts';

const SAM = COMPANY.staff[0]!;
/** The state in which an execution waits, for the take-up and then for the solution. */
const WAITING = 'Waiting for the department';

/** A customer reports a problem on their page, and a colleague solves it on theirs. */
export const tellOfIssues = async (cloud: Cloud, issuer: Issuer): Promise<void> => {
  let item: WorkItem | undefined;

  await chapter('A customer reports a fault on their page, and letters stop', async () => {
    const browser = new Browser(cloud);
    const path = await customerLinkIn(cloud, GARAGE.email);
    const page = await browser.open(path);
    const nothing = await browser.press(page, `${path}/problem`, { ...FAULT, description: ' ' });
    expect(nothing.status === 422, 'Without a word of what is wrong it is not taken', nothing);
    const told = await browser.press(page, `${path}/problem`, FAULT);
    expect(told.status === 303, 'The problem is taken', told);
    const after = await browser.open(told.headers.location as string);
    expect(after.body.includes('$95.00 under review'), 'The page says that it is looked into', after.body);
    await waitsIn(cloud, GARAGE, 'Issue resolution');
    item = await until('the department has it on its list', async () =>
      (await openItems(cloud, GARAGE)).find(({ kind }) => kind === 'issue'),
    );
    say(`on the list of ${item.department}: ${item.title}`);
  });

  await chapter('A colleague signs in, takes it up and solves it, and the customer hears of both', async () => {
    const path = `/items/${item!.itemId}?of=${GARAGE.customerId}`;
    const { browser } = await signIn({ cloud, issuer }, SAM, path);
    const page = await browser.open(path);
    expect(page.body.includes(FAULT.description), 'The item says what is wrong', page);
    const takenUp = await browser.press(page, `/items/${item!.itemId}/take-up`, {});
    expect(takenUp.status === 303, 'It is taken up', takenUp);
    const [issue] = await cloud.executions('issue-resolution');
    await until('its execution has heard of it', async () => {
      const states = await cloud.states('issue-resolution', issue!.name);
      return states.filter((state) => state === WAITING).length === 2 ? true : undefined;
    });
    await sendingRun(cloud);
    say(`${GARAGE.name}: ${(await mailTo(cloud, GARAGE.email)).subject}`);

    const solved = await browser.press(await browser.open(path), `/items/${item!.itemId}/resolve`, SOLUTION);
    expect(solved.status === 303, 'It is solved', solved);
    expectStates(await ends(cloud, 'issue-resolution', issue!.name), [
      ...['Where does the issue stand?', 'What now?', WAITING],
      ...['Where does the issue stand?', 'What now?', WAITING],
      ...['Where does the issue stand?', 'What now?', 'Solved'],
    ]);
    await waitsIn(cloud, GARAGE, 'Reminder');
    await sendingRun(cloud);
    say(`${GARAGE.name}: ${(await mailTo(cloud, GARAGE.email)).subject}`);
  });
};
