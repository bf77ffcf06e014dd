import { day } from './calendar.ts';
import { customer, mailOf, phoneOf } from './customers.ts';
import { decides, done, owes, pays, type Story } from './telling.ts';

/** Stories that need a manager: each stands at another point of its escalation on the day of the first page. */

const business = (id: string, name: string, more: Parameters<typeof customer>[3] = {}) =>
  customer(id, name, 'commercial', more);

/** A final notice is due 31 days after the due date, and is asked for on the working day before. */
const approvals = (): Story => ({
  customers: [
    business('S-01', 'Meridian Cold Storage'),
    business('S-02', 'Stonebridge Hotel', {
      contacts: [
        {
          name: 'Lena Farrow',
          email: mailOf('Stonebridge Hotel', 'lena'),
          phone: phoneOf('Lena Farrow'),
          roles: ['billing'],
        },
        {
          name: 'Marcus Holt',
          email: mailOf('Stonebridge Hotel', 'marcus'),
          phone: phoneOf('Marcus Holt'),
          roles: ['escalation'],
        },
      ],
    }),
    business('S-03', 'Ravenwood Galleries', { tags: ['key-account'], accountOwner: 'sam' }),
    business('S-04', 'Larkspur Catering'),
    business('S-05', 'Old Mill Brewery'),
    business('S-06', 'Sable Point Theater'),
  ],
  events: [
    owes('S-01', 'S-01-1', -32, '4820.00'),
    done('S-01-1', 'call', -21, 'amy', 'Says that the owner is abroad'),
    owes('S-02', 'S-02-1', -33, '18400.00', { site: 'Tower wing' }),
    done('S-02-1', 'call', -20, 'ben', 'The new bookkeeper looks into it'),
    decides('S-02-1', -1, 'nora', 'final-notice', 'approve'),
    owes('S-03', 'S-03-1', -34, '7350.00', { site: 'Gallery two' }),
    done('S-03-1', 'call', -21, 'amy', 'Passed on to Sales'),
    owes('S-04', 'S-04-1', -39, '1240.50'),
    done('S-04-1', 'call', -28, 'amy', 'Wants to speak with the owner first'),
    decides('S-04-1', -7, 'nora', 'final-notice', 'reject', { reason: 'Speak with the owner in person' }),
    owes('S-05', 'S-05-1', -40, '2675.00'),
    done('S-05-1', 'call', -29, 'ben', 'Nobody answers'),
    decides('S-05-1', -7, 'nora', 'final-notice', 'approve'),
    owes('S-06', 'S-06-1', -41, '3310.00'),
    done('S-06-1', 'call', -27, 'ben', 'Asks for patience'),
    decides('S-06-1', -7, 'nora', 'final-notice', 'wait', { reason: 'The season begins in April', until: day(13) }),
  ],
});

/** Customers who are customers no more: small sums are written off, large ones handed over. */
const partings = (): Story => ({
  customers: [
    customer('F-01', 'Pelham Roadside Diner', 'commercial', { tags: ['former'] }),
    customer('F-02', 'Greyfriars Warehousing', 'commercial', { tags: ['former'] }),
    customer('F-03', 'Tansy Lane Nursery', 'commercial', { tags: ['former'] }),
  ],
  events: [
    owes('F-01', 'F-01-1', -48, '212.40'),
    decides('F-01-1', -18, 'nora', 'write-off', 'approve'),
    owes('F-02', 'F-02-1', -46, '5960.00'),
    decides('F-02-1', -16, 'nora', 'hand-over', 'approve'),
    // Money that comes after a hand-over asks a person what to do with it.
    owes('F-03', 'F-03-1', -50, '880.00'),
    decides('F-03-1', -20, 'nora', 'hand-over', 'approve'),
    pays('F-03', 'pay-F-03', -4, '300.00', [['F-03-1', '300.00']]),
  ],
});

/** A fixed income: instalments are offered before anything else. */
const fixedIncomes = (): Story => ({
  customers: [
    customer('X-01', 'Winifred Solano', 'residential', { fixedIncome: true }),
    customer('X-02', 'Ambrose Keller', 'residential', { fixedIncome: true }),
  ],
  events: [
    owes('X-01', 'X-01-1', -56, '468.00'),
    done('X-01-1', 'call', -25, 'amy', 'Lives on a small pension'),
    owes('X-02', 'X-02-1', -30, '312.00'),
  ],
});

export const escalationStories = (): Story[] => [approvals(), partings(), fixedIncomes()];
