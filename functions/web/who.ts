import type { Context } from 'hono';
import { type Company, companyOf } from '../platform/company.ts';
import type { Platform } from '../platform/platform.ts';
import type { StaffMember } from '../platform/settings.contract.ts';
import { memberOf, sessionOf } from './session.ts';
import { sessionTokenIn } from './session-cookie.ts';
import type { WebOptions } from './web-options.ts';

/** Who asks: the colleague whose session the browser holds, while they are of the staff. */
export interface Asker {
  member: StaffMember;
  company: Company;
  token: string;
}

/** Who is signed in, or undefined. One read; what is no token is not looked for. */
export const whoAsks = async (
  platform: Platform,
  { sessions = platform }: WebOptions,
  context: Context,
): Promise<Asker | undefined> => {
  const token = sessionTokenIn(platform, context);
  const session = token === undefined ? undefined : await sessionOf(sessions, token);
  if (token === undefined || session === undefined) return undefined;
  const company = await companyOf(platform.table, platform.clock.now());
  const member = memberOf(session, company.staff);
  return member && { member, company, token };
};
