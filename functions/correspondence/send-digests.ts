import { departmentsWithLists } from '../issues/departments.ts';
import { COMPANY } from '../ledger/entities.ts';
import { fromDay } from '../platform/civil-date.ts';
import { type Company, companyOf } from '../platform/company.ts';
import type { Platform } from '../platform/platform.ts';
import type { Key } from '../platform/ports.ts';
import type { StaffMember } from '../platform/settings.contract.ts';
import { localDay, localMinutes } from '../platform/zone.ts';
import { isWorkingDay } from '../policy/calendar.ts';
import { EVERYBODY } from '../work-list/entry.ts';
import { ownList, sharedLists } from './digest-lists.ts';
import type { Counted, Digest } from './digest-mail.ts';
import { mailColleague } from './mail-colleague.ts';

/** The company's morning, in minutes since midnight: a mail about the day's work is no use in its afternoon. */
const MORNING = { from: 7 * 60, until: 12 * 60 };

/** The date of the last morning on which everybody who had something was written to. */
const DIGESTS: Key = { pk: COMPANY, sk: 'DIGESTS' };

/** Whose morning it is to look after what is nobody's. */
const looksAfterNobodys = ({ staff }: Company, { roles }: StaffMember): boolean =>
  roles.includes('specialist') || !staff.some((each) => each.roles.includes('specialist'));

/** Whose morning it is to look after a list that nobody has: its manager, else whoever it belongs to, else as nobody's. */
const looksAfter = (company: Company, department: string, member: StaffMember): boolean => {
  const { settings, staff } = company;
  if (department === EVERYBODY) return looksAfterNobodys(company, member);
  const manager = settings.departments[department]?.manager;
  if (staff.some(({ id }) => id === manager)) return member.id === manager;
  return staff.some((each) => each.department === department)
    ? member.department === department
    : looksAfterNobodys(company, member);
};

/** The lists that a colleague is told of, with what is on them: their department's, those they look after, everybody's. */
const sharedWith = (lists: ReadonlyMap<string, Counted>, company: Company, member: StaffMember): Digest['shared'] => {
  const theirs = [...lists.keys()]
    .filter((name) => name !== EVERYBODY && name !== member.department && looksAfter(company, name, member))
    .sort();
  return [...(member.department === undefined ? [] : [member.department]), ...theirs, EVERYBODY].flatMap((name) => {
    const counted = lists.get(name);
    if (counted === undefined) return [];
    return [name === EVERYBODY ? counted : { ...counted, department: name }];
  });
};

const writeTo = async (
  platform: Platform,
  company: Company,
  member: StaffMember,
  lists: ReadonlyMap<string, Counted>,
  today: number,
): Promise<boolean> => {
  const { own, lines } = await ownList(platform.table, member.id, today);
  if (own.count === 0 && ![...lists.keys()].some((department) => looksAfter(company, department, member))) return false;
  const digest = { own, lines, shared: sharedWith(lists, company, member), link: `${platform.publicUrl}/list` };
  return mailColleague(platform, company, member.id, `digest-${fromDay(today)}`, async (reader) => {
    const { renderDigest } = await import('./digest-mail.ts');
    return renderDigest(digest, reader);
  });
};

/**
 * Mails each colleague who has something to do, once on the morning of a working day in the company's zone, and nobody
 * else. Called again it does nothing; after a failure it goes on with whom it had not written to.
 */
export const sendDigests = async (platform: Platform): Promise<{ sent: number }> => {
  const now = platform.clock.now();
  const company = await companyOf(platform.table, now);
  const { timeZone } = company.settings;
  const minutes = localMinutes(now, timeZone);
  const today = localDay(now, timeZone);
  if (minutes < MORNING.from || minutes >= MORNING.until || !isWorkingDay(company.calendar, today)) return { sent: 0 };
  const date = fromDay(today);
  if ((await platform.table.get(DIGESTS))?.date === date) return { sent: 0 };
  const lists = await sharedLists(platform.table, departmentsWithLists(company));
  let sent = 0;
  let failure: { error: unknown } | undefined;
  for (const member of company.staff)
    try {
      if (await writeTo(platform, company, member, lists, today)) sent += 1;
    } catch (error) {
      // One colleague whose mail fails keeps no other one waiting; the next call goes on.
      failure ??= { error };
    }
  if (failure !== undefined) throw failure.error;
  await platform.table.write({ put: { ...DIGESTS, date } });
  return { sent };
};
