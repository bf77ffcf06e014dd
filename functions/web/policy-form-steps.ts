import type { PolicyStep } from '../policy/contract.ts';

/** Reads what the form of a draft says of the steps: what is changed in each, and which is moved, taken out or added. */

type Field = (name: string) => string;
/** Amounts by currency as they are typed; undefined where there are none. */
export type Amounts = (text: string, path: string) => Record<string, string> | undefined;
type Whole = (name: string, path: string) => number | undefined;

export const STEP_KINDS = ['check-in', 'reminder', 'task', 'escalation'] as const satisfies PolicyStep['kind'][];
export const ANCHORS = ['due', 'issued', 'installed', 'previous'] as const satisfies PolicyStep['when']['anchor'][];
/** What the choice of a letter says where none is to leave. */
export const NO_LETTER = 'none';

const TEXTS = ['role', 'title', 'action', 'approver'] as const;

/** What the choice of a kind of invoice says where it is for all. */
export const ANY_KIND = 'any';
type OnlyIf = NonNullable<PolicyStep['onlyIf']>;

/** For which invoices a step is; as it was where the form has no fields for that. */
const onlyIfIn = (
  before: PolicyStep['onlyIf'],
  said: (name: string) => string,
  path: string,
  amounts: Amounts,
): PolicyStep['onlyIf'] => {
  const kind = said('kind');
  if (kind === '') return before;
  const { minAmount: _, belowAmount: __, invoiceKind: ___, ...rest } = before ?? {};
  const minAmount = amounts(said('least'), `${path}.onlyIf.minAmount`);
  const belowAmount = amounts(said('below'), `${path}.onlyIf.belowAmount`);
  const onlyIf: OnlyIf = {
    ...rest,
    ...(minAmount === undefined ? {} : { minAmount }),
    ...(belowAmount === undefined ? {} : { belowAmount }),
    ...(kind === ANY_KIND ? {} : { invoiceKind: kind as NonNullable<OnlyIf['invoiceKind']> }),
  };
  return Object.keys(onlyIf).length === 0 ? undefined : onlyIf;
};

/** A step as its fields say; a field that is empty or not there leaves what was. */
const changed = (step: PolicyStep, index: number, field: Field, whole: Whole, amounts: Amounts): PolicyStep => {
  const said = (name: string): string => field(`${name}-${index}`).trim();
  const { letter: before, onlyIf: forWhich, ...rest } = step;
  const chosen = said('letter');
  const letter = chosen === '' ? before : chosen === NO_LETTER ? undefined : chosen;
  const onlyIf = onlyIfIn(forWhich, said, `steps[${index}]`, amounts);
  const texts = TEXTS.flatMap((name) => (said(name) === '' ? [] : [[name, said(name)]]));
  const anchor = (said('anchor') || step.when.anchor) as PolicyStep['when']['anchor'];
  return {
    ...rest,
    when: { anchor, days: whole(`days-${index}`, `steps[${index}].when.days`) ?? step.when.days },
    ...(letter === undefined ? {} : { letter }),
    ...(onlyIf === undefined ? {} : { onlyIf }),
    ...Object.fromEntries(texts),
  };
};

/** Letters and digits of a name as an id. */
export const idOf = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-|-$/g, '');

/** An id that no other step has: `call`, `call-2`. */
const freeId = (wanted: string, steps: readonly PolicyStep[]): string => {
  const taken = new Set(steps.map(({ id }) => id));
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? wanted : `${wanted}-${number}`;
    if (!taken.has(id)) return id;
  }
};

const added = (
  kind: PolicyStep['kind'],
  steps: readonly PolicyStep[],
  field: Field,
  whole: Whole,
  amounts: Amounts,
): PolicyStep[] => {
  const said = (name: string): string => field(`new-${kind}-${name}`).trim();
  const after = Number(said('after') || steps.length - 1);
  const at = Number.isInteger(after) && after >= -1 && after < steps.length ? after + 1 : steps.length;
  const letter = said('letter') === NO_LETTER ? '' : said('letter');
  const names = {
    letter,
    role: said('role'),
    title: said('title'),
    action: said('action'),
    approver: said('approver'),
  };
  const wanted = idOf({ 'check-in': letter, reminder: letter, task: names.title, escalation: names.action }[kind]);
  const onlyIf = onlyIfIn(undefined, said, `steps[${at}]`, amounts);
  const step = {
    ...{ id: freeId(wanted || kind, steps), kind },
    when: { anchor: said('anchor'), days: whole(`new-${kind}-days`, `steps[${at}].when.days`) },
    ...(onlyIf === undefined ? {} : { onlyIf }),
    ...Object.fromEntries(Object.entries(names).filter(([, value]) => value !== '')),
  } as PolicyStep;
  return [...steps.slice(0, at), step, ...steps.slice(at)];
};

/**
 * Two neighbours change places. Where both are counted from the same date, each place keeps its day, so that the steps
 * still go forwards; else each takes its own along.
 */
const exchanged = (steps: readonly PolicyStep[], at: number): readonly PolicyStep[] => {
  const [one, other] = [steps[at], steps[at + 1]];
  if (one === undefined || other === undefined) return steps;
  const keep = one.when.anchor === other.when.anchor;
  const pair = keep
    ? [
        { ...other, when: one.when },
        { ...one, when: other.when },
      ]
    : [other, one];
  return [...steps.slice(0, at), ...pair, ...steps.slice(at + 2)];
};

const DOING = /^(?:(up|down|remove)-(\d{1,2})|add-(check-in|reminder|task|escalation))$/;

/** The steps as the form says, with what its pressed button does: `up-1`, `down-1`, `remove-1`, `add-task`, or nothing. */
export const stepsIn = (
  field: Field,
  before: readonly PolicyStep[],
  whole: Whole,
  amounts: Amounts,
): readonly PolicyStep[] => {
  const steps = before.map((step, index) => changed(step, index, field, whole, amounts));
  const [, act, at, kind] = DOING.exec(field('do')) ?? [];
  if (kind !== undefined) return added(kind as PolicyStep['kind'], steps, field, whole, amounts);
  if (act === 'up') return exchanged(steps, Number(at) - 1);
  if (act === 'down') return exchanged(steps, Number(at));
  return act === 'remove' ? steps.filter((_, index) => index !== Number(at)) : steps;
};
