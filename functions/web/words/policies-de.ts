import type { PoliciesWords } from './policies-en.ts';

const days = (count: number): string => `${count} ${count === 1 ? 'Tag' : 'Tage'}`;

const DATES = { issued: 'dem Rechnungsdatum', due: 'der Fälligkeit', installed: 'der Montage' } as const;
const ON = { issued: 'Am Rechnungsdatum', due: 'Am Tag der Fälligkeit', installed: 'Am Tag der Montage' } as const;

/** Die Wörter der Seiten mit den Regeln auf Deutsch. */
export const policiesGerman: PoliciesWords = {
  title: 'Regeln',
  lead: 'Was jeder Kunde bekommt, und wann. Für einen Kunden gilt die erste Regel, die auf ihn passt.',
  nothing: {
    title: 'Noch keine Regel',
    text: 'Bevor eine eingerichtet ist, geht nichts hinaus: siehe die Anleitung zum Betrieb.',
  },
  version: (version) => `Fassung ${version}`,
  lanes: { issued: 'Rechnungsdatum', due: 'Fälligkeit', installed: 'Montage' },
  picture: (id) => `Die Schritte von ${id}`,
  described: (steps) => `Schritte entlang der Tage, nummeriert wie in der Liste: ${steps}`,
  steps: 'Schritte',
  rules: 'Vorgaben',
  kinds: { 'check-in': 'Nachfrage', reminder: 'Erinnerung', task: 'Aufgabe', escalation: 'Eskalation' },
  when: (anchor, count) => {
    if (anchor === 'previous') return count === 0 ? 'Mit dem Schritt davor' : `${days(count)} nach dem Schritt davor`;
    if (count === 0) return ON[anchor];
    return `${days(Math.abs(count))} ${count > 0 ? 'nach' : 'vor'} ${DATES[anchor]}`;
  },
  letter: (letter) => `Der Brief „${letter}“ geht hinaus.`,
  task: (role, title) => `${role} bekommt eine Aufgabe: ${title}`,
  escalation: (action, approver) => `${action}, nach Zustimmung durch: ${approver}.`,
  actions: {
    'final-notice': 'Letzte Mahnung',
    'site-visit': 'Besuch vor Ort',
    'credit-hold': 'Liefersperre',
    'hand-over': 'Abgabe',
    'write-off': 'Ausbuchung',
  },
  onlyIf: {
    late: (count) => `Entfällt, wenn er mehr als ${days(count)} zu spät käme.`,
    minAmount: (amounts) => `Nur für Rechnungen ab ${amounts}.`,
    belowAmount: (amounts) => `Nur für Rechnungen unter ${amounts}.`,
    kind: { deposit: 'Nur für Anzahlungen.', standard: 'Nicht für Anzahlungen.' },
    first: 'Nur für die erste Rechnung eines Kunden.',
    notFirst: 'Nicht für die erste Rechnung eines Kunden.',
    tags: (tags) => `Nur für Kunden mit der Kennzeichnung ${tags}.`,
  },
  or: 'oder',
  columns: ['Regel', 'Fassung', 'Für', 'Schritte', 'Briefe gehen hinaus'],
  all: 'Alle Regeln',
  change: 'Ändern',
  draft: {
    title: (id) => `Ein Entwurf für ${id}`,
    lead: (version) =>
      `Für niemanden ändert sich etwas, bis er als Fassung ${version} gilt. Laufende Fälle behalten ihre.`,
    saved: (by, at) => `Gesichert von ${by}, ${at}.`,
    none: 'Noch kein Entwurf: unten etwas ändern und sichern.',
    changes: 'Was er ändert',
    same: 'Noch ändert er nichts.',
    columns: ['Wo', 'Jetzt', 'Entwurf'],
    fields: 'Das Übliche ändern',
    days: (when) => `Tage (${when})`,
    letter: 'Brief',
    approver: 'Zustimmung durch',
    from: 'Briefe gehen hinaus von',
    to: 'bis',
    time: 'Eine Zeit mit 24 Stunden, wie 09:00',
    minimum: 'Erinnern ab',
    minimumHint: 'Währung und Betrag, wie USD 25.00, EUR 20.00; leer: kein Mindestbetrag',
    gap: 'Tage zwischen zwei Schritten, mindestens',
    cap: 'Briefe je Woche an einen Zahler, höchstens',
    unlimited: 'Leer: keine Grenze',
    json: 'Alles andere ändern',
    jsonLabel: 'Die ganze Regel als JSON',
    save: 'Entwurf sichern',
    discard: 'Entwurf wegwerfen',
    publish: (version) => `Als Fassung ${version} in Kraft setzen`,
    whoPublishes: (roles) => `In Kraft setzen ihn: ${roles}.`,
    told: {
      saved: 'Der Entwurf ist gesichert. Noch hat sich für niemanden etwas geändert.',
      discarded: 'Der Entwurf ist weg.',
      published: (id, version) => `${id} gilt in Fassung ${version}, für Fälle, die ab jetzt beginnen.`,
    },
    first: {
      title: 'Jemand war schneller',
      text: 'Der Entwurf oder die Regel selbst hat sich geändert, seit diese Seite geöffnet wurde. Von Ihnen wurde nichts eingetragen.',
      look: 'Ansehen, wie es jetzt ist',
    },
  },
  rule: {
    appliesTo: 'Für',
    everybody: 'alle Kunden, auf die keine Regel davor passt',
    segments: (list) => `Segment ${list}`,
    tags: (list) => `Kennzeichnung ${list}`,
    customers: (list) => `Kunde ${list}`,
    terms: 'Fällig, wo die Rechnung nichts sagt',
    termsOf: (count) => `${days(count)} nach Rechnungsdatum`,
    window: 'Briefe gehen hinaus',
    windowOf: (from, to) => `von ${from} bis ${to} an Arbeitstagen`,
    minimum: 'Erinnert wird ab',
    gap: 'Zwischen zwei Schritten',
    gapOf: (count) => `mindestens ${days(count)}`,
    cap: 'An einen Zahler',
    capOf: (count) => `höchstens ${count} ${count === 1 ? 'Brief' : 'Briefe'} in der Woche`,
    gather: 'Briefe werden verbunden',
    gatherOf: (count) => `die binnen ${days(count)} fällig sind`,
    grace: 'Nach einer Zusage',
    answer: 'Zustimmung oder Aufgabe geht weiter',
    businessDays: (count) => `nach ${count} ${count === 1 ? 'Arbeitstag' : 'Arbeitstagen'}`,
    signIn: 'Zustimmen nur angemeldet über',
    plans: 'Raten ohne Rückfrage',
    plansOf: (parts, months) => `bis zu ${parts}, binnen ${months} Monaten`,
  },
};
