import { html } from 'hono/html';
import { addDays } from '../platform/civil-date.ts';
import type { Course, PolicyChange } from '../policy-change/entities.ts';
import { NO_COURSE } from '../policy-change/totals.ts';
import { beside } from './chart/beside.ts';
import type { Html } from './page.ts';
import { FILES, fileLinks } from './policy-change-parts.ts';
import { policyPath } from './policy-path.ts';
import type { Reader } from './reader.ts';
import { type Column, table } from './staff-parts.ts';
import type { PolicyChangeWords } from './words/policy-change-en.ts';
import { policyChangeWords } from './words/policy-change-words.ts';

/** What a rehearsal found: the answer in one sentence, and what it rests on. */

/** Costs that differ by less than this part of the active version's are about the same. */
const ABOUT = 0.05;

/** Both courses, the active version's first. */
const coursesOf = ({ totals }: PolicyChange): { active: Course; draft: Course } => ({
  active: totals.active ?? NO_COURSE,
  draft: totals.draft ?? NO_COURSE,
});

/** Millionths of a US dollar; cents are too coarse for a few letters. */
const dollars = (reader: Reader, micros: number): string =>
  new Intl.NumberFormat(reader.words.lang, {
    style: 'currency',
    currency: 'USD',
    maximumFractionDigits: Math.abs(micros) < 1_000_000 ? 4 : 2,
  }).format(micros / 1_000_000);

/** What the draft would do, in one sentence. */
export const answerOf = (reader: Reader, change: PolicyChange): string => {
  const { active, draft } = coursesOf(change);
  const apart = Math.abs(draft.costMicros - active.costMicros);
  const cost =
    apart === 0
      ? 'same'
      : apart <= ABOUT * active.costMicros
        ? 'about'
        : { before: dollars(reader, active.costMicros), after: dollars(reader, draft.costMicros) };
  const { newly, noLonger, otherDay = 0 } = change.totals;
  return policyChangeWords(reader).answer({
    ...{ newly, noLonger, otherDay, cost, days: change.days ?? 0, moved: change.moveRunning === true },
    ...{ before: active.letters, after: draft.letters },
  });
};

const withSign = (difference: number, text: string): string => (difference > 0 ? `+${text}` : text);

const courses = (reader: Reader, change: PolicyChange, words: PolicyChangeWords): Html => {
  const { active, draft } = coursesOf(change);
  const { title, columns } = words.courses;
  type Row = readonly string[];
  const row = (name: string, of: (course: Course) => number, text: (value: number) => string = String): Row => {
    const difference = of(draft) - of(active);
    // What rounds to nothing has no sign.
    const isNothing = text(Math.abs(difference)) === text(0);
    return [name, text(of(active)), text(of(draft)), isNothing ? text(0) : withSign(difference, text(difference))];
  };
  const rows = [
    row(words.courses.letters, ({ letters }) => letters),
    row(words.courses.tasks, ({ tasks }) => tasks),
    row(words.courses.approvals, ({ approvals }) => approvals),
    row(
      words.courses.cost,
      ({ costMicros }) => costMicros,
      (micros) => dollars(reader, micros),
    ),
  ];
  return table<Row>(
    title,
    columns.map((name, index) => ({
      title: name,
      cell: (cells: Row) => cells[index]!,
      ...(index === 0 ? {} : { number: true as const }),
    })),
    rows,
  );
};

/** The sentence, both courses beside each other, and on what it rests. */
export const answerCard = (reader: Reader, change: PolicyChange, by: string): Html => {
  const words = policyChangeWords(reader);
  const { customers, invoices } = change.looked;
  const how = words.how({
    ...{ at: reader.instant(change.endedAt ?? change.at), by, days: change.days ?? 0 },
    ...{ moved: change.moveRunning === true, people: customers, invoices },
  });
  return html`<section class="card answer"><h2>${answerOf(reader, change)}</h2>${courses(reader, change, words)}<p class="small">${how}</p><p class="small">${words.costHint}</p><details><summary>${words.assumed}</summary><ul>${words.assumptions.map((each) => html`<li>${each}</li>`)}</ul></details></section>`;
};

type Day = readonly [day: string, active: number, draft: number];

/** Every day from the first letter to the last, with the letters of both courses. */
export const daysOf = (change: PolicyChange): Day[] => {
  const { active, draft } = coursesOf(change);
  const known = [...Object.keys(active.perDay), ...Object.keys(draft.perDay)].sort();
  const last = known.at(-1);
  const days: Day[] = [];
  if (last === undefined) return days;
  for (let day = known[0]!; day <= last; day = addDays(day, 1))
    days.push([day, active.perDay[day] ?? 0, draft.perDay[day] ?? 0]);
  return days;
};

/** The letters of each day as a picture, with its numbers. */
export const perDayCard = (reader: Reader, change: PolicyChange): Html => {
  const words = policyChangeWords(reader).perDay;
  const days = daysOf(change);
  const path = `${policyPath(change.policyId)}/rehearsal/${FILES.perDay}`;
  if (days.length === 0)
    return html`<section class="card"><h2>${words.title}</h2><p class="small">${words.none}</p></section>`;
  const short = new Intl.DateTimeFormat(reader.words.lang, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const [dayTitle, active, draft, difference] = words.columns;
  const columns: Column<Day>[] = [
    { title: dayTitle, cell: ([day]) => reader.date(day) },
    { title: active, cell: (row) => `${row[1]}`, number: true },
    { title: draft, cell: (row) => `${row[2]}`, number: true },
    { title: difference, cell: (row) => withSign(row[2] - row[1], `${row[2] - row[1]}`), number: true },
  ];
  const picture = beside({
    ...{ id: 'per-day', title: words.title, description: words.description },
    names: days.map(([day]) => short.format(Date.parse(`${day}T00:00:00Z`))),
    series: [
      { name: active, colour: 'c3', values: days.map((row) => row[1]) },
      { name: draft, colour: 'c1', values: days.map((row) => row[2]) },
    ],
    format: (value) => `${value}`,
  });
  const withLetters = days.filter((row) => row[1] > 0 || row[2] > 0);
  return html`<section class="card" aria-labelledby="days"><header><h2 id="days">${words.title}</h2>${fileLinks(reader, { title: words.title, path, parts: 1 })}</header>${picture}<details><summary>${words.numbers}</summary>${table(words.title, columns, withLetters)}</details></section>`;
};
