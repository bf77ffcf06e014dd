import type { ChangeTotals, Course } from './entities.ts';

export const NO_COURSE: Course = { letters: 0, tasks: 0, approvals: 0, costMicros: 0, perDay: {} };
export const NO_TOTALS: ChangeTotals = {
  newly: 0,
  noLonger: 0,
  cases: 0,
  changed: 0,
  moved: 0,
  lapsing: 0,
  otherDay: 0,
};

/** Fractions of a millionth of a dollar below this are noise of the sum. */
const FRACTION = 1000;

const addCourses = (a: Course = NO_COURSE, b: Course = NO_COURSE): Course => {
  const perDay = { ...a.perDay };
  for (const [date, letters] of Object.entries(b.perDay)) perDay[date] = (perDay[date] ?? 0) + letters;
  return {
    letters: a.letters + b.letters,
    tasks: a.tasks + b.tasks,
    approvals: a.approvals + b.approvals,
    costMicros: Math.round((a.costMicros + b.costMicros) * FRACTION) / FRACTION,
    perDay: Object.fromEntries(Object.entries(perDay).sort(([one], [other]) => (one < other ? -1 : 1))),
  };
};

/** What two parts of a change come to together; the order of the parts makes no difference. */
export const addTotals = (a: ChangeTotals, b: ChangeTotals): ChangeTotals => ({
  ...(a.active === undefined && b.active === undefined ? {} : { active: addCourses(a.active, b.active) }),
  ...(a.draft === undefined && b.draft === undefined ? {} : { draft: addCourses(a.draft, b.draft) }),
  newly: a.newly + b.newly,
  noLonger: a.noLonger + b.noLonger,
  cases: a.cases + b.cases,
  changed: a.changed + b.changed,
  moved: a.moved + b.moved,
  otherDay: (a.otherDay ?? 0) + (b.otherDay ?? 0),
  lapsing: (a.lapsing ?? 0) + (b.lapsing ?? 0),
});
