import type { StaffWords } from './staff-en.ts';

/** Die Wörter um jede Seite für Kolleginnen und Kollegen auf Deutsch. */
export const staffGerman: StaffWords = {
  skip: 'Zum Inhalt',
  nav: {
    label: 'Hauptmenü',
    list: 'Meine Liste',
    department: 'Abteilung',
    everybody: 'Alle',
    search: 'Suche',
    figures: 'Zahlen',
    policies: 'Regeln',
  },
  find: 'Kunde, Rechnung oder Person',
  signedIn: 'Angemeldet als',
  signOut: 'Abmelden',
  undo: 'Rückgängig',
  problem: 'Bitte noch einmal ansehen',
  more: 'Weitere',
  roles: {
    specialist: 'Kundenbetreuung',
    manager: 'Leitung',
    finance: 'Finanzen',
    operator: 'Betrieb',
    administrator: 'Administration',
    approver: 'Freigabe',
    everybody: 'alle, die angemeldet sind',
    'whose-item': 'wen es betrifft',
  },
  forbidden: {
    title: 'Das ist nicht Ihre Aufgabe',
    who: (roles: string) => `Zuständig: ${roles}.`,
    hint: 'Bitte jemanden davon fragen oder den Eintrag weitergeben. Es wurde nichts geändert.',
  },
  failures: {
    missing: { title: 'Hier ist nichts', text: 'Die Adresse stimmt nicht, oder was hier stand, ist weg.' },
    refused: { title: 'Das wurde nicht festgehalten', text: 'Etwas daran passt nicht. Es wurde nichts geändert.' },
    elsewhere: {
      title: 'Das kam von einer anderen Seite',
      text: 'Es zählt nur, was von unseren eigenen Seiten gesendet wird. Bitte zurückgehen, die Seite neu laden und noch einmal senden.',
    },
    stale: {
      title: 'Bitte noch einmal senden',
      text: 'Seit diese Seite geöffnet wurde, haben Sie sich neu angemeldet. Es wurde nichts geändert: bitte zurückgehen, die Seite neu laden und noch einmal senden.',
    },
    'too-large': {
      title: 'Das ist zu viel',
      text: 'Das Formular enthält mehr, als diese Seite annimmt. Es wurde nichts geändert.',
    },
    'no-form': { title: 'Das ist kein Formular von uns', text: 'Es wurde nichts geändert.' },
    changing: {
      title: 'Einen Augenblick',
      text: 'Die Bücher dieses Kunden werden gerade geändert. Es wurde nichts geändert: bitte in einer Minute noch einmal versuchen.',
    },
    unavailable: {
      title: 'Das lässt sich gerade nicht nachsehen',
      text: 'Bitte in ein paar Minuten noch einmal versuchen.',
    },
    failure: { title: 'Bei uns ist etwas schiefgegangen', text: 'Bitte später noch einmal versuchen.' },
  },
  signedOff: {
    title: 'Sie sind nicht mehr angemeldet',
    text: 'Es wurde nichts geändert. Bitte anmelden und noch einmal senden.',
  },
  signIn: {
    title: 'Anmelden',
    signedOut: 'Sie sind abgemeldet',
    signedOutText:
      'Dort, wo Sie sich anmelden, sind Sie vielleicht noch eine Weile bekannt: an einem gemeinsamen Rechner bitte auch den Browser schließen.',
    button: 'Anmelden',
    again: 'Noch einmal anmelden',
    other: 'Als jemand anders anmelden',
    failures: {
      'not-set-up': {
        title: 'Hier kann sich noch niemand anmelden',
        text: 'Es ist keine Stelle zum Anmelden eingerichtet. Wer dies betreibt, muss eine nennen.',
      },
      unreachable: {
        title: 'Die Stelle zum Anmelden ist nicht erreichbar',
        text: 'Sie antwortet gerade nicht. Bitte in ein paar Minuten noch einmal versuchen.',
      },
      unavailable: {
        title: 'Die Anmeldung geht gerade nicht',
        text: 'Bitte in ein paar Minuten noch einmal versuchen.',
      },
      'not-begun': {
        title: 'Diese Anmeldung ist vorbei',
        text: 'Sie wurde schon benutzt, hat länger als zehn Minuten gedauert oder wurde in einem anderen Browser begonnen.',
      },
      refused: {
        title: 'Sie wurden nicht angemeldet',
        text: 'Die Stelle zum Anmelden hat es nicht bestätigt, oder Sie haben dort abgebrochen.',
      },
      'not-confirmed': {
        title: 'Ihre Adresse ist nicht bestätigt',
        text: 'Die Stelle zum Anmelden bürgt nicht für Ihre E-Mail-Adresse. Wer sie betreibt, muss die Adresse bestätigen.',
      },
      stranger: {
        title: 'Sie gehören nicht zum Personal',
        text: 'Sie haben sich mit einer Adresse angemeldet, die nicht zum Personal dieser Firma gehört. Die Administration kann sie eintragen.',
      },
    },
  },
};
