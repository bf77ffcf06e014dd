import { customer, mailOf } from './customers.ts';
import {
  agreesPlan,
  bounces,
  complains,
  done,
  holds,
  owes,
  owesOnTerms,
  pays,
  promises,
  raises,
  returns,
  type Story,
  solves,
  takesUp,
  voids,
} from './telling.ts';

/** Stories of customers who answer, or cannot: issues, promises, holds, addresses that do not work. */

const issues = (): Story => ({
  customers: [
    customer('I-01', 'Beacon Street Cinema', 'commercial'),
    customer('I-02', 'Orchard Hill School', 'public-agency'),
    customer('I-03', 'Delphine Rousseau', 'residential'),
    customer('I-04', 'Cedar & Rye Tavern', 'commercial'),
    customer('I-05', 'Solstice Yoga', 'commercial'),
  ],
  events: [
    owes('I-01', 'I-01-1', -12, '2150.00', { site: 'Screen four' }),
    raises('issue-1', 'I-01-1', -5, 'unfinished-installation', 'Two of six cameras were never mounted.'),
    takesUp('issue-1', -4, 'ivan'),
    owes('I-02', 'I-02-1', -20, '6400.00', { purchaseOrder: 'PO-8841' }),
    done('I-02-1', 'purchase-order', -39, 'ben', 'The order is on file'),
    raises('issue-2', 'I-02-1', -14, 'missing-order-number', 'The invoice must name purchase order PO-8814.'),
    owes('I-03', 'I-03-1', -9, '240.00'),
    raises('issue-3', 'I-03-1', -2, 'service-fault', 'The panel beeps every night at three.'),
    owes('I-04', 'I-04-1', -15, '1980.00'),
    raises('issue-4', 'I-04-1', -6, 'price', 'The monthly fee was agreed at 165.', '360.00'),
    owes('I-05', 'I-05-1', -25, '760.00'),
    raises('issue-5', 'I-05-1', -21, 'already-paid', 'We paid this in January.'),
    done('I-05-1', 'call', -9, 'ben', 'Will look into it'),
    solves('issue-5', -16, 'finn', 'A payment was put on another account', 'Remittances are now matched by number'),
  ],
});

const promisesAndPlans = (): Story => ({
  customers: [
    customer('P-01', 'Thistle Down Bedding', 'commercial'),
    customer('P-02', 'Garrick & Sons Plumbing', 'contractor'),
    customer('P-03', 'Hazel Underhill', 'residential'),
    customer('P-04', 'Marlow Court Dentistry', 'commercial'),
    customer('P-05', 'Nils Aaberg', 'residential'),
  ],
  events: [
    owes('P-01', 'P-01-1', -14, '1530.00'),
    promises('P-01-1', -6, '1530.00', 8),
    owes('P-02', 'P-02-1', -24, '2240.00'),
    promises('P-02-1', -18, '2240.00', -9),
    owes('P-03', 'P-03-1', -40, '390.00'),
    done('P-03-1', 'call', -11, 'amy', 'Asks for instalments'),
    agreesPlan('P-03-1', -10, [
      [10, '130.00'],
      [41, '130.00'],
      [71, '130.00'],
    ]),
    owes('P-04', 'P-04-1', -22, '1900.00'),
    promises('P-04-1', -15, '1900.00', -8),
    pays('P-04', 'pay-P-04', -8, '700.00', [['P-04-1', '700.00']]),
    owes('P-05', 'P-05-1', -18, '280.00'),
    promises('P-05-1', -7, '120.00', 5),
  ],
});

const holdsAndMoney = (): Story => ({
  customers: [
    customer('H-01', 'Vesper Lane Apartments', 'commercial', { accountOwner: 'sam' }),
    customer('H-02', 'Bracken Ridge Farm', 'commercial'),
    customer('M-01', 'Cloverfield Toys', 'commercial'),
    customer('M-02', 'Evergreen Laundry', 'commercial'),
    customer('M-03', 'Rosalind Achebe', 'residential'),
    customer('M-04', 'Tern Island Ferries', 'commercial'),
  ],
  events: [
    owes('H-01', 'H-01-1', -16, '3420.00'),
    owes('H-01', 'H-01-2', 9, '3420.00'),
    holds('hold-1', { customerId: 'H-01' }, -8, 15, 'sofia', 'A new contract is being negotiated'),
    owes('H-02', 'H-02-1', -23, '1115.00'),
    holds('hold-2', { invoiceId: 'H-02-1' }, -17, -4, 'amy', 'The barn burned down'),
    // Less than the policy's minimum.
    owes('M-01', 'M-01-1', -19, '18.40'),
    // Paid without saying what for: it would cover what the next letter asks.
    owes('M-02', 'M-02-1', -18, '640.00'),
    done('M-02-1', 'call', -7, 'amy', 'Says that it was paid'),
    pays('M-02', 'pay-M-02', -15, '640.00', []),
    owes('M-03', 'M-03-1', -45, '150.00'),
    pays('M-03', 'pay-M-03', -14, '150.00', [['M-03-1', '150.00']]),
    bounces('pay-M-03', -6),
    owes('M-04', 'M-04-1', -11, '2890.00'),
    pays('M-04', 'pay-M-04', -7, '1000.00', [['M-04-1', '1000.00']]),
  ],
});

/** Of this customer's mail nobody knows whether it arrived: the mail service did not answer in time. */
export const UNANSWERED = mailOf('Quill & Compass Maps');

const addresses = (): Story => ({
  customers: [
    customer('N-01', 'Harlan Brightwater', 'residential'),
    customer('N-02', 'Tallow & Wick', 'commercial'),
    customer('N-03', 'Quill & Compass Maps', 'commercial'),
    customer('N-04', 'Starling Optical', 'commercial', { contacts: [] }),
    customer('N-05', 'Ferncliff Partners', 'partner'),
  ],
  events: [
    owes('N-01', 'N-01-1', -20, '195.00'),
    returns('N-01', mailOf('Harlan Brightwater'), -13),
    owes('N-02', 'N-02-1', -20, '530.00'),
    complains('N-02', mailOf('Tallow & Wick'), -12),
    owes('N-03', 'N-03-1', -7, '1320.00'),
    owes('N-04', 'N-04-1', -6, '415.00'),
    owesOnTerms('N-05', 'N-05-1', -20, '990.00'),
    // Nobody has told yet who this is.
    owes('N-06', 'N-06-1', -2, '745.00'),
    owes('N-02', 'N-02-2', 12, '530.00'),
    voids('N-02-2', -3),
    owes('N-02', 'N-02-3', 20, '610.00', { status: 'draft' }),
  ],
});

export const peopleStories = (): Story[] => [issues(), promisesAndPlans(), holdsAndMoney(), addresses()];
