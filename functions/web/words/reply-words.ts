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
