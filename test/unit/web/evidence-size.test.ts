import { expect, test } from 'vitest';
import { webApp } from '../../../functions/web/app.ts';
import { Colleague, HOST, staffOptionsOf } from '../../support/signed-in.ts';
import { invoiceOf, QUICK, STAFF, START, World } from '../../support/world.ts';

const HAND_OVER = { id: 'agency', kind: 'escalation', when: { anchor: 'due', days: 9 }, action: 'hand-over' };
const DESCRIPTION = 'One hour of work, as agreed. '.repeat(10);

test('the evidence of an invoice with hundreds of lines has a page below 100 KB, and a document that is whole', async () => {
  const policy = { ...QUICK, steps: [QUICK.steps[0]!, { ...HAND_OVER, approver: 'manager' }] };
  const world = await World.make({ start: START, policies: [policy], staff: STAFF });
  const lines = Array.from({ length: 600 }, (_, index) => ({
    ...{ description: `${index + 1}. ${DESCRIPTION}`, amount: '1.00' },
  }));
  await world.record(invoiceOf('i1', { amount: '600.00', lines }));
  await world.to('2026-03-17T12:00:00Z');
  await world.record({
    ...({ type: 'approval.decided', by: 'max', invoiceId: 'i1' } as const),
    ...{ action: 'hand-over', decision: 'approve' },
  });
  const app = webApp({ ...world.platform, publicUrl: HOST }, staffOptionsOf(world));
  const anna = await Colleague.signIn(app as never, world.platform, STAFF[0]!);
  const page = (await anna.ask('/accounts/c1/evidence/i1')).body;
  expect(Buffer.byteLength(page)).toBeLessThan(100_000);
  expect(page).toContain('1. One hour');
  expect(page).not.toContain('600. One hour');
  expect(page).toContain('the document has all of it');
  expect((await anna.ask('/accounts/c1/evidence/i1.html')).body).toContain('600. One hour');
});
