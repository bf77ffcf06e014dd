import { html } from 'hono/html';
import type { StepRecord } from '../../functions/lifecycle/entities.ts';
import { fromDay } from '../../functions/platform/civil-date.ts';
import type { Look } from '../server/look.ts';
import { badge, type Html, link, path, tableOr } from './parts.ts';
import { inWords } from './words.ts';

const HOW: Record<StepRecord['how'], string> = {
  letter: 'Letter',
  task: 'Task for a person',
  approval: 'Approval',
  skipped: 'Left out',
};

const STATUS: Record<StepRecord['status'], string> = {
  planned: 'planned',
  done: 'done',
  unknown: 'delivery unknown',
  asked: 'approval asked for',
  refused: 'refused',
  offered: 'instalments offered',
  visit: 'visit first',
};

/** The steps of an invoice's present cycle, in the order in which they fell due. */
export const stepsDone = ({ world, formats }: Look, records: readonly StepRecord[]): Html =>
  tableOr<StepRecord>(
    'Steps',
    [
      {
        head: 'Step',
        cell: ({ step, demand }) =>
          html`${inWords(step)}${demand === 'invoice' ? '' : html`<br><small>${demand}</small>`}`,
      },
      { head: 'Due', cell: ({ dueDay }) => formats.date(fromDay(dueDay)) },
      { head: 'Done', cell: ({ at }) => (at === undefined ? '–' : formats.instant(at)) },
      {
        head: 'How',
        cell: ({ how, letterId, why }) => {
          const mail = letterId === undefined ? undefined : world.mailbox.ofLetter(letterId);
          return html`${mail === undefined ? HOW[how] : link(path('mailbox', mail.messageId), HOW[how])}${why === undefined ? '' : html`<br><small>${why}</small>`}`;
        },
      },
      {
        head: 'Status',
        cell: ({ status }) =>
          badge(status === 'done' ? 'settled' : status === 'planned' ? 'next-step' : 'on-list', STATUS[status]),
      },
    ],
    [...records].sort((a, b) => a.dueDay - b.dueDay || ((a.at ?? '~') < (b.at ?? '~') ? -1 : 1)),
    'No step has been carried out yet.',
  );
