import { expect } from 'vitest';
import { writtenWorld } from './customer-page.ts';
import { QUICK } from './world.ts';

export const IN_PARTS = { policies: [{ ...QUICK, plans: { maxInstalments: 4, maxMonths: 6 } }] };
export const PROBLEM = { invoice: 'i1', category: 'service-fault', description: 'The alarm is silent.' };

/** The written world, with the page open: a form needs what it was shown with. */
export const opened = async (...of: Parameters<typeof writtenWorld>) => {
  const made = await writtenWorld(...of);
  await made.browser.open();
  return made;
};
export type Written = Awaited<ReturnType<typeof opened>>;

/** What the table holds of an invoice, as far as a customer's answers change it. */
export const factsOf = async ({ world }: Written, invoiceId = 'i1') =>
  (await world.table.get(await world.keyOf(invoiceId))) as unknown as {
    issues: Record<string, { category: string; description: string; disputedAmount?: number }>;
    promises: Record<string, { amount: number; promisedOn: string }>;
    plan?: { instalments: { dueOn: string; amount: number }[] };
  };

/** Fails where the act leaves anything in the table. */
export const nothingWritten = async (made: Written, act: () => Promise<unknown>): Promise<void> => {
  const before = JSON.stringify([...made.world.table.scan('')]);
  await act();
  expect(JSON.stringify([...made.world.table.scan('')])).toBe(before);
};
