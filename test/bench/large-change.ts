import type { Platform } from '../../functions/platform/platform.ts';
import type { Table } from '../../functions/platform/ports.ts';
import type { Policy } from '../../functions/policy/contract.ts';
import { askForChange } from '../../functions/policy-change/ask.ts';
import { saveDraft } from '../../functions/policy-change/draft.ts';
import { type ChangeKind, changeKey, partKey } from '../../functions/policy-change/entities.ts';
import { NO_COURSE } from '../../functions/policy-change/totals.ts';
import { movable, staying, written } from '../support/policy-changes.ts';

const PARTS = 40;
const CASES = 850;
const PEOPLE = 100;

/** The items of a part hold about 330 KB, close to what an item may. */
const fill = async (table: Table, changeId: string): Promise<void> => {
  for (let part = 0; part < PARTS; part += 1) {
    const people = Array.from({ length: PEOPLE }, (_, at) => written(`c${part}-${at}`));
    const cases = Array.from({ length: CASES }, (_, at) => (at % 2 === 0 ? movable : staying)(`i${part}-${at}`));
    const lists = { newly: people, noLonger: people, cases, next: null };
    await table.write({ put: { ...partKey(changeId, part), ...lists, v: 1 } });
  }
};

/** A rehearsal of a draft, and a preview of running cases, each of a large ledger, through. */
export const makeLargeChanges = async (platform: Platform, active: Policy): Promise<void> => {
  const { table } = platform;
  const at = new Date(platform.clock.now()).toISOString();
  const starting = { ...platform, workflows: { ...platform.workflows, start: async () => undefined } };
  await saveDraft(table, { policy: { ...active, version: 2 }, by: 'ann', at, seen: 0 });
  const perDay = Object.fromEntries(
    Array.from({ length: 90 }, (_, day) => [new Date(Date.UTC(2026, 5, 1 + day)).toISOString().slice(0, 10), day]),
  );
  const course = { ...NO_COURSE, letters: 4000, perDay };
  const [people, cases] = [PARTS * PEOPLE, PARTS * CASES];
  const totals = {
    active: course,
    draft: course,
    newly: people,
    noLonger: people,
    cases,
    changed: cases / 2,
    moved: 0,
  };
  const kinds: [ChangeKind, object][] = [
    ['rehearse', { version: 2, draft: { policy: { ...active, version: 2 }, v: 1 }, days: 90 }],
    ['preview', { version: 1 }],
  ];
  for (const [kind, of] of kinds) {
    const changeId = await askForChange(starting, { kind, policyId: active.id, version: 1, by: 'ann', ...of });
    await fill(table, changeId);
    const set = { status: 'done', endedAt: at, parts: PARTS, totals };
    await table.write({ update: changeKey(changeId), set });
  }
};
