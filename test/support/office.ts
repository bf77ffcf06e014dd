import { BadInput } from '../../functions/platform/errors.ts';
import { rehearse, type ScenarioFile } from './rehearse.ts';
import { customer, POLICY, STAFF, world } from './scenario-parts.ts';

/** An office with managers of departments, and a policy that ends in an escalation; the acts of its people. */

type Loose = Record<string, unknown>;

/** Mia and Finn are managers who approve; Max and Vera manage departments; Sally owns accounts in Sales. */
export const OFFICE = [
  ...STAFF,
  { id: 'max', name: 'Max Head', email: 'max@company.test', department: 'client-relations', roles: [] },
  { id: 'vera', name: 'Vera Service', email: 'vera@company.test', department: 'service', roles: [] },
  { id: 'sally', name: 'Sally Sales', email: 'sally@company.test', department: 'sales', roles: ['sales'] },
];

export const SETTINGS = {
  departments: {
    'client-relations': { manager: 'max' },
    service: { manager: 'vera' },
    sales: {},
    finance: {},
  },
};

/** One reminder on day 3 after the due date, an escalation on day 10: Thursday 2026-03-12 for an invoice of 2026-03-02. */
export const escalating = (more: Loose = {}): Loose & { steps: Loose[] } => ({
  ...POLICY,
  id: 'escalating',
  steps: [
    POLICY.steps[0]!,
    {
      id: 'escalate',
      kind: 'escalation',
      when: { anchor: 'due', days: 10 },
      action: 'final-notice',
      approver: 'manager',
      letter: 'final-notice',
      ...more,
    },
  ],
});

/** C1 with a contact for billing and one for escalations. */
export const reachable = (id = 'C1', more: Loose = {}): Loose =>
  customer(id, {
    contacts: [
      { name: 'Bill', email: `billing@${id.toLowerCase()}.test`, roles: ['billing'] },
      { name: 'Esther', email: `boss@${id.toLowerCase()}.test`, roles: ['escalation'] },
    ],
    ...more,
  });

/** The office, C1, and a policy whose escalation may be changed. */
export const office = (
  until: string,
  events: readonly Loose[],
  more: Partial<ScenarioFile> = {},
  escalation: Loose = {},
): ScenarioFile =>
  world(until, events, {
    settings: SETTINGS,
    staff: OFFICE,
    policies: [escalating(escalation)],
    customers: [reachable()],
    ...more,
  });

/** An answer to the request about I1's final notice, by Mia. */
export const decided = (at: string, decision: string, more: Loose = {}): Loose => ({
  at,
  type: 'approval.decided',
  by: 'mia',
  invoiceId: 'I1',
  action: 'final-notice',
  decision,
  ...more,
});

export const raised = (at: string, more: Loose = {}): Loose => ({
  at,
  type: 'issue.raised',
  by: 'customer',
  issueId: 'S1',
  invoiceId: 'I1',
  category: 'service-fault',
  description: 'The alarm does not ring',
  ...more,
});

export const takenUp = (at: string, issueId = 'S1'): Loose => ({ at, type: 'issue.taken-up', by: 'sam', issueId });

export const resolved = (at: string, more: Loose = {}): Loose => ({
  at,
  type: 'issue.resolved',
  by: 'sam',
  issueId: 'S1',
  outcome: 'company-right',
  rootCause: 'loose wire',
  correctiveAction: 'check wires at the installation',
  ...more,
});

export const promised = (at: string, amount: string, promisedOn: string, more: Loose = {}): Loose => ({
  at,
  type: 'promise.made',
  by: 'customer',
  promiseId: 'P1',
  invoiceId: 'I1',
  amount,
  promisedOn,
  ...more,
});

export const held = (at: string, until: string, more: Loose = {}): Loose => ({
  at,
  type: 'hold.placed',
  by: 'sam',
  holdId: 'H1',
  scope: { invoiceId: 'I1' },
  reason: 'the installation is looked at again',
  owner: 'sam',
  until,
  ...more,
});

/** Local date and step of each letter that carries one. */
export const stepsSent = (letters: readonly { at: string; step: string | null }[]): [string, string | null][] =>
  letters.filter(({ step }) => step !== null).map(({ at, step }) => [at.slice(0, 10), step]);

/** The problems with which a scenario is refused; none where it is played. */
export const problemsOf = async (file: ScenarioFile): Promise<readonly string[]> => {
  try {
    await rehearse(file);
    return [];
  } catch (error) {
    if (error instanceof BadInput) return error.problems;
    throw error;
  }
};
