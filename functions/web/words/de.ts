import type { Words } from './en.ts';

/** The words of the approver's page in German. */
export const german: Words = {
  lang: 'de',
  product: 'Good Standing',
  skip: 'Zur Entscheidung',
  back: 'Zurück zu meiner Liste',
  forWhom: (name) => `Eine Entscheidung für ${name}`,
  questions: {
    'final-notice': (customer) => `Letzte Mahnung an ${customer} senden?`,
    'site-visit': (customer) => `${customer} vor Ort besuchen?`,
    'credit-hold': (customer) => `Kreditsperre für ${customer}?`,
    'hand-over': (customer) => `Forderung an ${customer} einem Inkassobüro übergeben?`,
    'write-off': (customer) => `Forderung an ${customer} ausbuchen?`,
  },
  anyQuestion: (action, customer) => `„${action}“ für ${customer} genehmigen?`,
  invoice: (number) => `Rechnung ${number}`,
  overdue: (days) => (days === 0 ? 'nicht überfällig' : days === 1 ? '1 Tag überfällig' : `${days} Tage überfällig`),
  asked: (when) => `Angefragt am ${when}.`,
  approvedFirst: (name, when) => `${name} hat am ${when} zugestimmt. Der Betrag braucht eine zweite Person: Sie.`,
  today: (date) => `Heute ist der ${date}.`,
  movesOn: (date, name) => `Hat bis dahin niemand geantwortet, geht es am ${date} an ${name}.`,
  movesToList: (date) =>
    `Hat bis dahin niemand geantwortet, kommt es am ${date} auf die Liste der Abteilung und bleibt dort.`,
  staysOnList: 'Es bleibt auf der Liste der Abteilung, bis jemand antwortet.',
  neverAlone: 'Von selbst wird nie etwas genehmigt.',
  handedOn: (name) =>
    `Inzwischen wurde dies an ${name} weitergegeben. Sie können weiterhin antworten; die erste Antwort zählt.`,
  onDepartment:
    'Inzwischen steht dies auf der Liste der Abteilung. Sie können weiterhin antworten; die erste Antwort zählt.',

  why: 'Was offen ist, und warum jetzt',
  asksAfterDue: (policy, days) =>
    `Die Regeln „${policy}“ sehen diesen Schritt ${days} Tage nach der Fälligkeit vor, und die Rechnung ist noch offen.`,
  asksNow: (policy) => `Die Regeln „${policy}“ sehen diesen Schritt jetzt vor, und die Rechnung ist noch offen.`,
  customer: 'Kunde',
  letterGoesTo: 'Zahlt die Rechnungen',
  issued: 'Ausgestellt',
  due: 'Fällig',
  site: 'Standort',
  purchaseOrder: 'Bestellnummer',
  invoiced: 'Rechnungsbetrag',
  paid: 'Gezahlt und gutgeschrieben',
  open: 'Offen',
  underReview: 'In Klärung',
  promised: 'Zugesagt',
  itIsAbout: 'Darum geht es hier',
  done: 'Was bisher geschah',
  nothingDone: 'Zu dieser Rechnung ging noch kein Brief hinaus.',
  when: 'Wann',
  what: 'Was',
  how: { letter: 'Brief', task: 'Aufgabe', approval: 'genehmigter Schritt' },
  tasks: {
    open: (name) => (name === undefined ? 'noch nicht getan' : `noch nicht getan; es steht auf der Liste von ${name}`),
    done: (name, when) => `getan von ${name}, ${when}`,
    over: 'geschlossen, ohne getan zu sein',
  },
  endings: {
    sent: 'gesendet an',
    failed: 'ging nicht hinaus an',
    unknown: 'Zustellung unbekannt, an',
    bounced: 'kam zurück von',
  },
  fromCustomer: 'Was der Kunde gesagt hat',
  issueOpen: 'offen',
  issueSolved: (date) => `gelöst am ${date}`,
  promise: (amount, date) => `Zusage, ${amount} am ${date} zu zahlen`,
  plan: (parts) => `Plan mit ${parts} Raten`,
  outcomes: { open: 'noch offen', kept: 'gehalten', 'partly-kept': 'zum Teil gehalten', broken: 'nicht gehalten' },
  letter: 'Der Brief, wie er hinausgeht',
  letterTo: 'An',
  letterSubject: 'Betreff',
  letterWhen: 'Geht hinaus',
  notBefore: (when) => `nicht vor ${when}`,

  decision: 'Ihre Entscheidung',
  choices: { approve: 'Genehmigen', reject: 'Ablehnen', wait: 'Bis zu einem Datum warten' },
  ifApproved: {
    'final-notice': 'Der Brief auf dieser Seite geht hinaus, für sich und nur zu dieser Rechnung.',
    'site-visit': 'Wer das Konto betreut, bekommt die Aufgabe, den Kunden zu besuchen.',
    'credit-hold': 'Wer die Leistung erbringt, wird angewiesen, sie zu unterbrechen.',
    'hand-over': 'Der Fall endet hier und geht an das Inkassobüro. Von uns geht kein Brief mehr hinaus.',
    'write-off': 'Der Fall endet, und der Buchhaltung wird der Betrag als Forderungsausfall gemeldet.',
  },
  ifRefused: 'Es geht nichts hinaus. Wie es weitergeht, entscheidet ein Mensch: Es wird eine Aufgabe auf der Liste.',
  ifApprovedFirst: (name) =>
    name === undefined
      ? 'Der Betrag verlangt eine zweite Person, und niemand sonst hat die Rolle: Es wartet auf der Liste der Abteilung. Erst wenn eine zweite Person zustimmt:'
      : `Der Betrag verlangt eine zweite Person: ${name} wird als Nächstes gefragt. Erst mit dieser Zustimmung:`,
  ifPutOff:
    'Die Rechnung ruht in Ihrem Namen. Ist der Tag gekommen, erfahren Sie es, und es wird neu gefragt, wenn es dann noch der nächste Schritt ist.',
  reason: 'Grund',
  reasonHint: 'Zum Ablehnen nötig. Ihre Kollegen lesen ihn, der Kunde nicht.',
  until: 'Warten bis',
  send: 'Entscheidung absenden',
  opened: 'Das Öffnen dieser Seite hat nichts entschieden.',
  signIn: {
    title: 'Diese Entscheidung verlangt eine Anmeldung',
    why: {
      'write-off': 'Eine Ausbuchung ist endgültig, und ein Link belegt nur ein Postfach, nicht wer es liest.',
      'two-people':
        'Der Betrag verlangt zwei verschiedene Personen, und ein Link belegt nur ein Postfach, nicht wer es liest.',
      amount:
        'Der Betrag ist höher, als mit einem Link entschieden werden darf: Der belegt nur ein Postfach, nicht wer es liest.',
    },
    go: 'Anmelden und entscheiden',
    other: 'Als jemand anders anmelden',
    notBy: (who: string, asked: string) => `Sie sind als ${who} angemeldet; gefragt ist ${asked}.`,
    how: 'Hier wurde nichts entschieden. Sind Sie angemeldet, fragt diese Seite nach Ihrer Entscheidung.',
  },

  problem: 'Bitte noch einmal ansehen',
  problems: {
    choose: 'Wählen Sie eines: genehmigen, ablehnen oder bis zu einem Datum warten.',
    reasonMissing: 'Eine Ablehnung braucht einen Grund: ein Satz genügt.',
    reasonLong: 'Der Grund ist zu lang: höchstens 2.000 Zeichen.',
    dateMissing: 'Zum Warten gehört ein Datum, wie 2026-04-30.',
    dateWrong: (text) => `„${text}“ ist kein Datum des Kalenders, wie 2026-04-30.`,
    datePast: (earliest) => `Das Warten endet in der Zukunft: frühestens am ${earliest}.`,
    dateFar: (latest) => `Das ist zu weit voraus: spätestens am ${latest}.`,
    pressAgain:
      'Diese Seite war zu lange offen, oder sie wurde seither noch einmal geöffnet. Es wurde nichts geändert: Bitte wählen und senden Sie erneut. Kommt das wieder, so behält der Browser für diese Seite keine Cookies.',
  },

  decided: {
    titles: { approve: 'Genehmigt', reject: 'Abgelehnt', wait: 'Aufgeschoben' },
    by: (name, when) => `${name} hat dies am ${when} entschieden.`,
    you: (when) => `Sie haben dies am ${when} entschieden.`,
    approvedToo: (name, when) => `Es brauchte zwei Personen: ${name} hat am ${when} genehmigt.`,
    until: (date) => `Es wartet bis ${date}; dann wird neu gefragt, wenn es noch der nächste Schritt ist.`,
    reason: 'Genannter Grund',
    second: 'Der Betrag verlangt eine zweite Person; sie ist gefragt.',
    secondIs: (name) => `Der Betrag verlangt eine zweite Person: ${name} ist gefragt.`,
    ahead: (when) => `Der Brief geht nicht vor ${when} hinaus, falls sich bis dahin nichts ändert.`,
    fresh: (hours) =>
      `Er wartet, solange die Zahlungsdaten älter als ${hours === 1 ? 'eine Stunde' : `${hours} Stunden`} sind.`,
    sent: (when) => `Der Brief ging am ${when} hinaus.`,
    again: 'Es war schon entschieden: Was Sie eben gesendet haben, hat nichts geändert.',
    nothingMore: 'Hier ist nichts mehr zu tun.',
    toList: 'Zu Ihrer Liste',
  },
  lapsed: {
    title: 'Diese Anfrage gilt nicht mehr',
    wasAbout: (amount) => `Es ging um ${amount}.`,
    nowAsked: (amount) => `Jetzt dürfen ${amount} gefordert werden.`,
    nothing:
      'Mit diesem Link wurde nichts entschieden, und es kann nichts mehr entschieden werden. Wo noch eine Entscheidung nötig ist, wird neu gefragt, mit einer eigenen Nachricht.',
    answered: (name, when) => `${name} hatte am ${when} geantwortet, bevor es ausgeführt war.`,
    because: {
      settled: 'Die Rechnung ist bezahlt.',
      void: 'Die Rechnung wurde storniert.',
      'written-off': 'Die Rechnung wurde ausgebucht.',
      'handed-over': 'Die Rechnung wurde an ein Inkassobüro übergeben.',
      held: 'Die Rechnung ruht.',
      disputed: 'Der Kunde hat ein Problem damit gemeldet.',
      promised: 'Der Kunde hat die Zahlung zugesagt.',
      'instalments-on-time': 'Sie wird in Raten bezahlt, und keine ist überfällig.',
      'amount-changed': 'Der Betrag hat sich geändert.',
      'demand-settled': 'Die Rate, um die es ging, ist bezahlt oder nicht mehr vereinbart.',
      'step-replaced': 'Die Regeln dieses Falls kennen diesen Schritt nicht mehr.',
      'earlier-step':
        'Der Fall ist auf eine andere Version seiner Regeln umgestellt worden, in der ein anderer Schritt vorher kommt. Es wird neu gefragt, sobald dieser Schritt fällig ist.',
      'recipients-changed': 'Die Empfänger des Briefs haben sich geändert.',
      'cycle-over': 'Eine Zahlung wurde zurückgenommen, und die Rechnung hat neu begonnen.',
      'asked-anew': 'Es wurde seither neu angefragt.',
    },
  },
  failures: {
    unknown: {
      title: 'Dieser Link führt ins Leere',
      text: 'Er ist unvollständig oder wurde nie vergeben. Öffnen Sie ihn erneut aus der Nachricht, oder kopieren Sie ihn ganz.',
    },
    expired: {
      title: 'Dieser Link ist abgelaufen',
      text: 'Er galt 30 Tage. Die Anfrage steht auf der Liste, solange niemand geantwortet hat.',
    },
    'not-asked': {
      title: 'Das entscheiden Sie nicht mehr',
      text: 'Die Person, an die dieser Link ging, darf diese Anfrage nicht mehr beantworten.',
    },
    elsewhere: {
      title: 'Das kam von einer anderen Seite',
      text: 'Eine Entscheidung zählt nur, wenn sie von ihrer eigenen Seite gesendet wird. Öffnen Sie den Link erneut aus der Nachricht.',
    },
    'too-large': { title: 'Das ist zu viel', text: 'Das Formular fasst einen Grund von 2.000 Zeichen und nicht mehr.' },
    'no-form': {
      title: 'Das ist kein Formular von uns',
      text: 'Öffnen Sie den Link erneut aus der Nachricht und antworten Sie auf seiner Seite.',
    },
    method: { title: 'Das geht hier nicht', text: 'Diese Seite kann geöffnet und beantwortet werden; sonst nichts.' },
    changing: {
      title: 'Einen Augenblick',
      text: 'Die Bücher dieses Kunden werden gerade geändert. Bitte versuchen Sie es in einer Minute erneut.',
    },
    unavailable: {
      title: 'Wir können gerade nicht nachsehen',
      text: 'Bitte versuchen Sie es in einigen Minuten erneut. Der Link gilt weiter.',
    },
    unclear: {
      title: 'Vielleicht wurde es festgehalten, vielleicht nicht',
      text: 'Die Antwort ging unterwegs verloren. Öffnen Sie den Link erneut aus der Nachricht: Dort steht, wie es ist, und nichts zählt doppelt.',
    },
    failure: {
      title: 'Bei uns ist etwas schiefgegangen',
      text: 'Bitte versuchen Sie es später erneut. Der Link gilt weiter.',
    },
    missing: { title: 'Hier ist nichts', text: 'Öffnen Sie den Link aus der Nachricht.' },
  },
  nothingChanged: 'Es wurde nichts geändert.',
};
