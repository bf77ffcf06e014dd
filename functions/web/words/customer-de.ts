import type { CustomerWords } from './customer-en.ts';

/** The words of the customer's page in German. */
export const customerGerman: CustomerWords = {
  lang: 'de',
  skip: 'Zu Ihrem Konto',
  title: 'Ihr Konto',
  forWhom: (name) => `Für ${name}`,
  open: 'Offen',
  pastDue: 'davon überfällig',
  underReview: 'in Prüfung',
  nothingOpen: 'Vielen Dank: Alles ist bezahlt',
  nothingOpenText: 'Im Moment ist nichts offen. Vielen Dank für Ihr Vertrauen.',
  crossed: 'Eine Zahlung der letzten Tage ist hier vielleicht noch nicht zu sehen.',
  invoices: 'Was offen ist',
  noSite: 'Ohne Standort',
  invoice: 'Rechnung',
  issued: 'Vom',
  due: 'Fällig',
  dueOpen: 'noch offen',
  amount: 'Offen',
  state: 'Stand',
  purchaseOrder: (order) => `Bestellnummer ${order}`,
  overdue: (days) => (days === 1 ? 'seit 1 Tag überfällig' : `seit ${days} Tagen überfällig`),
  notDue: 'noch nicht fällig',
  reviewed: (amount) => `${amount} in Prüfung`,
  promised: (amount, date) => `${amount} zugesagt zum ${date}`,
  inParts: (part, date) => `in Raten: als Nächstes ${part} bis ${date}`,
  more: (shown, count) => `Das sind die ersten ${shown} von ${count} Rechnungen. Die Aufstellung enthält alle.`,
  statement: 'Aufstellung herunterladen',
  statementIn: (currency) => `Aufstellung in ${currency} herunterladen`,
  statementHint: 'Eine Tabelle für Ihr Tabellenprogramm, jede Rechnung nach Standort.',
  person: 'Für Sie da',
  personText: 'Worum es auch geht: Rufen Sie an, oder antworten Sie einfach auf unser Schreiben.',
  phone: 'Telefon',
  email: 'E-Mail',
  private:
    'Diese Seite ist nur für Sie bestimmt. Wer ihren Link hat, sieht dasselbe wie Sie: Bitte geben Sie ihn nicht weiter.',
  ended: {
    unknown: [
      'Diesen Link kennen wir nicht',
      'Vielleicht ist er unvollständig. Bitte öffnen Sie ihn noch einmal aus unserem Schreiben.',
    ],
    expired: [
      'Dieser Link ist zu alt',
      'Zum Schutz Ihres Kontos endet ein Link nach einem halben Jahr. In unserem neuesten Schreiben steht ein neuer; oder antworten Sie einfach auf ein Schreiben.',
    ],
    revoked: [
      'Dieser Link gilt nicht mehr',
      'Er wurde zum Schutz Ihres Kontos ersetzt. In unserem neuesten Schreiben steht ein neuer; oder antworten Sie einfach auf ein Schreiben.',
    ],
    missing: ['Diese Seite gibt es nicht', 'Bitte öffnen Sie den Link in unserem Schreiben noch einmal.'],
    elsewhere: [
      'Das kam von einer anderen Seite',
      'Es wurde nichts geändert. Bitte öffnen Sie den Link in unserem Schreiben, und antworten Sie auf der Seite, die er zeigt.',
    ],
    'too-large': ['Das war zu lang', 'Es wurde nichts geändert. Bitte gehen Sie zurück, und kürzen Sie den Text.'],
    'no-form': [
      'Das ist keine Antwort unserer Seite',
      'Es wurde nichts geändert. Bitte öffnen Sie den Link in unserem Schreiben noch einmal.',
    ],
    method: ['Das kann diese Seite nicht', 'Bitte öffnen Sie den Link in unserem Schreiben noch einmal.'],
    changing: [
      'Ihr Konto wird gerade aktualisiert',
      'Bitte öffnen Sie diese Seite in einer Minute noch einmal. Nichts, was Sie uns gesagt haben, geht verloren.',
    ],
    unavailable: [
      'Wir können gerade nicht antworten',
      'Bitte versuchen Sie es in einer Minute noch einmal. Wenn es eilt, antworten Sie auf unser Schreiben.',
    ],
    failure: [
      'Bei uns ist etwas schiefgegangen',
      'Wir wissen davon. Bitte versuchen Sie es noch einmal, oder antworten Sie einfach auf unser Schreiben.',
    ],
  },
};
