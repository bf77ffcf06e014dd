import { SendTaskSuccessCommand, SFNClient, StartExecutionCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it, test } from 'vitest';
import { SfnWorkflows } from '../../../../functions/adapters/aws/workflows.ts';
import { AlreadyStarted, ServiceUnavailable, TaskClosed, Throttled } from '../../../../functions/platform/errors.ts';
import { VirtualTiming } from '../../../support/virtual-timing.ts';

const client = new SFNClient({ region: 'us-east-1' });
const sfn = mockClient(client);
const MACHINES = 'arn:aws:states:us-east-1:000000000000:stateMachine:good-standing-dev-';
const NOW = Date.parse('2026-03-02T06:00:00Z');

const answered = (name: string): Error =>
  Object.assign(new Error('words of the service'), { name, $metadata: { httpStatusCode: 400 } });
const THROTTLED = answered('ThrottlingException');
const LOST = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
const startedAt = (instant: number) => ({ executionArn: 'arn', startDate: new Date(instant) });

let timing: VirtualTiming;
let workflows: SfnWorkflows;
beforeEach(() => {
  sfn.reset();
  timing = new VirtualTiming();
  workflows = new SfnWorkflows(client, MACHINES, { clock: { now: () => NOW }, timing });
});
const start = (): Promise<void> => workflows.start('escalation', 'inv-1-c1', { invoiceId: 'inv-1' });

describe('a start', () => {
  it('names the machine, the execution and its input', async () => {
    sfn.on(StartExecutionCommand).resolves(startedAt(NOW));
    await start();
    expect(sfn.call(0).args[0].input).toEqual({
      stateMachineArn: `${MACHINES}escalation`,
      name: 'inv-1-c1',
      input: '{"invoiceId":"inv-1"}',
    });
  });

  it('of a name whose execution has ended, or began with other input, is one that was made before', async () => {
    sfn.on(StartExecutionCommand).rejects(answered('ExecutionAlreadyExists'));
    await expect(start()).rejects.toThrow(AlreadyStarted);
    expect(sfn.calls()).toHaveLength(1);
  });

  it('of a name whose execution runs since before is one that was made before, although Step Functions takes it', async () => {
    sfn.on(StartExecutionCommand).resolves(startedAt(NOW - 60_000));
    await expect(start()).rejects.toThrow(AlreadyStarted);
  });

  it('whose answer was lost finds its own execution', async () => {
    sfn.on(StartExecutionCommand).rejectsOnce(LOST).resolves(startedAt(NOW));
    await start();
    const inputs = sfn.calls().map(({ args }) => args[0].input);
    expect(inputs[1]).toEqual(inputs[0]);
  });

  it('waits for its turn when Step Functions asks to slow down', async () => {
    sfn.on(StartExecutionCommand).rejectsOnce(THROTTLED).rejectsOnce(THROTTLED).resolves(startedAt(NOW));
    await start();
    expect(timing.pauses).toEqual([100, 200]);
  });

  it('is given up after 16 s', async () => {
    sfn.on(StartExecutionCommand).rejects(THROTTLED);
    await expect(start()).rejects.toThrow(Throttled);
    expect(sfn.calls()).toHaveLength(9);
    expect(timing.now()).toBeLessThanOrEqual(16_400);
  });

  it('that finds the account full is not tried for seconds: others have to end first', async () => {
    sfn.on(StartExecutionCommand).rejects(answered('ExecutionLimitExceeded'));
    await expect(start()).rejects.toThrow(Throttled);
    expect(sfn.calls()).toHaveLength(1);
  });

  it('of many keeps to its share: 650 at once, then 150 a second', async () => {
    sfn.on(StartExecutionCommand).resolves(startedAt(NOW));
    for (let number = 0; number < 950; number += 1) await start();
    expect(timing.now()).toBeCloseTo(2_000, 3);
  });

  it('of a machine that is not there is told as the service says it', async () => {
    sfn.on(StartExecutionCommand).rejects(answered('StateMachineDoesNotExist'));
    await expect(start()).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' });
  });
});

describe('a signal', () => {
  it('completes the task with its output', async () => {
    sfn.on(SendTaskSuccessCommand).resolves({});
    await workflows.wake('token-1', {});
    expect(sfn.call(0).args[0].input).toEqual({ taskToken: 'token-1', output: '{}' });
  });

  test.each(['TaskDoesNotExist', 'TaskTimedOut', 'InvalidToken'])('to a closed task (%s) is told', async (name) => {
    sfn.on(SendTaskSuccessCommand).rejects(answered(name));
    await expect(workflows.wake('token-1', {})).rejects.toThrow(TaskClosed);
    expect(sfn.calls()).toHaveLength(1);
  });

  it('whose answer was lost shows as a closed task, and the caller looks for the next token', async () => {
    sfn.on(SendTaskSuccessCommand).rejectsOnce(LOST).rejects(answered('TaskTimedOut'));
    await expect(workflows.wake('token-1', {})).rejects.toThrow(TaskClosed);
  });

  it('never shows its token', async () => {
    sfn.on(SendTaskSuccessCommand).rejects(LOST);
    const error: Error = await workflows.wake('secret-token', {}).then(
      () => expect.unreachable(),
      (raised) => raised,
    );
    expect(error).toBeInstanceOf(ServiceUnavailable);
    expect(error.message).toBe('Signal: no answer (ECONNRESET); whether it took effect is open.');
  });

  it('of many keeps to its share: 600 at once, then 100 a second', async () => {
    sfn.on(SendTaskSuccessCommand).resolves({});
    for (let number = 0; number < 800; number += 1) await workflows.wake(`token-${number}`, {});
    expect(timing.now()).toBeCloseTo(2_000, 3);
  });
});

describe('a stop', () => {
  it('names the execution and the reason', async () => {
    sfn.on(StopExecutionCommand).resolves({});
    await workflows.stop('invoice-lifecycle', 'inv-1-c1-r0', 'superseded');
    expect(sfn.call(0).args[0].input).toEqual({
      executionArn: 'arn:aws:states:us-east-1:000000000000:execution:good-standing-dev-invoice-lifecycle:inv-1-c1-r0',
      cause: 'superseded',
    });
  });

  it('leaves one that never was, or is forgotten, as it is', async () => {
    sfn.on(StopExecutionCommand).rejects(answered('ExecutionDoesNotExist'));
    await workflows.stop('invoice-lifecycle', 'inv-1-c1-r0', 'superseded');
  });

  it('is tried again', async () => {
    sfn.on(StopExecutionCommand).rejectsOnce(THROTTLED).rejectsOnce(LOST).resolves({});
    await workflows.stop('invoice-lifecycle', 'inv-1-c1-r0', 'superseded');
    expect(sfn.calls()).toHaveLength(3);
  });

  it('that is refused is told', async () => {
    sfn.on(StopExecutionCommand).rejects(answered('AccessDeniedException'));
    await expect(workflows.stop('escalation', 'e-1', 'x')).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });
});
