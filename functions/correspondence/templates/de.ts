import type { Language } from './wording.ts';

const NOTHING_UNFINISHED =
  'Ist von unserer Seite noch etwas offen? Wenn etwas nicht funktioniert, fehlt oder auf der Rechnung nicht stimmt, antworten Sie einfach. Wir kümmern uns zuerst darum, und niemand drängt Sie bis dahin wegen dieses Betrags.';
const CROSSED =
  'Falls Ihre Zahlung schon unterwegs ist, betrachten Sie dieses Schreiben bitte mit unserem Dank als erledigt.';

export const german: Language = {
  greeting: 'Guten Tag {{names}},',
  farewell: 'Mit freundlichen Grüßen',
  responsible: 'Für Sie da bei {{company}}',
  phone: 'Telefon',
  email: 'Antwort an',
  orAnswerHere: 'Sie können auch einfach auf diese Nachricht antworten.',
  more: 'Hier stehen die ersten {{shown}} von {{count}} Rechnungen. Die angehängte Aufstellung enthält alle {{count}}.',
  statement: 'Die angehängte Aufstellung enthält jede Rechnung, nach Standorten geordnet.',
  reference: 'Schreiben {{letterId}} vom {{on}} an {{payer}}',
  issue: {
    title: 'Ihr Anliegen',
    category: 'Es geht um',
    description: 'In Ihren Worten',
    outcome: 'Ergebnis',
    credit: 'Gutschrift',
    rootCause: 'Was die Ursache war',
    correctiveAction: 'Was wir geändert haben',
  },
  creditAsked: (amount) =>
    `Wir haben unsere Buchhaltung um eine Gutschrift über ${amount} gebeten. Bis sie gebucht ist, fehlt sie in den Beträgen unten.`,
  contact: { name: 'Name', email: 'E-Mail' },
  line: {
    invoice: 'Rechnung',
    issued: 'Vom',
    due: 'fällig am',
    customer: 'Kunde',
    site: 'Standort',
    purchaseOrder: 'Bestellnummer',
  },
  overdue: (days) => (days === 1 ? 'Seit 1 Tag überfällig' : `Seit ${days} Tagen überfällig`),
  underReview: (open, amount) => `${open} offen, davon ${amount} in Prüfung`,
  categories: {
    'unfinished-installation': 'eine unfertige Installation',
    'service-fault': 'einen Fehler in unserem Service',
    price: 'den Preis',
    'missing-order-number': 'eine fehlende Bestellnummer',
    'missing-detail-by-site': 'fehlende Angaben je Standort',
    'already-paid': 'eine bereits geleistete Zahlung',
    'wrong-contact': 'die richtige Ansprechperson',
    cancellation: 'eine Kündigung',
    'cannot-pay': 'Schwierigkeiten mit der Zahlung',
    other: 'Ihre Frage',
  },
  outcomes: {
    'customer-right': 'Sie hatten recht, und wir haben es in Ordnung gebracht.',
    'company-right': 'Wir haben es sorgfältig geprüft: Die Rechnung ist richtig.',
    goodwill: 'Wir haben eine Lösung zu Ihren Gunsten gefunden.',
  },
  columns: [
    ...['Rechnungs-ID', 'Kunden-ID', 'Kunde', 'Standort', 'Rechnungsnummer', 'Bestellnummer', 'Vom', 'Fällig am'],
    ...['Tage überfällig', 'Währung', 'Betrag', 'In Prüfung'],
  ],
  statementName: 'aufstellung',
  letters: {
    'check-in': {
      subject: 'Läuft alles, wie es soll? Eine kurze Nachfrage von {{company}}',
      preheader: 'Wir möchten sicher sein, dass Sie mit unserer Arbeit zufrieden sind.',
      title: 'Läuft alles, wie es soll?',
      opening: [
        'vor Kurzem haben wir unsere Arbeit bei Ihnen abgeschlossen und möchten sicher sein, dass alles läuft, wie es soll.',
        'Wenn etwas nicht funktioniert, noch nicht fertig ist oder einfach unklar ist, sagen Sie es uns bitte. Wir bringen es zu der Kollegin oder dem Kollegen, die es lösen können, und bleiben dran, bis es erledigt ist.',
      ],
      list: 'Zu Ihrer Information',
      total: 'Ihr Saldo, zur Information',
      closing: ['Wenn alles in Ordnung ist, brauchen Sie nichts zu tun. Vielen Dank für Ihr Vertrauen.'],
      answer: 'Sagen Sie uns, wie es läuft',
      showsOverdueDays: false,
    },
    'reminder-1': {
      subject: 'Eine freundliche Erinnerung: {{#if one}}Rechnung {{number}}{{else}}{{count}} Rechnungen{{/if}}',
      preheader: 'Noch offen: {{total}}. Können wir mit etwas helfen?',
      title: 'Eine freundliche Erinnerung',
      opening: [
        '{{#if one}}in unseren Büchern ist die Rechnung {{number}} noch offen. Wahrscheinlich ist sie nur untergegangen, wie es uns allen einmal passiert.{{else}}in unseren Büchern sind die Rechnungen unten noch offen. Wahrscheinlich sind sie nur untergegangen, wie es uns allen einmal passiert.{{/if}}',
        NOTHING_UNFINISHED,
      ],
      list: 'Was noch offen ist',
      total: 'Summe',
      closing: [`Andernfalls freuen wir uns über Ihre Zahlung in den nächsten Tagen. ${CROSSED}`],
      answer: 'Später zahlen, fragen, antworten',
      showsOverdueDays: false,
    },
    'reminder-2': {
      subject:
        'Wie können wir helfen? {{#if one}}Rechnung {{number}} ist{{else}}{{count}} Rechnungen sind{{/if}} noch offen',
      preheader: 'Noch offen: {{total}}. Ein kurzes Wort von Ihnen genügt.',
      title: 'Wie können wir helfen?',
      opening: [
        'vor einiger Zeit haben wir Ihnen geschrieben und noch keinen Zahlungseingang gesehen. Das hat oft einen guten Grund, und den würden wir gern erfahren.',
        NOTHING_UNFINISHED,
      ],
      list: 'Was noch offen ist',
      total: 'Summe',
      closing: [
        'Wenn Ihnen ein anderer Termin besser passt oder Teilzahlungen helfen würden, sagen Sie es uns: Wir finden einen Weg. Wenn Sie nicht zuständig sind, nennen Sie uns bitte die richtige Person.',
        CROSSED,
      ],
      answer: 'Kurz antworten',
      showsOverdueDays: true,
    },
    'reminder-3': {
      subject: 'Bitte sprechen Sie mit uns: {{#if one}}Rechnung {{number}}{{else}}{{count}} offene Rechnungen{{/if}}',
      preheader: 'Noch offen: {{total}}. Wir finden gemeinsam einen Weg.',
      title: 'Lassen Sie uns gemeinsam einen Weg finden',
      opening: [
        'wir haben Ihnen schon geschrieben und wissen immer noch nicht, was der Zahlung im Weg steht. Viel lieber als wieder zu schreiben würden wir von Ihnen hören.',
        NOTHING_UNFINISHED,
      ],
      list: 'Was noch offen ist',
      total: 'Summe',
      closing: [
        'Bitte begleichen Sie den offenen Betrag oder rufen Sie uns in dieser Woche an: {{person}} kennt Ihr Konto und kann mit Ihnen einen Termin oder Raten vereinbaren.',
        CROSSED,
      ],
      answer: 'Kurz antworten',
      showsOverdueDays: true,
    },
    'final-notice': {
      subject: 'Letzte Mahnung: {{#if one}}Rechnung {{number}}{{else}}{{count}} offene Rechnungen{{/if}}',
      preheader: 'Offen: {{total}}. Bitte zahlen Sie oder sprechen Sie jetzt mit uns.',
      title: 'Letzte Mahnung',
      opening: [
        '{{#if one}}trotz unserer früheren Schreiben ist die Rechnung {{number}} noch unbezahlt.{{else}}trotz unserer früheren Schreiben sind die Rechnungen unten noch unbezahlt.{{/if}} Dies ist unser letztes Schreiben, bevor wir über einen weiteren Schritt entscheiden müssen.',
        'Bitte zahlen Sie jetzt {{total}}. Wenn das nicht geht oder der Betrag nicht stimmt, rufen Sie bitte {{person}} an: Solange wir im Gespräch sind, finden wir eine Lösung.',
      ],
      list: 'Was offen ist',
      total: 'Bitte zahlen Sie',
      closing: [
        'Sie sind uns wichtig, und wir möchten gern weiter für Sie da sein.',
        'Falls Ihre Zahlung schon unterwegs ist, sagen Sie uns bitte Bescheid, damit nichts Weiteres geschieht.',
      ],
      answer: 'Jetzt antworten',
      showsOverdueDays: true,
    },
    'instalment-offer': {
      subject: 'Monatliche Zahlungen, die zu Ihnen passen',
      preheader: 'Verteilen Sie {{total}} auf mehrere Monate. Ihr Schutz bleibt.',
      title: 'Monatliche Zahlungen, die zu Ihnen passen',
      opening: [
        'wir wissen, dass eine große Zahlung bei festem Einkommen nicht immer leicht ist. Deshalb bieten wir Ihnen an, den offenen Betrag in kleineren monatlichen Beträgen zu zahlen.',
        'Unsere Leistung und Ihr Schutz bleiben, wie sie sind.',
      ],
      list: 'Was offen ist',
      total: 'Auf die Monate zu verteilen',
      closing: [
        'Sagen Sie uns, welcher Monatsbetrag und welcher Tag im Monat Ihnen passen. {{person}} bestätigt Ihnen den Plan schriftlich.',
      ],
      answer: 'Monatliche Zahlung wählen',
      showsOverdueDays: false,
    },
    reversal: {
      subject: 'Ihre Bank hat eine Zahlung zurückgegeben{{#if one}}: Rechnung {{number}}{{/if}}',
      preheader: 'Wieder offen: {{total}}. Das hat meist einen einfachen Grund.',
      title: 'Eine Zahlung kam von der Bank zurück',
      opening: [
        'vielen Dank für Ihre Zahlung. Leider hat die Bank sie zurückgegeben, sodass {{#if one}}die Rechnung {{number}} wieder offen ist{{else}}die Rechnungen unten wieder offen sind{{/if}}.',
        'Das hat meist einen einfachen Grund, etwa geänderte Kontodaten oder ein Limit. Vielleicht wissen Sie es schon.',
      ],
      list: 'Was wieder offen ist',
      total: 'Summe',
      closing: [
        'Bitte senden Sie die Zahlung noch einmal. Wenn Sie lieber an einem anderen Tag oder auf anderem Weg zahlen möchten oder von unserer Seite etwas offen ist, sagen Sie es uns einfach.',
      ],
      answer: 'Sagen Sie uns, wie Sie zahlen möchten',
      showsOverdueDays: false,
    },
    'issue-taken-up': {
      subject: 'Wir kümmern uns darum{{#if one}}: Rechnung {{number}}{{/if}}',
      preheader: 'Danke, dass Sie es uns gesagt haben. So geht es weiter.',
      title: 'Wir kümmern uns darum',
      opening: [
        'danke, dass Sie es uns gesagt haben. Die Abteilung, die das lösen kann, hat es übernommen, und {{person}} sorgt dafür, dass es erledigt wird.',
        'Was in Prüfung ist, brauchen Sie nicht zu zahlen, bis wir Ihnen geantwortet haben.',
      ],
      list: 'Worum es geht',
      total: 'Offen neben dem, was in Prüfung ist',
      closing: ['Wir schreiben Ihnen, sobald es gelöst ist. Wenn Sie etwas ergänzen möchten, antworten Sie einfach.'],
      answer: 'Etwas ergänzen',
      showsOverdueDays: false,
    },
    'issue-solved': {
      subject: 'Gelöst{{#if one}}: Ihre Frage zur Rechnung {{number}}{{/if}}',
      preheader: 'Danke für Ihre Geduld. Das haben wir herausgefunden.',
      title: 'Ihr Anliegen ist gelöst',
      opening: ['danke, dass Sie es uns gesagt haben, und für Ihre Geduld. Wir sind Ihrem Anliegen nachgegangen.'],
      list: 'So steht Ihr Konto',
      total: 'Jetzt offen',
      closing: [
        'Wenn Sie es anders sehen oder noch etwas offen ist, antworten Sie bitte: {{person}} kümmert sich darum.',
      ],
      answer: 'Sagen Sie uns, wenn etwas fehlt',
      showsOverdueDays: false,
    },
    'contact-change': {
      subject: 'Sollen unsere Schreiben an jemand anderen gehen?',
      preheader: 'Bitte bestätigen Sie es, oder tun Sie einfach nichts.',
      title: 'Sollen unsere Schreiben an jemand anderen gehen?',
      opening: [
        'Auf Ihrer Kontoseite wurden wir gebeten, künftig an jemand anderen zu schreiben. Weil unsere Schreiben zu Ihnen kommen, fragen wir zuerst Sie.',
      ],
      report: 'Unsere Schreiben gingen dann an',
      list: 'Was offen ist',
      total: 'Summe',
      closing: [
        'Wenn das stimmt, bestätigen Sie es bitte. Wenn Sie nichts davon wissen, müssen Sie nichts tun: Es bleibt alles, wie es ist, und {{person}} geht dem nach.',
      ],
      answer: 'Ansehen und antworten',
      showsOverdueDays: false,
    },
  },
};
