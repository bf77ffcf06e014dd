/** The words about an account on the approver's page, in the languages of the page. */
export const DOSSIER_WORDS = {
  en: {
    title: 'The account',
    since: 'Customer since',
    invoices: 'Invoices',
    invoiced: 'Invoiced in the last 12 months',
    paid: 'Paid in the last 12 months',
    open: 'Open in all',
    overdue: 'Of this, past due',
    atLeast: (figure: string) => `at least ${figure}`,
    causes: 'What went wrong before',
    cause: 'Root cause',
    times: (number: number) => (number === 1 ? 'once' : `${number} times`),
  },
  de: {
    title: 'Das Konto',
    since: 'Kunde seit',
    invoices: 'Rechnungen',
    invoiced: 'Berechnet in den letzten 12 Monaten',
    paid: 'Bezahlt in den letzten 12 Monaten',
    open: 'Insgesamt offen',
    overdue: 'Davon überfällig',
    atLeast: (figure: string) => `mindestens ${figure}`,
    causes: 'Was früher schiefging',
    cause: 'Ursache',
    times: (number: number) => (number === 1 ? 'einmal' : `${number}-mal`),
  },
};
