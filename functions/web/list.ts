import { companyOf } from '../platform/company.ts';
import { localDate } from '../platform/zone.ts';
import { doneBy, EVERYBODY, entryOf, listOfDepartment } from '../work-list/entry.ts';
import { holdersOf, type ListOf, listOfHolder } from './list-holders.ts';
import { listPage } from './list-page.ts';
import { doneRows, listRows } from './list-rows.ts';
import { may } from './may.ts';
import type { Section } from './shell.ts';
import { forbidden, missing, type StaffPages, staffPage } from './staff-pages.ts';

const MOST_PAGES = 1000;

/** Whose list is asked for: one's own, a colleague's, a department's, what is nobody's, or all of these. */
const asked = (of: string | undefined, own: string): ListOf | undefined => {
  if (of === undefined || of === '') return { kind: 'person', id: own };
  if (of === EVERYBODY || of === 'nobody') return { kind: of, id: EVERYBODY };
  const [, kind, id] = /^(person|department):([\w .:/-]{1,64})$/.exec(of) ?? [];
  return id === undefined ? undefined : { kind: kind as ListOf['kind'], id };
};

const sectionOf = (
  { kind, id }: ListOf,
  member: { id: string; department?: string | undefined },
): Section | undefined => {
  if (kind === 'everybody' || kind === 'nobody') return 'everybody';
  if (kind === 'department') return id === member.department ? 'department' : 'everybody';
  return id === member.id ? 'list' : 'everybody';
};

/**
 * `/list`: what somebody can act on now. Three requests to the table: the session, the index, and a batch of what is
 * shown; where nothing is, what waits for the department, else what was done today and a batch of that. What everybody
 * has asks the index once for each person and department, side by side; of a bigger staff than `MOST_PEOPLE` only for
 * the departments.
 */
export const listPages = (pages: StaffPages): void => {
  const { platform } = pages;
  const entriesOf = async (list: string) => (await platform.table.queryIndex('work', list)).items.map(entryOf);
  pages.get('/list', async (context) => {
    const { staff: signedIn } = context.var;
    const { member } = signedIn;
    const of = asked(context.req.query('of'), member.id);
    if (of === undefined) return missing(context);
    const now = platform.clock.now();
    const company = await companyOf(platform.table, now);
    const colleague = of.kind === 'person' ? company.staff.find(({ id }) => id === of.id) : undefined;
    if (of.kind === 'person' && colleague === undefined) return missing(context);
    const department = of.kind === 'department' ? of.id : colleague?.department;
    const own = of.id === member.id || (department !== undefined && department === member.department);
    if (!own && !may(member, 'see-everybody')) return forbidden(context, 'see-everybody');
    const page = Math.min(Math.max(Number.parseInt(context.req.query('page') ?? '1', 10) || 1, 1), MOST_PAGES);
    const holders = of.kind === 'everybody' ? holdersOf(company) : [of];
    const listed = await listRows(platform, company, holders.map(listOfHolder), page);
    const blank = listed.open === 0 && of.kind === 'person';
    const today = localDate(now, company.settings.timeZone);
    const theirs = blank && of.id === member.id ? member.department : undefined;
    const [closed, waiting] = await Promise.all([
      blank ? entriesOf(doneBy(of.id, today)) : [],
      theirs === undefined ? [] : entriesOf(listOfDepartment(theirs)),
    ]);
    const done = waiting.length > 0 ? [] : await doneRows(platform, closed);
    const section = sectionOf(of, member);
    return staffPage(context, {
      ...listPage({
        signedIn,
        company,
        of,
        listed,
        page,
        now,
        done,
        doneCount: closed.length,
        waiting: waiting.length,
      }),
      ...(section === undefined ? {} : { section }),
    });
  });
};
