import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { entryNames } from '../../infra/constructs/bundle.ts';
import { type Properties, stage } from './synthesised.ts';

const prod = stage('prod');
const functions = prod.all('AWS::Lambda::Function');
const nameOf = (of: Properties): string => (of.FunctionName as string).replace('good-standing-prod-', '');

/** What each function is told beside its stage; what it is not told it cannot reach. */
const TOLD: Readonly<Record<string, readonly string[]>> = {
  'choose-next-step': ['GS_TABLE'],
  'carry-out-step': ['GS_TABLE', 'GS_MACHINES'],
  'start-next-restart': ['GS_TABLE', 'GS_MACHINES'],
  'send-batch': ['GS_TABLE', 'GS_CONFIGURATION_SET', 'GS_PUBLIC_URL'],
  'judge-issue': ['GS_TABLE', 'GS_CONFIGURATION_SET', 'GS_PUBLIC_URL'],
  'park-issue': ['GS_TABLE'],
  'judge-escalation': ['GS_TABLE', 'GS_CONFIGURATION_SET', 'GS_PUBLIC_URL'],
  'park-escalation': ['GS_TABLE'],
  'carry-out-action': ['GS_TABLE'],
  'admit-due': ['GS_TABLE', 'GS_MACHINES'],
  'prove-completeness': ['GS_TABLE'],
  'read-next-part': ['GS_TABLE', 'GS_BUCKET'],
  wake: ['GS_TABLE', 'GS_MACHINES'],
  'begin-runs': ['GS_TABLE', 'GS_MACHINES'],
  'tell-the-books': ['GS_BUS'],
  'take-over': ['GS_TABLE', 'GS_MACHINES'],
  'send-digests': ['GS_TABLE', 'GS_CONFIGURATION_SET', 'GS_PUBLIC_URL'],
  feedback: ['GS_TABLE'],
  'receive-events': ['GS_TABLE', 'GS_REFUSED_EVENTS'],
  'receive-reply': ['GS_TABLE', 'GS_BUCKET'],
  web: ['GS_TABLE', 'GS_PUBLIC_URL'],
  approvals: ['GS_TABLE', 'GS_PUBLIC_URL'],
  'sign-in': ['GS_TABLE', 'GS_PUBLIC_URL', 'GS_ISSUER', 'GS_CLIENT'],
  desk: ['GS_TABLE', 'GS_PUBLIC_URL'],
  attachments: ['GS_TABLE', 'GS_PUBLIC_URL', 'GS_BUCKET'],
  acts: ['GS_TABLE', 'GS_PUBLIC_URL'],
  policies: ['GS_TABLE', 'GS_MACHINES', 'GS_PUBLIC_URL'],
  'work-through-part': ['GS_TABLE'],
};

/** What in an entry asks for a setting. */
const ASKS: Readonly<Record<string, readonly string[]>> = {
  GS_TABLE: ['givenTable()'],
  GS_MACHINES: ['givenWorkflows()', "settingOf('GS_MACHINES')"],
  GS_CONFIGURATION_SET: ['givenMailer()'],
  GS_BUS: ['givenEventsOut()'],
  GS_BUCKET: ['givenFiles()'],
  GS_PUBLIC_URL: ["settingOf('GS_PUBLIC_URL')"],
  GS_ISSUER: ["settingOf('GS_ISSUER')"],
  GS_REFUSED_EVENTS: ["settingOf('GS_REFUSED_EVENTS')"],
  GS_CLIENT: ["settingOf('GS_CLIENT')"],
};

describe('every function', () => {
  test('is told what it needs and nothing else: no person, no secret', () => {
    const told = Object.fromEntries(
      functions.map(({ of }) => [
        nameOf(of),
        Object.keys((of.Environment as { Variables: Properties }).Variables).sort(),
      ]),
    );
    const expected = Object.entries(TOLD).map(([name, settings]) => [name, ['GS_STAGE', ...settings].sort()]);
    expect(told).toEqual(Object.fromEntries(expected));
  });

  test('is what stands in infra/entries, and is told what its entry asks for', () => {
    expect(Object.keys(TOLD).sort()).toEqual(entryNames());
    for (const [name, told] of Object.entries(TOLD)) {
      const entry = readFileSync(new URL(`../../infra/entries/${name}.ts`, import.meta.url), 'utf8');
      const asked = Object.entries(ASKS).filter(([, words]) => words.some((word) => entry.includes(word)));
      expect([name, asked.map(([setting]) => setting).sort()]).toEqual([name, [...told].sort()]);
    }
  });

  test('runs Node 24 on arm64 with memory and time of its own', () => {
    for (const { of } of functions) {
      expect(of).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'], Handler: 'index.handler' });
      expect(of.Timeout).toBeGreaterThanOrEqual(29);
      expect(of.MemorySize).toBeGreaterThanOrEqual(256);
    }
  });

  test('logs JSON into a group of its own', () => {
    const groups = functions.map(({ of }) => of.LoggingConfig as Properties);
    expect(groups.every(({ LogFormat }) => LogFormat === 'JSON')).toBe(true);
    expect(new Set(groups.map(({ LogGroup }) => JSON.stringify(LogGroup))).size).toBe(functions.length);
  });

  test('has a role of its own', () => {
    expect(new Set(functions.map(({ of }) => JSON.stringify(of.Role))).size).toBe(functions.length);
  });

  test('has ended before the state that calls it gives up', () => {
    const sender = functions.find(({ of }) => nameOf(of) === 'send-batch')!;
    expect(sender.of.Timeout).toBeLessThan(600);
  });
});

describe('every log group', () => {
  test('is dropped after the stage’s time', () => {
    const groups = prod.all('AWS::Logs::LogGroup');
    expect(groups.length).toBe(functions.length + prod.all('AWS::StepFunctions::StateMachine').length + 1);
    expect(groups.filter(({ of }) => of.RetentionInDays !== 180)).toEqual([]);
  });
});
