import { askForChange } from '../../functions/policy-change/ask.ts';
import { saveDraft } from '../../functions/policy-change/draft.ts';
import { changeKey, type PolicyChange } from '../../functions/policy-change/entities.ts';
import type { PolicyChangePlatform } from '../../functions/policy-change/replay.ts';
import { type ChangeCursor, workThroughPart } from '../../functions/policy-change/work-through-part.ts';
import { replay } from '../../local/rehearse/replay.ts';
import { shippedPolicies } from '../../local/rehearse/shipped.ts';
import { type Played, play } from '../../local/rehearse/world.ts';
import { ordinaryLedger } from './ledgers.ts';

const INVOICES = 4000;
const PLAYED_DAYS = 60;
const DAY_MS = 86_400_000;

/** Milliseconds of this process's own time. */
const timed = async <T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> => {
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return { ms: (user + system) / 1000, result };
};

/** Every first reminder two days later. */
const draftOf = (played: Played) => {
  const active = shippedPolicies().find(({ id }) => id === 'commercial') ?? shippedPolicies().at(-1)!;
  const policy = {
    ...active,
    version: active.version + 1,
    steps: active.steps.map((step) =>
      step.kind === 'reminder' ? { ...step, when: { ...step.when, days: step.when.days + 2 } } : step,
    ),
  };
  const at = new Date(played.runtime.platform.clock.now()).toISOString();
  return { policy, save: () => saveDraft(played.table, { policy, by: 'bench', at, seen: 0 }) };
};

const rehearse = async (played: Played, days: number, partInvoices: number): Promise<PolicyChange> => {
  const { policy } = draftOf(played);
  const workflows = { ...played.runtime.platform.workflows, start: async () => undefined };
  const platform: PolicyChangePlatform = { ...played.runtime.platform, workflows, replay, partInvoices };
  const of = { policyId: policy.id, version: policy.version, draft: { policy, v: 1 }, by: 'bench' };
  const changeId = await askForChange(platform, { kind: 'rehearse', ...of, days, moveRunning: true });
  let cursor: ChangeCursor = null;
  for (;;) {
    const worked = await workThroughPart(platform, changeId, cursor);
    if (worked.state !== 'more') break;
    cursor = worked.cursor;
  }
  return (await played.table.get(changeKey(changeId))) as PolicyChange;
};

/**
 * Rehearses a draft on a ledger in the middle of its life, twice as any rehearsal of a draft does, in few and in many
 * parts; against the plain rehearsal that brought the ledger there.
 */
export async function benchPolicyChange(): Promise<{ title: string; lines: string[]; summary: string }> {
  const ledger = ordinaryLedger(INVOICES);
  const of = { ...ledger, until: ledger.start + PLAYED_DAYS * DAY_MS };
  let mails = 0;
  const mail = (): void => {
    mails += 1;
  };
  const plain = await timed(() => play(of, { mail, tell: () => undefined }));
  const played = plain.result;
  await draftOf(played).save();
  await rehearse(played, 3, INVOICES);
  const whole = await timed(() => rehearse(played, 30, INVOICES));
  const parted = await timed(() => rehearse(played, 30, 500));
  const open = whole.result.looked.invoices;
  const plainRate = (INVOICES * PLAYED_DAYS) / plain.ms;
  const rate = (open * 30 * 2) / whole.ms;
  const { active, draft } = whole.result.totals;
  const eachLetter = whole.ms / (active!.letters + draft!.letters) / (plain.ms / mails);
  const hundredThousand = (whole.ms / open) * 100_000;
  return {
    title: 'A draft rehearsed on a ledger, 30 days',
    lines: [
      `${open} open invoices in one part: ${Math.round(rate * 1000)} invoice-days a second, both courses counted; a plain rehearsal, in which most are paid, does ${Math.round(plainRate * 1000)}`,
      `for each letter ${eachLetter.toFixed(2)} of the time that a plain rehearsal takes for one`,
      `in parts of 500: ratio ${(parted.ms / whole.ms).toFixed(2)} to one part (${parted.result.parts} parts)`,
      `100,000 open invoices would take ${(hundredThousand / 60_000).toFixed(1)} minutes of this machine`,
      `${active!.letters} letters by the active policy, ${draft!.letters} by the draft; ${whole.result.totals.cases} running cases`,
    ],
    summary: `a draft's rehearsal takes ${eachLetter.toFixed(2)} of a plain one's time for a letter, in small parts ${(parted.ms / whole.ms).toFixed(2)}`,
  };
}
