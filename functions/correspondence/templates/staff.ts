import { button, htmlPage, isolated } from './layout.html.ts';

interface KindWords {
  subject: string;
  lead: string;
  answerBy: string;
  link: string;
}

/** The two deadlines of an issue: until somebody says that they are at it, and until it is solved. */
export type Deadline = 'take-up' | 'deadline';

interface StaffWords {
  'approval-request': KindWords;
  deadline: KindWords;
  whatHappens: string;
  /** What follows from the answer to a request, or from none. */
  untilDecided: string;
  overdue: (days: number) => string;
  footer: string;
  labels: Readonly<Record<'customer' | 'invoice' | 'amount' | 'action' | 'why', string>>;
  actions: Readonly<Record<string, string>>;
  /** Why an issue is late, with the day on which it was raised, and what follows for whom it was handed to. */
  passed: Readonly<Record<Deadline, { why: (raisedOn: string) => string; follows: string }>>;
  /** The categories of issues that are shipped. */
  categories: Readonly<Record<string, string>>;
}

export const STAFF_WORDS: Readonly<Record<'en' | 'de', StaffWords>> = {
  en: {
    'approval-request': {
      subject: 'Your decision, please',
      lead: 'A decision is waiting for you. Nothing happens without it.',
      answerBy: 'Please answer by',
      link: 'See it all and decide',
    },
    deadline: {
      subject: 'Deadline passed',
      lead: 'A customer is still waiting for an answer from your department.',
      answerBy: 'Deadline',
      link: 'Open the issue',
    },
    whatHappens: 'What will happen',
    untilDecided: 'Nothing happens until you decide; without an answer it goes to your deputy.',
    overdue: (days) => `Open for ${days === 1 ? '1 day' : `${days} days`} after its due date.`,
    footer: 'Opening a link decides nothing. This message was written by Good Standing for {{company}}.',
    labels: { customer: 'Customer', invoice: 'Invoice', amount: 'Amount', action: 'Action', why: 'Why' },
    actions: {
      'final-notice': 'Final notice',
      'site-visit': 'Site visit',
      'credit-hold': 'Credit hold (suspends service)',
      'hand-over': 'Hand-over to an agency',
      'write-off': 'Write-off',
    },
    passed: {
      'take-up': {
        why: (raisedOn) => `Raised on ${raisedOn}, and nobody has taken it up in time.`,
        follows: 'The issue is yours now: please take it up, so that the customer hears of it.',
      },
      deadline: {
        why: (raisedOn) => `Raised on ${raisedOn}, and not solved in time.`,
        follows: 'The issue stays on your list until it is solved; what it disputes is not asked for.',
      },
    },
    categories: {
      'unfinished-installation': 'Unfinished installation',
      'service-fault': 'Service fault',
      price: 'Price',
      'missing-order-number': 'Missing order number',
      'missing-detail-by-site': 'Missing detail by site',
      'already-paid': 'Already paid',
      'wrong-contact': 'Wrong contact',
      cancellation: 'Cancellation or change agreed with Sales',
      'cannot-pay': 'Cannot pay',
      other: 'Something else',
    },
  },
  de: {
    'approval-request': {
      subject: 'Bitte entscheiden Sie',
      lead: 'Eine Entscheidung wartet auf Sie. Ohne sie geschieht nichts.',
      answerBy: 'Bitte antworten Sie bis',
      link: 'Alles ansehen und entscheiden',
    },
    deadline: {
      subject: 'Frist abgelaufen',
      lead: 'Ein Kunde wartet noch auf eine Antwort aus Ihrer Abteilung.',
      answerBy: 'Frist',
      link: 'Anliegen öffnen',
    },
    whatHappens: 'Was geschehen wird',
    untilDecided: 'Nichts geschieht, bis Sie entscheiden; ohne Antwort geht es an Ihre Vertretung.',
    overdue: (days) => `Seit ${days === 1 ? 'einem Tag' : `${days} Tagen`} überfällig.`,
    footer:
      'Das Öffnen eines Links entscheidet nichts. Diese Nachricht schrieb Good Standing im Auftrag von {{company}}.',
    labels: { customer: 'Kunde', invoice: 'Rechnung', amount: 'Betrag', action: 'Maßnahme', why: 'Grund' },
    actions: {
      'final-notice': 'Letzte Mahnung',
      'site-visit': 'Besuch vor Ort',
      'credit-hold': 'Kreditsperre (unterbricht die Leistung)',
      'hand-over': 'Übergabe an ein Inkassobüro',
      'write-off': 'Ausbuchung',
    },
    passed: {
      'take-up': {
        why: (raisedOn) => `Gemeldet am ${raisedOn}, und niemand hat es rechtzeitig aufgegriffen.`,
        follows: 'Das Anliegen liegt jetzt bei Ihnen: Bitte greifen Sie es auf, damit der Kunde davon hört.',
      },
      deadline: {
        why: (raisedOn) => `Gemeldet am ${raisedOn} und nicht rechtzeitig gelöst.`,
        follows: 'Das Anliegen bleibt auf Ihrer Liste, bis es gelöst ist; was es bestreitet, wird nicht angemahnt.',
      },
    },
    categories: {
      'unfinished-installation': 'Unfertige Installation',
      'service-fault': 'Fehler im Service',
      price: 'Preis',
      'missing-order-number': 'Fehlende Bestellnummer',
      'missing-detail-by-site': 'Fehlende Angaben je Standort',
      'already-paid': 'Bereits bezahlt',
      'wrong-contact': 'Falsche Ansprechperson',
      cancellation: 'Kündigung oder mit dem Vertrieb vereinbarte Änderung',
      'cannot-pay': 'Kann nicht zahlen',
      other: 'Anderes',
    },
  },
};

/** The Handlebars source of the text form of a mail to colleagues; to be compiled without escaping. */
export const staffText = (words: StaffWords, kind: KindWords): string =>
  [
    kind.lead,
    '',
    '{{title}}',
    '',
    '{{#each facts}}',
    '{{label}}: {{value}}',
    '{{/each}}',
    '',
    `${words.whatHappens}: {{whatHappens}}`,
    '',
    '{{#if link}}',
    `${kind.link}: {{link}}`,
    '',
    '{{/if}}',
    '-- ',
    words.footer,
    '',
  ].join('\r\n');

/** The Handlebars source of the HTML form of a mail to colleagues. */
export const staffHtml = (words: StaffWords, kind: KindWords): string =>
  htmlPage({
    lead: kind.lead,
    title: '<bdi>{{title}}</bdi>',
    body: `<p style="margin:0 0 20px">${kind.lead}</p>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 20px">
{{#each facts}}
<tr><td class="rule soft" width="34%" style="padding:10px 16px 10px 0;border-top:1px solid #dfe5ea;vertical-align:top;color:#5b6874">{{label}}</td>
<td class="rule ink" style="padding:10px 0;border-top:1px solid #dfe5ea;vertical-align:top"><bdi>{{value}}</bdi></td></tr>
{{/each}}
</table>
<p style="margin:0 0 20px"><b>${words.whatHappens}:</b> {{whatHappens}}</p>
{{#if link}}
${button(kind.link, 'link')}
{{/if}}`,
    footer: isolated(words.footer),
  });
