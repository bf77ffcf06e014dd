import { isDeepStrictEqual } from 'node:util';
import type { EventOf } from '../ledger/event.ts';
import { putInvoice, type Recording, refuse, refuseOther, requireInvoice } from '../ledger/record/recording.ts';
import { forgetCompany, policiesKey, policyKey } from '../platform/company.ts';
import type { Item } from '../platform/ports.ts';
import { agendaOf } from '../platform/shard.ts';
import type { Policy } from './contract.ts';
import { policyProblems } from './refuse-policy.ts';

/** A policy is published: a known id keeps its place, a new one goes last. Cases that begin from now on use it. */
export const recordPolicy = async (recording: Recording, event: EventOf<'policy.published'>): Promise<void> => {
  const { workspace, company } = recording;
  const problems = policyProblems(event.policy, company.staff, 'policy');
  if (problems.length > 0) refuse(event, 'policy', problems.join('; '));
  const stored = await workspace.get<Item & { policies: Policy[] }>(policiesKey);
  const policies = [...(stored?.policies ?? [])];
  const place = policies.findIndex((policy) => policy.id === event.policy.id);
  const active = policies[place];
  if (active !== undefined && active.version > event.policy.version)
    refuse(event, 'policy.version', `is ${event.policy.version}, but version ${active.version} is active`);
  const key = policyKey(event.policy.id, event.policy.version);
  const known = (await workspace.get<Item & { policy: Policy }>(key))?.policy;
  if (known !== undefined && !isDeepStrictEqual(known, event.policy))
    refuseOther(
      event,
      'policy.version',
      `${event.policy.version} exists with other content: give the change a new version`,
    );
  policies.splice(place < 0 ? policies.length : place, place < 0 ? 0 : 1, event.policy);
  // The mark has the first steps of all that was not begun yet looked up again: see lifecycle/reindex.ts.
  const mark = {
    agenda: agendaOf('wake', policiesKey.sk),
    agendaAt: `${new Date(recording.now).toISOString()}#${policiesKey.sk}`,
  };
  await workspace.put({ ...policiesKey, ...stored, policies, ...mark });
  await workspace.put({ ...key, policy: event.policy });
  forgetCompany(recording.platform.table);
};

/** A running case is moved to a policy version by an explicit act; one that comes late does not undo a newer one. */
export const recordMove = async (recording: Recording, event: EventOf<'case.moved'>): Promise<void> => {
  const invoice = await requireInvoice(recording, event, event.invoiceId);
  const known = await recording.workspace.get(policyKey(event.policyId, event.version));
  if (known === undefined) refuse(event, 'policyId', `there is no policy "${event.policyId}" version ${event.version}`);
  const { policyId, version, at, source } = event;
  const before = invoice.movedTo;
  const isLate =
    before !== undefined && (before.cycle ?? invoice.cycle) === invoice.cycle && Date.parse(before.at) > Date.parse(at);
  if (isLate) return;
  const movedTo = { policyId, version, at, cycle: invoice.cycle, source };
  await putInvoice(recording, { ...invoice, movedTo });
};
