import { invoiceOf, START, World, type WorldOptions } from './world.ts';

/** What became of a life, without ids and without what only a fault can add. */
export interface Outcome {
  steps: string[];
  letters: string[];
  posted: number;
  standing: string;
  items: string[];
}

const lookIntoUnknown = async (world: World): Promise<void> => {
  for (const { kind, letterId } of world.items())
    if (kind === 'delivery-unknown')
      await world.record({ type: 'letter.delivered', customerId: 'c1', email: 'bill@c1.test', letterId });
};

/** Lets the time pass; of a letter of which nobody knows whether it left, the delivery is reported by then. */
const pass = async (world: World, instant: string): Promise<void> => {
  await world.to(instant);
  await lookIntoUnknown(world);
};

/**
 * A whole life in two weeks and a half: a letter, a call, an issue that stops the letters and is solved, a second letter, an
 * approved final notice, and a part payment.
 */
export const live = async (options: Partial<WorldOptions> = {}): Promise<World> => {
  const world = await World.make({ start: START, ...options });
  await world.record(invoiceOf('i1'));
  await pass(world, '2026-03-06T10:00:00Z');
  await world.record({
    type: 'issue.raised',
    issueId: 's1',
    invoiceId: 'i1',
    category: 'service-fault',
    description: 'It does not work',
  });
  await pass(world, '2026-03-09T10:00:00Z');
  await world.record({
    type: 'issue.resolved',
    issueId: 's1',
    outcome: 'company-right',
    rootCause: 'A loose cable',
    correctiveAction: 'Fixed',
  });
  await pass(world, '2026-03-15T10:00:00Z');
  await world.record({
    type: 'approval.decided',
    by: 'max',
    invoiceId: 'i1',
    action: 'final-notice',
    decision: 'approve',
  });
  await pass(world, '2026-03-17T10:00:00Z');
  await world.record({
    type: 'payment.received',
    paymentId: 'p1',
    customerId: 'c1',
    amount: '60.00',
    currency: 'USD',
    receivedOn: '2026-03-17',
    allocations: [{ invoiceId: 'i1', amount: '60.00' }],
  });
  await pass(world, '2026-03-20T10:00:00Z');
  return world;
};

export const outcomeOf = async (world: World): Promise<Outcome> => ({
  steps: await world.steps(),
  letters: world.letters().map(({ at, template, total }) => `${at.slice(0, 10)} ${template} ${total}`),
  posted: world.posted(),
  standing: (await world.invoice()).standing,
  items: world
    .items()
    .map(({ itemId }) => itemId)
    .sort(),
});
