import { customerPartition } from '../../functions/ledger/entities.ts';
import { contactCorrected } from './acts.ts';
import { caseOf, ends, executionOf, expectStates, mailTo, openItems, sendingRun, waitsIn } from './cases.ts';
import type { Cloud } from './cloud.ts';
import { BAKERY, COMPANY, CSV, DENTIST, FILE_ROWS, GARAGE, GYM, HOTEL, MAPPING, paid } from './ledger.ts';
import { chapter, expect, say, until } from './storyteller.ts';

const LEDGER = 'ledger/receivables.csv';
const POSTED = { method: 'POST', headers: { 'content-type': 'application/json' } };
export const NEW_ADDRESS = 'desk@lake-hotel.example';

interface Report {
  state: string;
  counts: Record<string, number>;
  badRows: { line: number; text: string }[];
}

/** Drops a file and waits until it is read; gives what its report says, and the states of the execution that read it. */
const readFile = async (cloud: Cloud, key: string, content: string): Promise<Report & { states: string[] }> => {
  const before = new Set((await cloud.executions('ledger-import')).map(({ name }) => name));
  await cloud.drop(key, content);
  const { name } = await until(
    `the file ${key} starts an execution`,
    async () => (await cloud.executions('ledger-import')).find((one) => !before.has(one.name)),
    () => cloud.files(''),
  );
  const states = await ends(cloud, 'ledger-import', name);
  const report = JSON.parse(await cloud.file(`reports/${key}.report.json`)) as Report;
  say(`${key}: ${states.join(', ')}`);
  return { ...report, states };
};

/** The first part of the story: the ledger comes in, letters go out, and what comes back moves their cases on. */
export const tellOfLetters = async (cloud: Cloud): Promise<void> => {
  await chapter('The company says who it is', async () => {
    const { state } = await readFile(cloud, 'settings/company.json', JSON.stringify(COMPANY));
    expect(state === 'recorded', 'The settings are recorded', state);
  });

  await chapter('The ledger comes in as a table', async () => {
    await cloud.drop('ledger/mapping.json', JSON.stringify(MAPPING));
    const { state, badRows, counts } = await readFile(cloud, LEDGER, CSV);
    expect(state === 'recorded' && badRows.length === 1, 'All but one row is recorded', { state, badRows });
    say(`${JSON.stringify(counts)}; left out: ${badRows[0]!.text}`);
    for (const [row, state] of [
      [DENTIST, 'Courtesy check-in'],
      [BAKERY, 'Reminder'],
      [HOTEL, 'Reminder'],
      [GARAGE, 'Reminder'],
      [GYM, 'Escalation'],
    ] as const) {
      await waitsIn(cloud, row, state);
      say(`${row.invoiceId} of ${row.name}: ${state}`);
    }
  });

  await chapter('The same file again is a repeat, and a wrong one is refused', async () => {
    const again = await readFile(cloud, LEDGER, CSV);
    expect(again.counts.recorded === 0, 'Nothing is recorded twice', again);
    const cut = await readFile(cloud, 'ledger/cut-off.csv', CSV.slice(0, CSV.indexOf(GYM.invoiceId)));
    expect(cut.state === 'refused' && cut.states.at(-1) === 'Refused', 'A file that was cut off is refused', cut);
    const cases = await cloud.executions('invoice-lifecycle');
    expect(cases.length === FILE_ROWS.length, 'One execution an invoice', cases);
  });

  await chapter('The sending run writes to those for whom a letter is due', async () => {
    say(await sendingRun(cloud));
    for (const { email, name } of [DENTIST, BAKERY, HOTEL, GARAGE]) {
      const { subject } = await mailTo(cloud, email);
      say(`${name}: ${subject}`);
    }
  });

  await chapter('A payment wakes the execution that waits, and its case is settled', async () => {
    const body = JSON.stringify([paid(DENTIST, new Date().toISOString())]);
    const unsigned = await cloud.open('/events', { ...POSTED, body });
    expect(unsigned.status === 403, 'Nobody may post events without a signature', unsigned);
    expect((await caseOf(cloud, DENTIST))!.status === 'open', 'What was refused changes nothing');
    const answer = await cloud.openSigned('/events', { ...POSTED, body });
    expect(answer.status === 200, 'A signed payment is taken', answer);
    const again = await cloud.openSigned('/events', { ...POSTED, body });
    expect(again.status === 200, 'The same payment again is a repeat', again);
    say(`POST /events: ${answer.body}, and again: ${again.body}`);
    expectStates(await ends(cloud, 'invoice-lifecycle', executionOf(DENTIST)), [
      ...['Choose next step', 'What next?', 'Courtesy check-in'],
      ...['Choose next step', 'What next?', 'Settled'],
    ]);
    const told = await until('the books hear of it', async () =>
      (await cloud.heard()).find(({ type }) => type === 'case.settled'),
    );
    say(`on the bus: case.settled ${JSON.stringify(told.detail)}`);
  });

  await chapter('An event that is not as agreed is refused once, and kept for a person', async () => {
    const wrong = { ...paid(BAKERY, new Date().toISOString()), amount: 'a lot' };
    await cloud.emit('bank', 'payment.received', wrong);
    const kept = await until('it lies in the queue', () => cloud.takeFailure('receive-events'));
    expect(kept.responsePayload.errorType === 'BadInput', 'With why', kept);
    say(JSON.stringify(kept.responsePayload));
  });

  await chapter('A letter bounces: somebody finds a contact, and the same step goes to them', async () => {
    const item = await until(
      'a find-contact item is raised',
      async () => (await openItems(cloud, HOTEL)).find(({ kind }) => kind === 'find-contact'),
      () => cloud.items(customerPartition(HOTEL.customerId)),
    );
    say(`on the list: ${item.title}`);
    await waitsIn(cloud, HOTEL, 'Needs a person');
    await cloud.emit('office', 'contact.corrected', contactCorrected(HOTEL, NEW_ADDRESS, new Date().toISOString()));
    await waitsIn(cloud, HOTEL, 'Reminder');
    await sendingRun(cloud);
    const { subject } = await mailTo(cloud, NEW_ADDRESS);
    say(`${HOTEL.name}: ${subject}`);
    expect((await openItems(cloud, HOTEL)).length === 0, 'The list is blank again', await openItems(cloud, HOTEL));
  });
};

/** Once everything else has happened to the cases. */
export const tellOfTheNight = async (cloud: Cloud): Promise<void> => {
  await chapter('The night proves that every open invoice stands in one place', async () => {
    const event = { what: 'nightly-review', scheduledTime: new Date().toISOString() };
    await cloud.call('begin-runs', event);
    await cloud.call('begin-runs', event);
    const nights = await cloud.executions('nightly-review');
    expect(nights.length === 1, 'The same event twice starts one review', nights);
    const states = await ends(cloud, 'nightly-review', nights[0]!.name);
    expect(states.at(-1) === 'All stand somewhere', 'It comes to its end', states);
    say(`${nights[0]!.name}: ${states.join(', ')}`);
    const swept = await cloud.call('wake', { what: 'sweep', scheduledTime: new Date().toISOString() });
    say(`the sweep: ${JSON.stringify(swept)}`);
  });
};
