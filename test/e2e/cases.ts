import { isDeepStrictEqual } from 'node:util';
import { customerPartition } from '../../functions/ledger/entities.ts';
import { type Case, caseKey } from '../../functions/lifecycle/entities.ts';
import type { WorkflowName } from '../../functions/platform/ports.ts';
import type { WorkItem } from '../../functions/work-list/item.ts';
import type { Cloud, Mail } from './cloud.ts';
import type { Row } from './ledger.ts';
import { expect, until } from './storyteller.ts';

/** What the story asks of the deployed product again and again. */

const isTaken = new Set<string>();

/** The case of an invoice, as the table has it. */
export const caseOf = async (cloud: Cloud, row: Row): Promise<Case | undefined> => {
  const { pk, sk } = caseKey(row.customerId, row.invoiceId);
  return (await cloud.items(pk, sk))[0] as Case | undefined;
};

/** The name of an invoice's execution. */
export const executionOf = ({ invoiceId }: Row, restart = 0): string => `${invoiceId}-c1-r${restart}`;

/** Waits until the execution of an invoice waits in a state, as its restart. */
export const waitsIn = (cloud: Cloud, row: Row, state: string, restart = 0): Promise<Case> =>
  until(
    `${row.invoiceId} waits in "${state}"`,
    async () => {
      const found = await caseOf(cloud, row);
      const fits = found?.parked !== undefined && found.decision?.state === state && found.restart === restart;
      return fits ? found : undefined;
    },
    async () => ({ case: await caseOf(cloud, row), executions: await cloud.executions('invoice-lifecycle') }),
  );

/** Waits until an execution has ended with a status, and says which states it went through. */
export const ends = async (
  cloud: Cloud,
  workflow: WorkflowName,
  name: string,
  status = 'SUCCEEDED',
): Promise<string[]> => {
  await until(
    `${workflow} ${name} ends as ${status}`,
    async () => (await cloud.executions(workflow)).find((one) => one.name === name && one.status === status),
    async () => ({ executions: await cloud.executions(workflow), states: await cloud.states(workflow, name) }),
  );
  return cloud.states(workflow, name);
};

/** Compares the states of an execution's history with the story that they should tell. */
export const expectStates = (got: readonly string[], expected: readonly string[]): void => {
  expect(isDeepStrictEqual(got, expected), `The history should read ${expected.join(', ')}`, got);
};

/** Waits for mail to an address that was not taken before, and takes it. */
export const mailTo = (cloud: Cloud, address: string): Promise<Mail> =>
  until(
    `a message for ${address} arrives`,
    async () => {
      const inbox = await cloud.inbox();
      const at = inbox.findIndex(
        ({ to }, index) => to.some((one) => one.includes(address)) && !isTaken.has(`${index}`),
      );
      if (at >= 0) isTaken.add(`${at}`);
      return inbox[at];
    },
    async () => (await cloud.inbox()).map(({ to, subject }) => ({ to, subject })),
  );

const CUSTOMER_LINK = /https?:\/\/[^\s"<>]+(\/c\/[A-Za-z0-9_-]{20,})/;

/** The path of the customer's page, from the last letter that went to an address. */
export const customerLinkIn = async (cloud: Cloud, address: string): Promise<string> => {
  const letter = (await cloud.inbox()).findLast(({ to }) => to.some((one) => one.includes(address)));
  const link = CUSTOMER_LINK.exec(letter?.text ?? '');
  expect(link !== null && letter!.html.includes(link[1]!), 'The letter holds the link to the customer’s page', letter);
  return link[1]!;
};

/** The open items about a customer. */
export const openItems = async (cloud: Cloud, { customerId }: Row): Promise<WorkItem[]> =>
  ((await cloud.items(customerPartition(customerId), 'ITEM#')) as WorkItem[]).filter(
    ({ closedAt }) => closedAt === undefined,
  );

/** Everything that the table holds about a customer: what is only opened may not change it. */
export const allAbout = async (cloud: Cloud, { customerId }: Row): Promise<string> =>
  JSON.stringify(await cloud.items(customerPartition(customerId)));

let runs = 0;

/**
 * Has the Scheduler's quarter of an hour come, twice, as it delivers at least once; waits until its one sending run
 * has ended.
 */
export const sendingRun = async (cloud: Cloud): Promise<string> => {
  runs += 1;
  const quarter = new Date(Math.floor(Date.now() / 900_000) * 900_000 + runs * 900_000).toISOString();
  const before = new Set((await cloud.executions('correspondence')).map(({ name }) => name));
  const event = { what: 'correspondence', scheduledTime: quarter };
  await cloud.call('begin-runs', event);
  await cloud.call('begin-runs', event);
  const begun = (await cloud.executions('correspondence')).filter(({ name }) => !before.has(name));
  expect(begun.length === 1, 'The same event of the Scheduler twice starts one sending run', begun);
  const { name } = begun[0]!;
  expectStates(await ends(cloud, 'correspondence', name), ['Send a batch', 'More to send?', 'All sent']);
  return name;
};
