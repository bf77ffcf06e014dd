import { hiddenIn } from './browser.ts';
import { allAbout, ends, executionOf, expectStates, mailTo, openItems, sendingRun, waitsIn } from './cases.ts';
import type { Cloud } from './cloud.ts';
import { COMPANY, GYM } from './ledger.ts';
import { chapter, expect, say, until } from './storyteller.ts';

const MANAGER = COMPANY.staff[1]!.email;
const LINK = /https?:\/\/[^\s"<>]+(\/approvals\/[A-Za-z0-9_-]{20,})/;
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** The second part: a person decides, by a link that decides nothing when it is only opened. */
export const tellOfDecisions = async (cloud: Cloud): Promise<void> => {
  let path = '';
  let escalation = '';

  await chapter('A final notice is due: the manager is asked', async () => {
    const [execution] = await until('an escalation runs', async () => {
      const found = await cloud.executions('escalation');
      return found.length === 0 ? undefined : found;
    });
    escalation = execution!.name;
    const mail = await mailTo(cloud, MANAGER);
    const link = LINK.exec(mail.text);
    expect(link !== null, 'The mail holds the link to decide', mail.text);
    path = link[1]!;
    expect(mail.html.includes(path), 'So does its HTML', mail.html);
    say(`${COMPANY.staff[1]!.name}: ${mail.subject}`);
    expect((await openItems(cloud, GYM))[0]?.kind === 'approval', 'It is on her list', await openItems(cloud, GYM));
  });

  await chapter('A mail scanner opens the link first, and nothing changes', async () => {
    const before = await allAbout(cloud, GYM);
    for (const method of ['GET', 'HEAD', 'GET']) {
      const { status } = await cloud.open(path, { method, headers: { 'user-agent': 'Mail-Scanner/1.0' } });
      expect(status === 200, `${method} is answered with the page`, status);
    }
    const pressed = await cloud.open(path, { method: 'POST', headers: FORM, body: 'decision=approve' });
    expect(pressed.status >= 400, 'A POST without the page’s cookie decides nothing', pressed);
    expect((await allAbout(cloud, GYM)) === before, 'Nothing of the account has changed');
    const stranger = await cloud.open('/approvals/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA');
    expect(stranger.status === 404, 'An invented link is not found', stranger);
  });

  await chapter('The manager reads the page and approves', async () => {
    const page = await cloud.open(path);
    expect(page.body.includes(GYM.name) && page.body.includes('2,350.00'), 'The page says who and how much', page.body);
    const cookies = [page.headers['set-cookie'] ?? []].flat().map((cookie) => cookie.split(';')[0]);
    expect(cookies.length === 1, 'It sets one cookie', page.headers);
    const fields = new URLSearchParams({ ...hiddenIn(page.body), decision: 'approve' });
    const asked = { method: 'POST', headers: { ...FORM, cookie: cookies.join('; ') }, body: fields.toString() };
    const answer = await cloud.open(path, asked);
    expect(answer.status === 303, 'Her decision is taken', answer);
    const again = await cloud.open(path, asked);
    expect(again.status === 409, 'A second press decides nothing', again);
    expectStates(await ends(cloud, 'escalation', escalation), [
      ...['Where does the request stand?', 'What was decided?', 'Waiting for an answer'],
      ...['Where does the request stand?', 'What was decided?', 'Carrying it out', 'Was it done?', 'Carried out'],
    ]);
    say(`the escalation: ${(await cloud.states('escalation', escalation)).join(', ')}`);
  });

  await chapter('The final notice leaves', async () => {
    await waitsIn(cloud, GYM, 'Escalation');
    await sendingRun(cloud);
    const { subject } = await mailTo(cloud, GYM.email);
    say(`${GYM.name}: ${subject}`);
    await waitsIn(cloud, GYM, 'Needs a person');
    const states = await cloud.states('invoice-lifecycle', executionOf(GYM));
    expect(states.slice(0, 3).join() === 'Choose next step,What next?,Escalation', 'It began with the request', states);
    expect(states.at(-1) === 'Needs a person', 'No step is left: a person goes on', states);
    say(`${executionOf(GYM)}: ${states.join(', ')}`);
  });
};
