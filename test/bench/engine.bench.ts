import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { StateMachine } from 'aws-local-stepfunctions';
import jsonata from 'jsonata';
import { loadDefinition } from '../../workflows/engine/definition.ts';
import { Engine } from '../../workflows/engine/engine.ts';
import { MemoryStore } from '../../workflows/engine/store-memory.ts';

/** Eight times round the loop and the end: 17 states entered. */
const ROUNDS = 8;
const TRANSITIONS = ROUNDS * 2 + 1;
const FUNCTION = 'arn:aws:lambda:us-east-1:000000000000:function:choose-next-step';

const PAYLOAD = {
  invoiceId: '{% $states.input.invoiceId %}',
  enteredAt: '{% $states.context.State.EnteredTime %}',
  round: '{% $exists($decision) ? $decision.round : 0 %}',
};
const JSONATA_LOOP = {
  QueryLanguage: 'JSONata',
  StartAt: 'Choose next step',
  States: {
    'Choose next step': {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Arguments: { FunctionName: FUNCTION, Payload: PAYLOAD },
      Assign: { decision: '{% $states.result.Payload %}' },
      Output: '{% $states.input %}',
      Next: 'What next?',
    },
    'What next?': {
      Type: 'Choice',
      Choices: [
        { Condition: "{% $decision.stage = 'reminder' %}", Next: 'Choose next step' },
        { Condition: "{% $decision.stage = 'settled' %}", Next: 'Settled' },
      ],
    },
    Settled: { Type: 'Succeed' },
  },
};
const JSONPATH_LOOP = {
  StartAt: 'Choose next step',
  States: {
    'Choose next step': {
      Type: 'Task',
      Resource: FUNCTION,
      Parameters: {
        'invoiceId.$': '$.invoiceId',
        'enteredAt.$': '$$.State.EnteredTime',
        'round.$': '$.decision.round',
      },
      ResultPath: '$.decision',
      Next: 'What next?',
    },
    'What next?': {
      Type: 'Choice',
      Choices: [
        { Variable: '$.decision.stage', StringEquals: 'reminder', Next: 'Choose next step' },
        { Variable: '$.decision.stage', StringEquals: 'settled', Next: 'Settled' },
      ],
    },
    Settled: { Type: 'Succeed' },
  },
};

/** The same loop in expressions that the engine leaves to jsonata. */
const SLOW_LOOP: typeof JSONATA_LOOP = JSON.parse(
  JSON.stringify(JSONATA_LOOP).replaceAll('{% ', '{% (1; ').replaceAll(' %}', ') %}'),
);

const decide = async ({ round }: { round: number }): Promise<{ stage: string; round: number }> => ({
  stage: round + 1 < ROUNDS ? 'reminder' : 'settled',
  round: round + 1,
});

const engineOf = (history: 'full' | 'none', definition: unknown, invoke: (payload: never) => unknown): Engine => {
  let ids = 0;
  return new Engine({
    machines: new Map([['loop', loadDefinition(definition)]]),
    invoke: (_name, payload) => invoke(payload as never),
    clock: { now: () => 1_772_431_200_000 },
    random: () => 0.5,
    uuid: () => {
      ids += 1;
      return `token-${ids}`;
    },
    store: new MemoryStore(history),
    history,
  });
};

/** Transitions a second of so many executions. */
const rate = async (executions: number, run: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await run();
  return (executions * TRANSITIONS * 1000) / (performance.now() - began);
};

const runEngine = (history: 'full' | 'none', executions: number, loop = JSONATA_LOOP): Promise<number> =>
  rate(executions, async () => {
    const engine = engineOf(history, loop, decide);
    for (let index = 0; index < executions; index += 1)
      await engine.start('loop', `i${index}`, { invoiceId: `i${index}` });
    await engine.drain();
    if (engine.counters.get('loop')!.transitions !== executions * TRANSITIONS)
      throw new Error('a transition is missing');
  });

const runOther = (executions: number): Promise<number> => {
  const machine = new StateMachine(JSONPATH_LOOP as never, { validationOptions: { noValidate: true } });
  const overrides = { taskResourceLocalHandlers: { 'Choose next step': decide as never } };
  const context = { State: { EnteredTime: '2026-03-02T06:00:00.000Z' } };
  return rate(executions, async () => {
    for (let index = 0; index < executions; index += 1) {
      await machine.run({ invoiceId: `i${index}`, decision: { round: 0 } }, { overrides, context }).result;
    }
  });
};

/** The expressions of the loop, each evaluated as often as the engine does, with nothing around them. */
const runBare = (executions: number, loop = JSONATA_LOOP): Promise<number> => {
  const bare = (text: string) => jsonata(text.slice(2, -2));
  const { Arguments, Assign, Output } = loop.States['Choose next step'];
  const payload = Object.values(Arguments.Payload).map(bare);
  const [again, settled] = loop.States['What next?'].Choices.map(({ Condition }) => bare(Condition));
  const [assign, output] = [bare(Assign.decision), bare(Output)];
  const context = { State: { EnteredTime: '2026-03-02T06:00:00.000Z' } };
  return rate(executions, async () => {
    for (let index = 0; index < executions; index += 1) {
      const input = { invoiceId: `i${index}` };
      let decision: { stage: string; round: number } | undefined;
      for (let round = 0; round < ROUNDS; round += 1) {
        const variables = decision === undefined ? {} : { decision };
        for (const expression of payload)
          await expression.evaluate(undefined, { ...variables, states: { input, context } });
        const result = { Payload: await decide({ round }) };
        const after = { ...variables, states: { input, context, result } };
        decision = await assign.evaluate(undefined, after);
        await output.evaluate(undefined, after);
        const asked = { decision, states: { input, context } };
        if (!(await again!.evaluate(undefined, asked))) await settled!.evaluate(undefined, asked);
      }
    }
  });
};

const PARKED = 100_000;
const PARK = {
  QueryLanguage: 'JSONata',
  StartAt: 'Reminder',
  States: {
    Reminder: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Arguments: { FunctionName: 'reminder', Payload: { token: '{% $states.context.Task.Token %}' } },
      TimeoutSeconds: '{% $states.input.seconds %}',
      End: true,
    },
  },
};

/** Parks many executions; gives bytes of heap for each and milliseconds to start and park them. */
const park = async (): Promise<{ bytes: number; milliseconds: number }> => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  const before = process.memoryUsage().heapUsed;
  const began = performance.now();
  const engine = engineOf('none', PARK, () => null);
  for (let index = 0; index < PARKED; index += 1) {
    await engine.start('loop', `invoice-${index}-c1-r0`, { invoiceId: `invoice-${index}`, seconds: 86_400 + index });
    if (index % 1000 === 999) await engine.drain();
  }
  const milliseconds = performance.now() - began;
  collect();
  const bytes = (process.memoryUsage().heapUsed - before) / PARKED;
  if (engine.nextTimer() === undefined) throw new Error('nothing is parked');
  return { bytes, milliseconds };
};

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
const thousands = (value: number): string => Math.round(value).toLocaleString('en-US');

/** How fast the engine runs the loop Task, Choice, Task, beside two baselines of the same run. */
export async function benchEngine(): Promise<{ title: string; lines: string[]; summary: string }> {
  const runs = {
    none: () => runEngine('none', 4000),
    full: () => runEngine('full', 4000),
    slow: () => runEngine('none', 1000, SLOW_LOOP),
    other: () => runOther(400),
    bare: () => runBare(1000),
    bareSlow: () => runBare(1000, SLOW_LOOP),
  };
  const rates = new Map<string, number[]>();
  for (let round = 0; round < 4; round += 1) {
    for (const [name, run] of Object.entries(runs)) {
      const measured = await run();
      // The first round warms up.
      if (round > 0) rates.set(name, [...(rates.get(name) ?? []), measured]);
    }
  }
  const rateOf = (name: keyof typeof runs): number => median(rates.get(name)!);
  const [none, full, slow] = [rateOf('none'), rateOf('full'), rateOf('slow')];
  const [other, bare, bareSlow] = [rateOf('other'), rateOf('bare'), rateOf('bareSlow')];
  const parked = await park();
  const times = (one: number, two: number): string => (one / two).toFixed(1);
  return {
    title: `Engine: a loop of ${TRANSITIONS} transitions an execution`,
    lines: [
      `engine, no history           ${thousands(none)} transitions/s`,
      `engine, full history         ${thousands(full)} transitions/s`,
      `aws-local-stepfunctions 3    ${thousands(other)} transitions/s (JSONPath version of the loop)`,
      `bare jsonata                 ${thousands(bare)} transitions/s (the same expressions, nothing around them)`,
      `engine without its fast path ${thousands(slow)} transitions/s (bare jsonata then ${thousands(bareSlow)})`,
      `engine / aws-local-stepfunctions   ${times(none, other)} (full history ${times(full, other)}, without the fast path ${times(slow, other)}); wanted: 1`,
      `engine / bare jsonata              ${times(none, bare)} (full history ${times(full, bare)}, without the fast path ${times(slow, bareSlow)}); wanted: 0.6`,
      `${thousands(PARKED)} executions parked at once: ${thousands(parked.bytes)} bytes each, ${thousands((PARKED * 1000) / parked.milliseconds)} started and parked a second`,
    ],
    summary: `${thousands(none)} transitions/s, ${times(none, other)} × aws-local-stepfunctions, ${times(none, bare)} × bare jsonata`,
  };
}

if (import.meta.main) {
  const { title, lines, summary } = await benchEngine();
  process.stdout.write(`${[title, ...lines.map((line) => `  ${line}`), summary].join('\n')}\n`);
}
