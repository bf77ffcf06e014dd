import type { Customer } from '../../functions/ledger/contract.ts';

/** The customers of the sample that have no story of their own. All names are invented. */

const slug = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** Always the same for a name, and in a range that belongs to nobody (555-0100 to 555-0199). */
export const phoneOf = (name: string): string => {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + character.codePointAt(0)!) % 10_000;
  return `+1 ${207 + (sum % 90) * 7} 555 01${String(sum % 100).padStart(2, '0')}`;
};

export const customer = (id: string, name: string, segment: string, more: Partial<Customer> = {}): Customer => ({
  id,
  name,
  segment,
  contacts: [
    {
      name: segment === 'residential' ? name : 'Accounts payable',
      email: mailOf(name),
      phone: phoneOf(name),
      roles: ['billing'],
    },
  ],
  ...more,
});

export const mailOf = (name: string, who = 'accounts'): string => `${who}@${slug(name)}.example`;

const RESIDENTS = [
  ...['Alma Perrault', 'Dale Hutchins', 'Esther Nakamura', 'Gregor Vance', 'Harriet Oduya', 'Iris Calloway'],
  ...['Jonah Pettibone', 'Leona Marchetti', 'Miles Abernathy', 'Odette Sorensen', 'Priya Ramanathan', 'Rufus Tyndall'],
  ...['Theodora Blum', 'Wendell Achterberg'],
];
const BUSINESSES = [
  ...['Copper Kettle Bakery', 'Linden Dental Group', 'Maple & Finch Books', 'Quarry Road Storage'],
  ...['Bluewater Marina', 'Saffron Table', 'Tidewater Printing', 'Juniper Veterinary Clinic', 'Ironbridge Fitness'],
  ...['Cobalt Logistics', 'Foxglove Florists', 'Granite Peak Outfitters'],
];
const AGENCIES = ['Alder County Libraries', 'Wexcombe School District', 'Port Ansel Harbor Authority'];
const CONTRACTORS = ['Hollis Electric', 'Brightwire Installers', 'Kestrel Fire Systems', 'Pinecrest Builders'];

const WEST = 'America/Los_Angeles';

const listed = (names: readonly string[], prefix: string, segment: string, inWest: (index: number) => boolean) =>
  names.map((name, index) =>
    customer(`${prefix}-${String(index + 1).padStart(2, '0')}`, name, segment, inWest(index) ? { timeZone: WEST } : {}),
  );

/** Everybody who pays sooner or later. */
export const ordinaryCustomers = (): Customer[] => [
  ...listed(RESIDENTS, 'R', 'residential', (index) => index % 4 === 3),
  ...listed(BUSINESSES, 'B', 'commercial', (index) => index % 5 === 4),
  ...listed(AGENCIES, 'A', 'public-agency', () => false),
  ...listed(CONTRACTORS, 'T', 'contractor', (index) => index === 2),
];
