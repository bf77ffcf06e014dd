import type { LetterRecord } from '../../correspondence/letter-record.ts';
import type { Reader } from '../reader.ts';

/** The words about one letter that left. */

const english = {
  sent: 'Sent',
  to: 'To',
  kind: 'Letter',
  customer: 'Customer',
  delivery: 'Delivery',
  endings: {
    sent: 'The mail service took it, and nothing has come back.',
    failed: 'It certainly did not leave: it goes again with the next run.',
    unknown: 'Nobody knows whether it arrived.',
  } as Readonly<Record<LetterRecord['status'], string>>,
  bounced: (addresses: string) => `It came back from ${addresses}.`,
  complained: 'A recipient marked it as unwanted.',
  says: 'What it says',
  asLeft: 'Word for word as it left. The reader’s own link is left out: it opens their page.',
  link: '[the reader’s own link]',
  notKept: 'The text of this letter was not kept.',
  notKeptText: 'It left before texts were kept. What is certain of it stands beside it.',
  invoices: 'What it asked for',
  invoice: 'Invoice',
  step: 'Step',
  asked: 'Asked',
  review: (amount: string) => `${amount} under review`,
  together: 'Together',
  more: (shown: number, count: number) => `The first ${shown} of ${count}.`,
  back: 'To the account',
  open: 'The letter that it answers',
};

export type LetterWords = typeof english;

const german: LetterWords = {
  sent: 'Gesendet',
  to: 'An',
  kind: 'Schreiben',
  customer: 'Kunde',
  delivery: 'Zustellung',
  endings: {
    sent: 'Der Maildienst hat es angenommen, und nichts kam zurück.',
    failed: 'Es ging sicher nicht hinaus: es geht mit dem nächsten Lauf noch einmal.',
    unknown: 'Niemand weiß, ob es ankam.',
  },
  bounced: (addresses) => `Es kam zurück von ${addresses}.`,
  complained: 'Ein Empfänger hat es als unerwünscht gemeldet.',
  says: 'Was darin steht',
  asLeft: 'Wort für Wort, wie es hinausging. Der eigene Link des Empfängers fehlt: Er öffnet dessen Seite.',
  link: '[der eigene Link des Empfängers]',
  notKept: 'Der Text dieses Schreibens wurde nicht aufbewahrt.',
  notKeptText: 'Es ging hinaus, bevor Texte aufbewahrt wurden. Was davon sicher ist, steht daneben.',
  invoices: 'Was es forderte',
  invoice: 'Rechnung',
  step: 'Schritt',
  asked: 'Gefordert',
  review: (amount) => `${amount} in Prüfung`,
  together: 'Zusammen',
  more: (shown, count) => `Die ersten ${shown} von ${count}.`,
  back: 'Zum Konto',
  open: 'Das Schreiben, auf das geantwortet wird',
};

export const letterWords = ({ words }: Pick<Reader, 'words'>): LetterWords => (words.lang === 'de' ? german : english);
