import { button, htmlPage, isolated } from './layout.html.ts';

/** The words of the morning's mail to a colleague. Numbers stand in the sentences that depend on them. */
interface DigestWords {
  /** `open` is a number, or one with a plus sign. */
  subject: (open: string, isOne: boolean) => string;
  subjectShared: string;
  lead: (open: string, isOne: boolean) => string;
  leadShared: string;
  first: string;
  answerBy: string;
  due: string;
  shared: string;
  everybody: string;
  /** The title of a promise that was not kept. */
  missing: (amount: string, inPart: boolean) => string;
  items: (count: string, isOne: boolean) => string;
  link: string;
  footer: string;
}

export const DIGEST_WORDS: Readonly<Record<'en' | 'de', DigestWords>> = {
  en: {
    subject: (open, isOne) => (isOne ? 'Your list: 1 item' : `Your list: ${open} items`),
    subjectShared: 'Your list is blank, but something is waiting',
    lead: (open, isOne) =>
      isOne ? 'Good morning. One item is waiting for you.' : `Good morning. ${open} items are waiting for you.`,
    leadShared: 'Good morning. Your own list is blank. What nobody has yet:',
    first: 'Where acting now brings the most',
    answerBy: 'answer by',
    due: 'due',
    shared: 'Nobody in particular has',
    everybody: 'everybody',
    missing: (amount, inPart) => `${inPart ? 'Promise kept in part' : 'Broken promise'}: ${amount} is missing`,
    items: (count, isOne) => (isOne ? '1 item' : `${count} items`),
    link: 'Open the list',
    footer:
      'You get this mail in the morning of a working day, and only when something is waiting. It was written by Good Standing for {{company}}.',
  },
  de: {
    subject: (open, isOne) => (isOne ? 'Ihre Liste: 1 Eintrag' : `Ihre Liste: ${open} Einträge`),
    subjectShared: 'Ihre Liste ist leer, aber etwas wartet',
    lead: (open, isOne) =>
      isOne ? 'Guten Morgen. Ein Eintrag wartet auf Sie.' : `Guten Morgen. ${open} Einträge warten auf Sie.`,
    leadShared: 'Guten Morgen. Ihre eigene Liste ist leer. Was noch niemand hat:',
    first: 'Wo Handeln jetzt am meisten bringt',
    answerBy: 'Antwort bis',
    due: 'fällig am',
    shared: 'Niemand im Besonderen hat',
    everybody: 'alle',
    missing: (amount, inPart) => `Zusage ${inPart ? 'zum Teil' : 'nicht'} gehalten: ${amount} fehlen`,
    items: (count, isOne) => (isOne ? '1 Eintrag' : `${count} Einträge`),
    link: 'Liste öffnen',
    footer:
      'Diese Nachricht kommt am Morgen eines Arbeitstags und nur, wenn etwas wartet. Good Standing schrieb sie im Auftrag von {{company}}.',
  },
};

/** The Handlebars source of the text form; to be compiled without escaping. */
export const digestText = (words: DigestWords): string =>
  [
    '{{lead}}',
    '',
    '{{#if lines}}',
    `${words.first}:`,
    '',
    '{{#each lines}}',
    '* {{title}}{{#if about}}',
    '  {{about}}{{/if}}',
    '{{/each}}',
    '',
    '{{/if}}',
    '{{#if shared}}',
    `${words.shared}:`,
    '',
    '{{#each shared}}',
    '* {{list}}: {{count}}',
    '{{/each}}',
    '',
    '{{/if}}',
    `${words.link}: {{link}}`,
    '',
    '-- ',
    words.footer,
    '',
  ].join('\r\n');

const CELL = 'class="rule ink" style="padding:10px 0;border-top:1px solid #dfe5ea;vertical-align:top"';
const TABLE =
  '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 20px">';

/** The Handlebars source of the HTML form. */
export const digestHtml = (words: DigestWords): string =>
  htmlPage({
    lead: '{{lead}}',
    title: '{{title}}',
    body: `<p style="margin:0 0 20px">{{lead}}</p>
{{#if lines}}
<p style="margin:0 0 10px;font-weight:600">${words.first}</p>
${TABLE}
{{#each lines}}
<tr><td ${CELL}><bdi>{{title}}</bdi>{{#if about}}<br><span class="soft" style="color:#5b6874;font-size:14px;line-height:21px"><bdi>{{about}}</bdi></span>{{/if}}</td></tr>
{{/each}}
</table>
{{/if}}
{{#if shared}}
<p style="margin:0 0 10px;font-weight:600">${words.shared}</p>
${TABLE}
{{#each shared}}
<tr><td ${CELL}><bdi>{{list}}</bdi></td><td align="right" ${CELL}>{{count}}</td></tr>
{{/each}}
</table>
{{/if}}
${button(words.link, 'link')}`,
    footer: isolated(words.footer),
  });
