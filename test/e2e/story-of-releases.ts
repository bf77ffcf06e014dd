import { caseOf, ends, executionOf, expectStates, mailTo, sendingRun, waitsIn } from './cases.ts';
import type { Cloud } from './cloud.ts';
import { addState, deploy, destroy, protect } from './deployments.ts';
import type { Emulator } from './emulator.ts';
import { BAKERY, CLINIC, customerUpdated, GARAGE, invoiceIssued, paid } from './ledger.ts';
import { chapter, expect, say } from './storyteller.ts';

const NEW_STATE = 'Noted by a later release';

/** The part before the last: what people do to the product while cases run. */
export const tellOfReleases = async (cloud: Cloud, emulator: Emulator, release: string): Promise<void> => {
  await chapter('A new release is deployed while executions wait', async () => {
    addState(release, 'invoice-lifecycle', NEW_STATE);
    await deploy(emulator, release);
    const waiting = (await cloud.executions('invoice-lifecycle')).filter(({ status }) => status === 'RUNNING');
    say(`${waiting.length} executions wait on the definition with which they began`);
    expect(
      waiting.some(({ name }) => name === executionOf(BAKERY)),
      'They outlive the deployment',
      waiting,
    );
  });

  await chapter('Those that waited end on the old definition, new ones begin on the new', async () => {
    const now = new Date().toISOString();
    await cloud.emit('bank', 'payment.received', paid(BAKERY, now));
    expectStates(await ends(cloud, 'invoice-lifecycle', executionOf(BAKERY)), [
      ...['Choose next step', 'What next?', 'Reminder'],
      ...['Choose next step', 'What next?', 'Settled'],
    ]);
    await cloud.emit('books', 'invoice.issued', { events: [customerUpdated(CLINIC, now), invoiceIssued(CLINIC, now)] });
    await waitsIn(cloud, CLINIC, 'Reminder');
    const states = await cloud.states('invoice-lifecycle', executionOf(CLINIC));
    expectStates(states, ['Choose next step', NEW_STATE, 'What next?', 'Reminder']);
    await sendingRun(cloud);
    say(`${CLINIC.name}: ${(await mailTo(cloud, CLINIC.email)).subject}`);
  });

  await chapter('An execution is stopped by hand, and the next restart takes over', async () => {
    await cloud.stop('invoice-lifecycle', executionOf(GARAGE));
    await ends(cloud, 'invoice-lifecycle', executionOf(GARAGE), 'ABORTED');
    const { restart } = await waitsIn(cloud, GARAGE, 'Reminder', 1);
    say(`${executionOf(GARAGE)} was stopped, ${executionOf(GARAGE, restart)} goes on`);
    await cloud.openSigned('/events', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify([paid(GARAGE, new Date().toISOString())]),
    });
    await ends(cloud, 'invoice-lifecycle', executionOf(GARAGE, restart));
    expect((await caseOf(cloud, GARAGE))!.status === 'closed', 'Its payment settles it');
  });
};

/** The last part: the end of a stage, which is not brought about by accident. */
export const tellOfTheEnd = async (cloud: Cloud, emulator: Emulator, release: string): Promise<void> => {
  await chapter('What must survive is not destroyed by accident', async () => {
    protect(release, true);
    const { status, output } = await destroy(emulator, release);
    expect(status !== 0, 'A protected stage refuses', output);
    for (const line of output.trim().split('\n')) say(line);
    const cases = await cloud.executions('invoice-lifecycle');
    expect(
      cases.some((one) => one.status === 'RUNNING'),
      'Nothing was stopped',
      cases,
    );
  });

  await chapter('Once the protection is lifted, it is drained and destroyed', async () => {
    protect(release, false);
    const { status, output } = await destroy(emulator, release);
    expect(status === 0, 'It is destroyed', output);
    const left = await cloud.functions();
    expect(left.length === 0, 'No function is left', left);
    for (const line of output.trim().split('\n')) if (/stopped|deleted|remains/.test(line)) say(line);
  });
};
