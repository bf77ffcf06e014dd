import type { MailboxEntry } from '../../functions/adapters/embedded/mailbox.ts';
import { accountPath } from '../../functions/web/account-parts.ts';
import type { Look } from '../server/look.ts';
import { subjectOf } from '../server/mime.ts';
import { badge, type Html, link, path, tableOr } from './parts.ts';

/** Messages of the mailbox as a list. */
export const letterTable = (
  { world, formats }: Look,
  caption: string,
  letters: readonly MailboxEntry[],
  empty: string,
): Html =>
  tableOr<MailboxEntry>(
    caption,
    [
      { head: 'Sent', cell: ({ at }) => formats.instant(at), isWhole: true },
      {
        head: 'Subject',
        cell: ({ messageId }) => link(path('mailbox', messageId), subjectOf(world.mailbox.message(messageId)!.raw)),
      },
      { head: 'To', cell: ({ to }) => to.join(', ') },
      {
        head: 'For',
        cell: ({ audience, tags }) => {
          const name = world.survey.customers.get(tags.payer ?? '')?.name;
          if (audience === 'staff') return badge('staff', 'Staff');
          return tags.payer === undefined ? '' : link(accountPath(tags.payer), name ?? tags.payer);
        },
      },
    ],
    letters,
    empty,
  );
