import { describe, expect, it } from 'vitest';
import type { Json } from '../../../functions/platform/ports.ts';
import { Bench } from './support.ts';

describe('the other states', () => {
  it('set all variables at once, from their old values', async () => {
    const bench = new Bench(
      {
        First: { Type: 'Pass', Assign: { a: 1, b: 2 }, Next: 'Swap' },
        Swap: { Type: 'Pass', Assign: { a: '{% $b %}', b: '{% $a %}' }, Output: ['{% $a %}'], Next: 'End' },
        End: { Type: 'Succeed', Output: { before: '{% $states.input %}', a: '{% $a %}', b: '{% $b %}' } },
      },
      () => null,
    );
    await bench.start('one');
    expect(bench.found('one').output).toEqual({ before: [1], a: 2, b: 1 });
  });

  it('wait for seconds or until an instant, and not at all for one that has passed', async () => {
    const bench = new Bench(
      {
        Seconds: { Type: 'Wait', Seconds: 90, Next: 'Instant' },
        Instant: { Type: 'Wait', Timestamp: '{% $states.input.until %}', Next: 'Past' },
        Past: { Type: 'Wait', Timestamp: '2020-01-01T00:00:00Z', End: true },
      },
      () => null,
    );
    await bench.start('one', { until: '2026-03-02T09:00:00+01:00' });
    expect(bench.engine.nextTimer()).toBe(bench.now + 90_000);
    await bench.run();
    expect(bench.now).toBe(Date.parse('2026-03-02T08:00:00Z'));
    expect(bench.found('one').status).toBe('SUCCEEDED');
  });

  it.each<[Json, string]>([
    [-1, 'number'],
    [1.5, 'number'],
    ['60', 'string'],
  ])('fail to wait for %j seconds', async (seconds, type) => {
    const bench = new Bench({ W: { Type: 'Wait', Seconds: '{% $states.input.s %}', End: true } }, () => null);
    await bench.start('one', { s: seconds });
    expect(bench.found('one').cause).toContain(`Expected 'integer from 0 to 99999999', but was '${type}'`);
  });

  it('fail where no choice matches, or a condition is no boolean', async () => {
    const states = {
      C: { Type: 'Choice', Choices: [{ Condition: '{% $states.input.x %}', Next: 'S' }] },
      S: { Type: 'Succeed' },
    };
    const bench = new Bench(states, () => null);
    await bench.start('none', { x: false });
    expect(bench.found('none').error).toBe('States.NoChoiceMatched');
    await bench.start('wrong', { x: 'yes' });
    expect(bench.found('wrong').cause).toContain("'Choices[0]/Condition' returned an unexpected result type.");
  });

  it('take the first rule that holds, also where jsonata has to be asked', async () => {
    const choose = (condition: string, next: string) => ({ Condition: condition, Next: next });
    const bench = new Bench(
      {
        C: {
          Type: 'Choice',
          Choices: [
            choose('{% $count($states.input.list) > 2 %}', 'Many'),
            choose('{% $sum($states.input.list) > 2 %}', 'Much'),
          ],
          Default: 'Few',
        },
        Many: { Type: 'Succeed' },
        Much: { Type: 'Succeed' },
        Few: { Type: 'Succeed' },
      },
      () => null,
    );
    for (const list of [[1, 1, 1], [3], [1, 1]]) await bench.start(`l${list.join('')}`, { list });
    expect(['l111', 'l3', 'l11'].map((name) => bench.states(name)[1])).toEqual(['Many', 'Much', 'Few']);
  });

  it('see the context object', async () => {
    const bench = new Bench({ S: { Type: 'Succeed', Output: '{% $states.context %}' } }, () => null, {
      account: '123456789012',
      region: 'eu-central-1',
    });
    await bench.start('one', { id: 7 });
    expect(bench.found('one').output).toEqual({
      Execution: {
        Id: 'arn:aws:states:eu-central-1:123456789012:execution:flow:one',
        Input: { id: 7 },
        Name: 'one',
        RoleArn: 'arn:aws:iam::123456789012:role/flow',
        StartTime: '2026-03-02T06:00:00.000Z',
        RedriveCount: 0,
      },
      StateMachine: { Id: 'arn:aws:states:eu-central-1:123456789012:stateMachine:flow', Name: 'flow' },
      State: { Name: 'S', EnteredTime: '2026-03-02T06:00:00.000Z' },
    });
  });
});
