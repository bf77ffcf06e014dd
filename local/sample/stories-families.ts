import { customer, mailOf, phoneOf } from './customers.ts';
import { done, owes, type Story } from './telling.ts';

/** Customers with several places, customers abroad, and those whose installation is new. */

const child = (id: string, name: string, parent: string) => customer(id, name, 'commercial', { parent, contacts: [] });

const families = (): Story => ({
  customers: [
    customer('G-00', 'Northgate Properties', 'commercial', {
      accountOwner: 'sam',
      contacts: [
        {
          name: 'Dana Whitcombe',
          email: mailOf('Northgate Properties', 'dana'),
          phone: phoneOf('Dana Whitcombe'),
          roles: ['billing'],
        },
        {
          name: 'Reece Palmer',
          email: mailOf('Northgate Properties', 'reece'),
          phone: phoneOf('Reece Palmer'),
          roles: ['escalation'],
        },
      ],
    }),
    child('G-01', 'Northgate Plaza', 'G-00'),
    child('G-02', 'Northgate Riverside', 'G-00'),
    child('G-03', 'Northgate Commons', 'G-00'),
  ],
  events: [
    owes('G-01', 'G-01-1', -17, '1260.00', { site: 'Plaza, garage' }),
    owes('G-01', 'G-01-2', -3, '840.00', { site: 'Plaza, lobby' }),
    owes('G-02', 'G-02-1', -17, '2015.00', { site: 'Riverside, dock' }),
    owes('G-02', 'G-02-2', 14, '2015.00', { site: 'Riverside, dock' }),
    owes('G-03', 'G-03-1', -4, '660.00', { site: 'Commons, gate' }),
    done('G-01-1', 'call', -6, 'ben', 'Dana asks for the detail by site'),
    owes('G-00', 'G-00-1', -17, '450.00', { site: 'Head office' }),
  ],
});

const abroad = (): Story => {
  const german = { timeZone: 'Europe/Berlin', locale: 'de-DE' };
  const eur = { currency: 'EUR' };
  return {
    customers: [
      customer('E-01', 'Seeblick Hotel GmbH', 'commercial', {
        ...german,
        contacts: [
          {
            name: 'Jutta Reimann',
            email: mailOf('Seeblick Hotel', 'buchhaltung'),
            phone: '+49 30 23125 418',
            roles: ['billing'],
            language: 'de',
          },
        ],
      }),
      customer('E-02', 'Kranich Logistik AG', 'commercial', {
        ...german,
        contacts: [
          {
            name: 'Bodo Falk',
            email: mailOf('Kranich Logistik', 'rechnung'),
            phone: '+49 30 23125 072',
            roles: ['billing'],
            language: 'de',
          },
        ],
      }),
    ],
    events: [
      owes('E-01', 'E-01-1', -20, '3480.00', eur),
      owes('E-01', 'E-01-2', -3, '1190.00', eur),
      owes('E-01', 'E-01-3', -17, '520.00'),
      done('E-01-1', 'call', -8, 'amy', 'Zahlt bis Monatsende'),
      done('E-01-3', 'call', -6, 'amy', 'Zahlt bis Monatsende'),
      done('E-02-1', 'call', -21, 'ben', 'Niemand erreichbar'),
      owes('E-02', 'E-02-1', -33, '12650.00', eur),
      owes('E-02', 'E-02-2', 6, '980.00', eur),
    ],
  };
};

/** A check-in eight days after the installation, long before anything is overdue. */
const beginnings = (): Story => ({
  customers: [
    customer('J-01', 'Cordelia Finch', 'residential'),
    customer('J-02', 'Bastion Row Lofts', 'commercial'),
    customer('J-03', 'Upland Masonry', 'contractor'),
    customer('J-04', 'Casper Lindgren', 'residential', { timeZone: 'America/Los_Angeles' }),
  ],
  events: [
    owes('J-01', 'J-01-1', 20, '640.00', { installedOn: '2026-03-09' }, -8),
    owes('J-02', 'J-02-1', 24, '5200.00', { installedOn: '2026-03-10', kind: 'deposit' }, -8),
    owes('J-03', 'J-03-1', 10, '1480.00', {}, -5),
    owes('J-04', 'J-04-1', -5, '215.00'),
  ],
});

/** Agencies pay by their own calendar: the oldest sums of the ledger. */
const slowPayers = (): Story => ({
  customers: [
    customer('L-01', 'Tolland Transit District', 'public-agency'),
    customer('L-02', 'Brookhaven Town Clerk', 'public-agency'),
  ],
  events: [
    owes('L-01', 'L-01-1', -74, '8900.00', { purchaseOrder: 'PO-6120' }),
    owes('L-01', 'L-01-2', -44, '8900.00', { purchaseOrder: 'PO-6121' }),
    owes('L-02', 'L-02-1', -101, '3150.00', { purchaseOrder: 'PO-5988' }),
    done('L-01-1', 'call', -49, 'amy', 'On the payment run of April'),
    done('L-01-2', 'call', -19, 'amy', 'On the payment run of April'),
    done('L-02-1', 'call', -70, 'ben', 'The clerk is new'),
    done('L-02-1', 'contracting-officer', -40, 'nora', 'Will be put before the council'),
  ],
});

export const familyStories = (): Story[] => [families(), abroad(), beginnings(), slowPayers()];
