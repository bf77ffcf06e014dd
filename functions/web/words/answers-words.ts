import type { Reader } from '../reader.ts';

const ENGLISH = {
  saidWell: (when: string) => `Said that all is well: ${when}`,
  asked: (name: string, email: string) =>
    `Asked on their page: write to ${name}, ${email}. Nobody has confirmed it yet.`,
  revoke: 'End the links in their letters',
  hint: 'Who has an older letter can no longer open the account’s page. The next letter has a new link.',
  send: 'End the links',
  revoked: 'The links in older letters are ended.',
};

const GERMAN: typeof ENGLISH = {
  saidWell: (when) => `Alles in Ordnung gemeldet: ${when}`,
  asked: (name, email) => `Auf der Kontoseite gebeten: an ${name}, ${email}, schreiben. Noch hat es niemand bestätigt.`,
  revoke: 'Links in ihren Schreiben beenden',
  hint: 'Wer ein älteres Schreiben hat, kann die Kontoseite nicht mehr öffnen. Das nächste Schreiben hat einen neuen Link.',
  send: 'Links beenden',
  revoked: 'Die Links in älteren Schreiben sind beendet.',
};

/** The words of what colleagues see and do about a customer's own page. */
export const answersWords = ({ words }: Reader): typeof ENGLISH => (words.lang === 'de' ? GERMAN : ENGLISH);
