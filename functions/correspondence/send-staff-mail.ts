import type { Company } from '../platform/company.ts';
import type { Platform } from '../platform/platform.ts';
import { type ColleagueReader, mailColleague } from './mail-colleague.ts';
import type { StaffMailModel } from './staff-mail.ts';

/** What a mail says, apart from whom it is written for. */
export type StaffMailText = Omit<StaffMailModel, keyof ColleagueReader>;

/** Mails a colleague about one item, at most once per purpose, in the words of whoever reads it. */
export const sendStaffMail = async (
  platform: Platform,
  company: Company,
  staffId: string,
  purpose: string,
  textFor: (reader: ColleagueReader) => StaffMailText,
): Promise<void> => {
  await mailColleague(platform, company, staffId, purpose, async (reader) => {
    const { renderStaffMail } = await import('./staff-mail.ts');
    return renderStaffMail({ ...textFor(reader), ...reader });
  });
};
