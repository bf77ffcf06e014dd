import { type Settings, type StaffMember, settings, staffMember } from '../../functions/platform/settings.contract.ts';
import { type Policy, policy } from '../../functions/policy/contract.ts';
import { shippedPolicies } from '../rehearse/shipped.ts';

/** The company of the sample: an alarm company with four specialists. All names are invented. */

export const ZONE = 'America/New_York';

export const sampleSettings = (): Settings =>
  settings.parse({
    company: 'Harbor Light Security',
    timeZone: ZONE,
    locale: 'en-US',
    currency: 'USD',
    sender: {
      name: 'Harbor Light Client Relations',
      email: 'accounts@harborlight.example',
      answersTo: 'answers@harborlight.example',
    },
    calendar: { region: 'US' },
    freshnessHours: 30,
    departments: {
      installation: { manager: 'ivan' },
      service: { manager: 'selma' },
      sales: { manager: 'sofia' },
      finance: { manager: 'omar' },
      'client-relations': { manager: 'nora' },
    },
    secondApprovalAbove: { USD: '10000.00', EUR: '10000.00' },
  });

const person = (id: string, name: string, department: string, roles: string[], deputy?: string): StaffMember =>
  staffMember.parse({
    id,
    name,
    email: `${id}@harborlight.example`,
    phone: `+1 555 010 0${100 + id.length * 7 + name.length}`,
    department,
    roles,
    ...(deputy === undefined ? {} : { deputy }),
  });

export const sampleStaff = (): StaffMember[] => [
  person('amy', 'Amy Okafor', 'client-relations', ['specialist'], 'ben'),
  person('ben', 'Ben Castellan', 'client-relations', ['specialist'], 'amy'),
  person('nora', 'Nora Lindqvist', 'client-relations', ['manager'], 'omar'),
  person('omar', 'Omar Whitfield', 'finance', ['manager'], 'nora'),
  person('finn', 'Finn Abara', 'finance', ['finance'], 'omar'),
  person('sam', 'Sam Delacroix', 'sales', ['sales'], 'sofia'),
  person('sofia', 'Sofia Brandt', 'sales', ['sales']),
  person('ivan', 'Ivan Marsh', 'installation', ['installation']),
  person('selma', 'Selma Tran', 'service', ['service']),
  person('ada', 'Ada Quist', 'administration', ['administrator', 'operator']),
];

/** The shipped policies, and one of the company's own before them: for those who are customers no more. */
export const samplePolicies = (): Policy[] => [
  policy.parse({
    id: 'former-customer',
    version: 1,
    appliesTo: { tags: ['former'] },
    terms: { dueDays: 30 },
    sendWindow: { from: '09:00', to: '17:00' },
    limits: { minimumGapDays: 5, contactsPerWeek: 1 },
    approval: { answerWithinBusinessDays: 2 },
    steps: [
      { id: 'reminder-1', kind: 'reminder', when: { anchor: 'due', days: 3 }, letter: 'reminder-1' },
      { id: 'reminder-2', kind: 'reminder', when: { anchor: 'due', days: 14 }, letter: 'reminder-2' },
      {
        id: 'write-off',
        kind: 'escalation',
        when: { anchor: 'due', days: 28 },
        action: 'write-off',
        approver: 'manager',
        onlyIf: { belowAmount: { USD: '500.00' } },
      },
      {
        id: 'hand-over',
        kind: 'escalation',
        when: { anchor: 'due', days: 28 },
        action: 'hand-over',
        approver: 'manager',
        onlyIf: { minAmount: { USD: '500.00' } },
      },
    ],
  }),
  ...shippedPolicies(),
];
