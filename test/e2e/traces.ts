import type { WorkflowName } from '../../functions/platform/ports.ts';
import { BAKERY_ANSWERS, FAULT, HOLD, SOLUTION } from './acts.ts';
import type { Cloud } from './cloud.ts';
import { CLINIC, COMPANY, FILE_ROWS } from './ledger.ts';
import { SECRET_LINK } from './same-letters.ts';
import { signInSecrets } from './sign-in.ts';
import { NEW_ADDRESS } from './story-of-letters.ts';
import { expect, say } from './storyteller.ts';

const WORKFLOWS: readonly WorkflowName[] = [
  ...(['invoice-lifecycle', 'correspondence', 'issue-resolution'] as const),
  ...(['escalation', 'nightly-review', 'ledger-import', 'policy-change'] as const),
];

/** What may stand in the table and in mail, and nowhere else: names, addresses, words, and the secrets of all links. */
const personal = async (cloud: Cloud): Promise<string[]> => [
  ...[...FILE_ROWS, CLINIC].flatMap(({ name, email }) => [name, email]),
  ...COMPANY.staff.flatMap(({ name, email }) => [name, email]),
  ...[NEW_ADDRESS, HOLD.reason, FAULT.description, SOLUTION.rootCause, BAKERY_ANSWERS],
  ...(await cloud.inbox()).flatMap(({ text }) => [...text.matchAll(SECRET_LINK)].map(([, secret]) => secret!)),
];

/**
 * Looks through what the story left behind: no log and no history of an execution, which nobody can edit, names a
 * person, an address, the secret of a link, a sign-in or a session, and no call ended in a queue of failures.
 */
export const expectNoTraces = async (cloud: Cloud): Promise<void> => {
  const words = [...(await personal(cloud)), ...signInSecrets()];
  const foundIn = (text: string): string[] => words.filter((word) => text.includes(word));
  const logs = await cloud.logs();
  expect(foundIn(logs).length === 0, 'The logs name nobody', foundIn(logs));
  let events = 0;
  for (const workflow of WORKFLOWS)
    for (const { name } of await cloud.executions(workflow)) {
      const history = await cloud.history(workflow, name);
      const found = foundIn(JSON.stringify(history));
      expect(found.length === 0, `The history of ${workflow} ${name} names nobody`, found);
      events += history.length;
    }
  const failures = await cloud.failures();
  expect(Object.keys(failures).length === 0, 'The queues of failures are empty', failures);
  say(`${logs.split('\n').length} lines of logs, ${events} events of executions`);
  // Two writers at once are no fault: the later one fails, and is tried again.
  for (const [line] of logs.matchAll(/^.*"level":"ERROR".*$/gm)) say(`tried again: ${line.slice(25)}`);
};
