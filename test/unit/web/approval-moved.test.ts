import { expect, it } from 'vitest';
import { askedAfterReminders, Pages, tokensFor, Visitor } from '../../support/approver.ts';
import { QUICK } from '../../support/world.ts';

it('a link to a request whose case was moved to where another step comes first says so, until it is asked anew', async () => {
  const { world, max } = await askedAfterReminders();
  const call = { ...QUICK.steps[1]!, id: 'second-call', when: { anchor: 'due', days: 8 } };
  const steps = [...QUICK.steps.slice(0, 3), call, QUICK.steps[3]!];
  await max.open();
  await world.record({ type: 'policy.published', by: 'max', policy: { ...QUICK, version: 2, steps } });
  await world.record({ type: 'case.moved', by: 'max', invoiceId: 'i1', policyId: 'quick', version: 2 });
  for (const answer of [await max.open(), await max.decide({ decision: 'approve' })]) {
    expect(answer.text).toContain('This request no longer stands');
    expect(answer.text).toContain('in which another step comes first');
  }
  await world.to('2026-03-17T12:00:00Z');
  expect((await max.open()).text).toContain('It has been asked for anew since.');
  const again = new Visitor(new Pages(world), tokensFor(world, 'max').at(-1)!);
  expect((await again.open()).status).toBe(200);
});
