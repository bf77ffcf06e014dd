import { through } from './policy-changes.ts';
import { policySite } from './policy-site.ts';
import { QUICK, START } from './world.ts';

const STAFF = [
  { id: 'nora', name: 'Nora', email: 'nora@company.test', department: 'care', roles: ['manager'] },
  { id: 'ada', name: 'Ada', email: 'ada@company.test', department: 'it', roles: ['administrator'] },
  { id: 'amy', name: 'Amy', email: 'amy@company.test', department: 'care', roles: ['specialist'] },
];
export const DRAFT = '/policies/quick/draft';
export const REHEARSAL = '/policies/quick/rehearsal';
export const REHEARSE = '/policies/quick/rehearse';

/** A company with a policy, and colleagues who may draft it, publish it, and neither. */
export const site = async (settings: object = {}) => {
  const { world, colleagues, begun } = await policySite({ start: START, staff: STAFF, settings });
  const [nora, ada, amy] = [colleagues[0]!, colleagues[1]!, colleagues[2]!];
  /** A draft whose first reminder comes so many days after the due date. */
  const draft = (days: number, seen: number) =>
    nora.send('/policies/quick/save', {
      ...{ seen: `${seen}`, active: '1' },
      json: JSON.stringify({
        ...QUICK,
        steps: QUICK.steps.map((step, at) => (at === 0 ? { ...step, when: { anchor: 'due', days } } : step)),
      }),
    });
  const ask = (fields: Record<string, string> = {}) =>
    nora.send(REHEARSE, { seen: '1', active: '1', days: '30', ...fields });
  return { world, nora, ada, amy, draft, ask, begun };
};

/** A draft of which the rehearsal found this. */
export const rehearsed = async (
  ...found: Parameters<typeof through> extends [unknown, unknown, ...infer Rest] ? Rest : never
) => {
  const made = await site();
  await made.draft(2, 0);
  await made.ask();
  await through(made.world, 'rehearse', ...found);
  return made;
};

/** What came of one version. */
export const course = (letters: number, costMicros: number, perDay: Record<string, number> = {}) => ({
  ...{ letters, tasks: 4, approvals: 1, costMicros, perDay },
});
