import { describe, expect, it } from 'vitest';
import { DynamoTable } from '../../../../functions/adapters/aws/table.ts';
import { SfnWorkflows, SIGNALS, STARTS } from '../../../../functions/adapters/aws/workflows.ts';
import { Account, QUOTAS } from '../../../bench/account-quotas.ts';
import { SharedTime } from '../../../bench/account-time.ts';

/** So many processes share the calls out among them, each with some under way. Answers the seconds that it takes. */
const crowd = async (
  time: SharedTime,
  processes: readonly ((call: number) => Promise<void>)[],
  inFlight: number,
  calls: number,
): Promise<number> => {
  let next = 0;
  const lane = async (act: (call: number) => Promise<void>): Promise<void> => {
    for (let call = next++; call < calls; call = next++) await act(call);
  };
  const lanes = processes.flatMap((act) => Array.from({ length: inFlight }, () => lane(act)));
  await time.until(Promise.all(lanes));
  return time.now() / 1000;
};

const processesOf = (account: Account, time: SharedTime, count: number): SfnWorkflows[] =>
  Array.from(
    { length: count },
    () => new SfnWorkflows(account.sfn(), 'arn:aws:states:r:a:stateMachine:x-', { clock: time, timing: time }),
  );

describe('in an account that keeps its quotas', () => {
  it('two processes that start as fast as they may are never turned away', async () => {
    const time = new SharedTime();
    const account = new Account(time);
    const starting = processesOf(account, time, 2).map(
      (workflows) => (call: number) => workflows.start('invoice-lifecycle', `i-${call}`, {}),
    );
    const seconds = await crowd(time, starting, 32, 4_000);
    expect(account.counts.turnedAway).toBe(0);
    expect(seconds).toBeLessThan(((4_000 - QUOTAS.starts.atOnce) / QUOTAS.starts.perSecond) * 1.1);
  });

  it('four that share out what is meant for two are turned away, try again, and all is started', async () => {
    const time = new SharedTime();
    const account = new Account(time);
    const starting = processesOf(account, time, 4).map(
      (workflows) => (call: number) => workflows.start('invoice-lifecycle', `i-${call}`, {}),
    );
    const seconds = await crowd(time, starting, 32, 6_000);
    expect(account.counts.turnedAway).toBeGreaterThan(0);
    expect(account.counts.starts - account.counts.turnedAway).toBe(6_000);
    expect(seconds).toBeLessThan(((6_000 - QUOTAS.starts.atOnce) / QUOTAS.starts.perSecond) * 1.5);
  });

  it('the shares of starts and signals add up to no more than the account has', () => {
    const shared: [typeof STARTS, typeof STARTS, number][] = [
      [STARTS, QUOTAS.starts, 2],
      [SIGNALS, QUOTAS.signals, 5],
    ];
    for (const [share, quota, processes] of shared) {
      expect(share.perSecond * processes).toBeLessThanOrEqual(quota.perSecond);
      expect(share.atOnce * processes).toBeLessThanOrEqual(quota.atOnce);
    }
  });

  it('a hundred who write to one partition of an index wait for each other, and none is told', async () => {
    const time = new SharedTime();
    const account = new Account(time);
    const table = new DynamoTable(account.dynamo(), 'x', time, time);
    const write = (call: number): Promise<void> =>
      table.write({ put: { pk: `C#${call}`, sk: 'HEAD', agenda: 'wake#1', agendaAt: '2026' } });
    const seconds = await crowd(time, [write], 100, 5_000);
    expect(account.counts.turnedAway).toBeGreaterThan(0);
    expect(seconds).toBeLessThan(((5_000 - QUOTAS.partition.atOnce) / QUOTAS.partition.perSecond) * 2);
  });
});
