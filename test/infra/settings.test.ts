import { describe, expect, test } from 'vitest';
import { BadInput } from '../../functions/platform/errors.ts';
import { knownStages, settingsFrom, settingsOf } from '../../infra/settings.ts';

const good = { ...settingsOf('prod') };
const problemsOf = (content: unknown, name = 'prod'): readonly string[] => {
  try {
    settingsFrom(content, name);
  } catch (error) {
    return (error as BadInput).problems;
  }
  return [];
};

describe('settings of a stage', () => {
  test.each(knownStages())('those of %s are in order', (stage) => {
    expect(settingsOf(stage).stage).toBe(stage);
  });

  test('what must survive is protected where people work, and not on the emulator', () => {
    expect(settingsOf('prod')).toMatchObject({ protected: true, retain: true });
    expect(settingsOf('emulator')).toMatchObject({ protected: false, retain: false, schedules: false });
  });

  test.each([
    [{ ...good, region: 'Europe' }, 'region: is no region; give one such as eu-central-1'],
    [{ ...good, account: '12' }, 'account: is no account number; give its 12 digits'],
    [
      { ...good, mail: { domain: 'company', mailFrom: 'bounces' } },
      'mail.domain: is no domain; give one such as mail.company.com',
    ],
    [
      { ...good, mail: { domain: 'a.example', mailFrom: 'x.y' } },
      'mail.mailFrom: is no label of a domain; give one such as bounces',
    ],
    [{ ...good, publicUrl: 'http://a.example' }, 'publicUrl: is no address that begins with https://'],
    [{ ...good, publicUrl: 'https://a.example/' }, 'publicUrl: ends with a slash; leave it out'],
    [{ ...good, alarmsTo: ['nobody'] }, 'alarmsTo.0: is no mail address'],
    [
      { ...good, logDays: 31 },
      'logDays: is no retention that logs know; give one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365',
    ],
    [{ ...good, fileDays: 0 }, 'fileDays: is below one day'],
  ])('%#: one sentence says where, and what would be right', (content, problem) => {
    expect(problemsOf(content)).toEqual([`infra/settings/prod.json: ${problem}`]);
  });

  test.each(['http://login.company.example', 'http://127.0.0.1.company.example', 'http://localhost@company.example'])(
    'nobody signs in at %s, which could be read on its way',
    (issuer) => {
      expect(problemsOf({ ...good, signIn: { issuer, clientId: 'pages' } })).toEqual([
        'infra/settings/prod.json: signIn.issuer: is no address that begins with https://',
      ]);
    },
  );

  test.each(['https://login.company.example/tenant', 'http://127.0.0.1:9400', 'http://localhost:9400/issuer'])(
    'people may sign in at %s',
    (issuer) => {
      expect(problemsOf({ ...good, signIn: { issuer, clientId: 'pages' } })).toEqual([]);
    },
  );

  test('a file is named after its stage, and knows no other settings', () => {
    expect(problemsOf({ ...good, stage: 'dev' })).toEqual([
      'infra/settings/prod.json: stage: is "dev"; a file is named after its stage',
    ]);
    expect(problemsOf({ ...good, colour: 'blue' })).toHaveLength(1);
    expect(problemsOf({ ...good, stage: 'Production' })).toEqual([
      'infra/settings/prod.json: stage: is no stage name; give 2 to 12 lower-case letters and digits, a letter first',
    ]);
  });

  test('a stage that nobody knows is refused with those that there are', () => {
    expect(() => settingsOf('moon')).toThrow(
      new BadInput(['There is no stage "moon": infra/settings knows dev, emulator, prod']),
    );
    expect(() => settingsOf(undefined)).toThrow('No stage is given');
    // A stage's name never becomes a path.
    expect(() => settingsOf('../settings/dev')).toThrow(BadInput);
  });
});
