import type { Company } from '../platform/company.ts';
import type { Platform } from '../platform/platform.ts';
import { type ColleagueReader, mailColleague } from './mail-colleague.ts';
import type { StaffMailModel } from './staff-mail.ts';

/** Mails a colleague about one item, at most once per purpose. */
export const sendStaffMail = async (
  platform: Platform,
  company: Company,
  staffId: string,
  purpose: string,
  model: Omit<StaffMailModel, keyof ColleagueReader>,
): Promise<void> => {
  await mailColleague(platform, company, staffId, purpose, async (reader) => {
    const { renderStaffMail } = await import('./staff-mail.ts');
    return renderStaffMail({ ...model, ...reader });
  });
};
