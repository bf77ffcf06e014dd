import type { Policy } from '../policy/contract.ts';
import { inWords } from './acts/act-form.ts';
import { calledIn } from './policy-draft-view.ts';
import type { PoliciesWords } from './words/policies-en.ts';

/** The fields that the form has for a whole, of which `calledIn` knows the parts. */
const wholeIn = (path: string, { draft }: PoliciesWords): string | undefined =>
  ({
    'limits.minimumBalance': draft.minimum,
    sendWindow: `${draft.from} … ${draft.to}`,
    'onlyIf.minAmount': draft.least,
    'onlyIf.belowAmount': draft.below,
  })[path];

const PATH = /^policy\.(?:steps\[(\d+)\]\.)?([^:]+): /;

/**
 * What is wrong with the fields of a draft, each by what its field is called on the page; steps are counted from one,
 * as there. `steps`: those that the form showed, where the paths count the same; left out: places only.
 */
export const byField = (
  problems: readonly string[],
  words: PoliciesWords,
  steps: Policy['steps'] | undefined,
): string[] =>
  problems.map((problem) => {
    const [whole, index, path] = PATH.exec(problem) ?? [];
    if (whole === undefined || path === undefined) return problem;
    const field = wholeIn(path, words) ?? calledIn(index === undefined ? path : `steps.x.${path}`, words);
    if (field === undefined) return problem;
    const sentence = problem.slice(whole.length);
    if (index === undefined) return `${field}: ${sentence}`;
    const step = steps?.[Number(index)];
    const place = `${Number(index) + 1}.${step === undefined ? '' : ` ${inWords(step.id)}:`}`;
    return `${place} ${field.slice(field.indexOf(': ') + 1).trim()}: ${sentence}`;
  });
