import { COMPANY } from '../ledger/entities.ts';
import type { Company } from '../platform/company.ts';
import type { Platform } from '../platform/platform.ts';
import { writeIfStill } from '../platform/write-if-still.ts';
import type { StaffMailModel } from './staff-mail.ts';

/**
 * Mails a colleague, at most once per purpose: the claim comes before the send. A mail that does not leave is no loss:
 * the item stands on the list.
 */
export const sendStaffMail = async (
  platform: Platform,
  company: Company,
  staffId: string,
  purpose: string,
  model: Omit<StaffMailModel, 'language' | 'locale' | 'company' | 'sender' | 'to'>,
): Promise<void> => {
  const person = company.staff.find((member) => member.id === staffId);
  if (person === undefined) return;
  // Loaded when it is needed: many functions could send such a mail, and hardly a call of theirs does.
  const { buildStaffMessage, renderStaffMail } = await import('./staff-mail.ts');
  const at = platform.clock.now();
  const claimed = await writeIfStill(platform, {
    put: { pk: COMPANY, sk: `MAIL#${purpose}#${staffId}`, at: new Date(at).toISOString() },
    if: { exists: false },
  });
  if (!claimed) return;
  const { settings } = company;
  const full: StaffMailModel = {
    ...model,
    language: settings.locale.slice(0, 2),
    locale: settings.locale,
    company: settings.company,
    sender: { name: settings.sender.name, email: settings.sender.email },
    to: [{ name: person.name, email: person.email }],
  };
  const id = platform.ids.next('mail');
  const domain = settings.sender.email.slice(settings.sender.email.lastIndexOf('@') + 1);
  const mail = await buildStaffMessage(
    full,
    renderStaffMail(full),
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
};
