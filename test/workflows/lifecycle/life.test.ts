import { beforeAll, describe, expect, it } from 'vitest';
import type { Fault, FaultKind } from '../../../functions/adapters/embedded/faults.ts';
import type { Task } from '../../../functions/platform/task.ts';
import { live, type Outcome, outcomeOf } from '../../support/life.ts';

/** A whole life, undisturbed and then with everything going wrong that may: it comes to the same. */

let undisturbed: Outcome;

beforeAll(async () => {
  undisturbed = await outcomeOf(await live());
});

it('a life: letter, call, issue, letter, approved final notice, part payment', () => {
  expect(undisturbed).toEqual({
    steps: ['reminder-1 letter', 'call task', 'reminder-2 letter', 'escalate approval'],
    letters: [
      '2026-03-04 reminder-1 10000',
      '2026-03-09 issue-solved 10000',
      '2026-03-11 reminder-2 10000',
      '2026-03-16 final-notice 10000',
    ],
    posted: 4,
    standing: 'on-list',
    items: ['task-i1-c1-no-step-left'],
  });
});

const twice = (tasks: ReadonlyMap<string, Task>): ReadonlyMap<string, Task> =>
  new Map(
    [...tasks].map(([name, task]) => [
      name,
      {
        name,
        call: async (platform, payload) => {
          const first = await task.call(platform, payload);
          // The second delivery of the same call; whose answer counts is a matter of chance.
          const second = await task.call(platform, payload);
          return name === 'ChooseNextStep' || name === 'JudgeIssue' || name === 'JudgeEscalation' ? second : first;
        },
      },
    ]),
  );

it('every task is delivered twice: nothing is done twice', async () => {
  expect(await outcomeOf(await live({ tasks: twice }))).toEqual(undisturbed);
});

const KINDS: readonly FaultKind[] = ['throttle', 'conflict', 'time-out', 'crash-after'];
/** What is posted is never more; less where the process ended right after a claim, and the letter stayed unknown. */
const comesToTheSame = async (faults: Fault[]): Promise<void> => {
  const { posted, ...outcome } = await outcomeOf(await live({ faults, tolerant: true, prove: true }));
  const { posted: most, ...expected } = undisturbed;
  expect(outcome).toEqual(expected);
  expect(posted).toBeLessThanOrEqual(most);
};

describe.each(KINDS)('%s', (fault) => {
  it.each([7, 19])('at every %i-th write comes to the same', async (n) => {
    const faults = (['write', 'transact'] as const).flatMap((method) =>
      Array.from({ length: 80 }, (_, index): Fault => ({ port: 'table', method, call: (index + 1) * n, fault })),
    );
    await comesToTheSame(faults);
  });

  it.each([11])('at every %i-th read comes to the same', async (n) => {
    const faults = (['get', 'query'] as const).flatMap((method) =>
      Array.from({ length: 80 }, (_, index): Fault => ({ port: 'table', method, call: (index + 1) * n, fault })),
    );
    await comesToTheSame(faults);
  });
});
