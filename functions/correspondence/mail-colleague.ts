import { COMPANY } from '../ledger/entities.ts';
import type { Company } from '../platform/company.ts';
import type { Platform } from '../platform/platform.ts';
import { writeIfStill } from '../platform/write-if-still.ts';
import type { Mailbox, Rendered, Sender } from './letter-model.ts';

/** Whom a mail to a colleague is written for, and how. */
export interface ColleagueReader {
  language: string;
  locale: string;
  company: string;
  sender: Sender;
  to: readonly Mailbox[];
}

/**
 * Mails a colleague, at most once per purpose: the claim comes before the send. A mail that does not leave is no loss:
 * what it says stands on the list. Returns whether this call claimed it.
 */
export const mailColleague = async (
  platform: Platform,
  company: Company,
  staffId: string,
  purpose: string,
  write: (reader: ColleagueReader) => Promise<Rendered>,
): Promise<boolean> => {
  const person = company.staff.find((member) => member.id === staffId);
  if (person === undefined) return false;
  // Loaded when it is needed: many functions could send such a mail, and hardly a call of theirs does.
  const { buildStaffMessage } = await import('./staff-mail.ts');
  const at = platform.clock.now();
  const claimed = await writeIfStill(platform, {
    put: { pk: COMPANY, sk: `MAIL#${purpose}#${staffId}`, at: new Date(at).toISOString() },
    if: { exists: false },
  });
  if (!claimed) return false;
  const { settings } = company;
  const locale = person.locale ?? settings.locale;
  const reader: ColleagueReader = {
    language: locale.slice(0, 2),
    locale,
    company: settings.company,
    sender: { name: settings.sender.name, email: settings.sender.email },
    to: [{ name: person.name, email: person.email }],
  };
  const id = platform.ids.next('mail');
  const domain = settings.sender.email.slice(settings.sender.email.lastIndexOf('@') + 1);
  const mail = await buildStaffMessage(
    reader,
    await write(reader),
    { messageId: `${id}@${domain}`, at, boundary: id },
    { mail: id },
  );
  try {
    await platform.mailer.send(mail);
  } catch (error) {
    platform.tell({
      at: new Date(at).toISOString(),
      what: 'staff-mail-failed',
      why: {
        rule: 'staff-mail',
        text: 'A mail to a colleague may not have left; the item stands on the list.',
        facts: { mail: id, purpose, error: (error as Error).name },
      },
    });
  }
  return true;
};
