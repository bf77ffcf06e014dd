import type { FiguresWords } from './figures-en.ts';

/** Die Wörter der Seite mit den Zahlen auf Deutsch. */
export const figuresGerman: FiguresWords = {
  title: 'Zahlen',
  upTo: (date) => `Bis Ende ${date}; jede Nacht neu gezählt.`,
  in: (currency) => `Beträge in ${currency}; Rechnungen in anderen Währungen fehlen.`,
  month: 'Monat',
  show: 'Anzeigen',
  scope: { label: 'Beträge', all: 'Alle Beträge', undisputed: 'Ohne strittige Beträge' },
  csv: 'CSV',
  csvOf: (title) => `${title} als CSV`,
  numbers: 'Die Zahlen dazu',
  nothing: {
    title: 'Noch keine Zahlen',
    text: 'Sie werden jede Nacht gezählt und stehen hier ab dem Morgen, nachdem die ersten Bücher gekommen sind.',
  },
  none: {
    causes: 'In diesem Monat wurde kein Anliegen gelöst, also keine Ursache genannt.',
    letters: 'In diesem Monat ging kein Brief hinaus.',
    work: 'Niemand hat in diesem Monat etwas erledigt, und nichts ist offen.',
  },
  tiles: {
    outstanding: 'Offen',
    overdue: 'Überfällig',
    dso: 'DSO',
    days: (days) => `${days} Tage`,
    bestPossible: (days) => `bestenfalls ${days}`,
    badDebt: 'Ausfallquote',
    promises: 'Gehaltene Zusagen',
    ofPromises: (kept, decided) => `${kept} von ${decided}`,
    cei: 'Wirksamkeit',
    undisputed: (value) => `${value} ohne Strittiges`,
  },
  buckets: { current: 'Nicht überfällig', d1to30: '1–30', d31to60: '31–60', d61to90: '61–90', over90: 'Über 90' },
  otherCauses: 'Alle anderen Ursachen zusammen',
  charts: {
    ageing: 'Säulen: was am Ende jedes Monats offen war, nach Tagen der Überfälligkeit.',
    dso: 'Linien: Außenstandsdauer, ihr bestmöglicher Wert und die Rückrechnung, Monat für Monat.',
    rollRates: 'Linien: welcher Anteil jeder Stufe einen Monat später in der nächsten stand.',
    badDebt: 'Säulen: was in jedem Monat ausgebucht wurde.',
    promises: 'Säulen: von den Zusagen jedes Monats der gehaltene und der nicht gehaltene Betrag.',
    causes: 'Balken: was strittig war, nach Ursache.',
    letters: 'Balken: was jeder Brief forderte; der dunkle Teil war binnen 14 Tagen beglichen.',
    work: 'Balken: was jede Abteilung erledigt hat; der dunkle Teil rechtzeitig.',
  },
  kept: 'Gehalten',
  notKept: 'Nicht gehalten',
  tables: {
    ageing: { title: 'Altersstruktur', columns: ['Tage überfällig', 'Offen', 'Anteil'] },
    'ageing-by-month': {
      title: 'Altersstruktur nach Monaten',
      columns: ['Monat', 'Nicht überfällig', '1–30', '31–60', '61–90', 'Über 90', 'Zusammen'],
    },
    dso: {
      title: 'Außenstandsdauer (DSO)',
      columns: ['Monat', 'DSO', 'Bestmöglich', 'Verzug', 'Rückrechnung', 'Wirksamkeit'],
    },
    'roll-rates': {
      title: 'Übergangsraten',
      columns: ['Monat', 'Nicht überfällig → 1–30', '1–30 → 31–60', '31–60 → 61–90', '61–90 → über 90'],
    },
    'bad-debt': { title: 'Ausfälle', columns: ['Monat', 'Ausgebucht', 'Umsatz', 'Anteil'] },
    promises: {
      title: 'Gehaltene Zusagen',
      columns: ['Monat', 'Entschieden', 'Gehalten', 'Anteil', 'Zugesagt', 'Bezahlt', 'Anteil am Betrag'],
    },
    'root-causes': { title: 'Ursachen', columns: ['Ursache', 'Anliegen', 'Strittig', 'Tage Verzögerung'] },
    letters: {
      title: 'Briefe und ihre Wirkung',
      columns: ['Schritt', 'Briefe', 'Unzustellbar', 'Rechnungen', 'Gefordert', 'Beglichen in 14 Tagen', 'Anteil'],
    },
    work: {
      title: 'Arbeit nach Abteilung',
      columns: [
        'Abteilung',
        'Erledigt',
        'Verspätet',
        'Tage bis erledigt',
        'Jetzt offen',
        'Davon verspätet',
        'Ältestes seit',
      ],
    },
  },
};
