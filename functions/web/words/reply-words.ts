import type { Reader } from '../reader.ts';

/** The words about a customer's message. */

const english = {
  title: 'What they wrote',
  from: 'From',
  subject: 'Subject',
  quoted: 'What they quote',
  attachments: 'Attached',
  size: (kilobytes: number) => `${kilobytes} KB`,
  hint: 'Written by somebody outside, and looked into by nobody: save it, and let your computer check it before you open it.',
  message: 'The whole message',
  foundBySender: 'It was found by the sender’s address, which anybody can write.',
  nobody: 'Nobody knows yet whose it is.',
  whose: 'Whose is it?',
  other: 'It is another customer’s',
  placedBy: (name: string, at: string) => `Given to this customer by ${name}, ${at}.`,
  placed: 'The message stands with this customer now.',
  unplaced: 'The message stands where it stood before.',
  place: {
    title: 'Whose message is it?',
    lead: 'Choose the customer: the message stands on their account then, and on the list of whoever looks after them.',
    label: 'Customer, contact person, e-mail address or telephone number',
    search: 'Search',
    found: 'Perhaps one of these',
    give: (name: string) => `Give it to ${name}`,
    nobody: 'Nobody is known by that',
    nobodyText: 'Try the beginning of a name, another address, the last digits of a telephone number, or an id.',
    more: 'There are more: write more of the name to see fewer.',
    back: 'Back to the message',
  },
  gone: {
    title: 'The message is not kept any more',
    text: 'Messages are deleted as they came after a time. What was written in it stands on its item.',
  },
  tooLarge: {
    title: 'This is too large to be passed on',
    text: 'At most 4 MB can be saved from here. Ask the customer for a smaller file, or whoever runs this for the message.',
  },
};

export type ReplyWords = typeof english;

const german: ReplyWords = {
  title: 'Was sie schreiben',
  from: 'Von',
  subject: 'Betreff',
  quoted: 'Was sie zitieren',
  attachments: 'Angehängt',
  size: (kilobytes) => `${kilobytes} KB`,
  hint: 'Von außen geschrieben und von niemandem geprüft: speichern, und vor dem Öffnen vom eigenen Rechner prüfen lassen.',
  message: 'Die ganze Nachricht',
  foundBySender: 'Zugeordnet nach der Absenderadresse, die jeder hinschreiben kann.',
  nobody: 'Niemand weiß bisher, von wem sie ist.',
  whose: 'Von wem ist sie?',
  other: 'Sie ist von einem anderen Kunden',
  placedBy: (name, at) => `Diesem Kunden zugeordnet von ${name}, ${at}.`,
  placed: 'Die Nachricht steht jetzt bei diesem Kunden.',
  unplaced: 'Die Nachricht steht wieder, wo sie stand.',
  place: {
    title: 'Von wem ist die Nachricht?',
    lead: 'Kunden wählen: Die Nachricht steht dann auf seinem Konto und auf der Liste dessen, der ihn betreut.',
    label: 'Kunde, Ansprechpartner, E-Mail-Adresse oder Telefonnummer',
    search: 'Suchen',
    found: 'Vielleicht einer von diesen',
    give: (name) => `${name} zuordnen`,
    nobody: 'Danach ist niemand bekannt',
    nobodyText:
      'Versuchen Sie den Anfang eines Namens, eine andere Adresse, die letzten Ziffern einer Telefonnummer oder eine Kundennummer.',
    more: 'Es gibt mehr: Schreiben Sie mehr vom Namen, um weniger zu sehen.',
    back: 'Zurück zur Nachricht',
  },
  gone: {
    title: 'Die Nachricht wird nicht mehr aufbewahrt',
    text: 'Nachrichten werden, wie sie kamen, nach einer Zeit gelöscht. Was darin stand, steht beim Eintrag.',
  },
  tooLarge: {
    title: 'Das ist zu groß, um es weiterzugeben',
    text: 'Von hier lassen sich höchstens 4 MB speichern. Bitten Sie den Kunden um eine kleinere Datei oder den Betreiber um die Nachricht.',
  },
};

export const replyWords = ({ words }: Reader): ReplyWords => (words.lang === 'de' ? german : english);
