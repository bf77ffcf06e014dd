import type jsonata from 'jsonata';
import { DEEPEST } from './expression-problems.ts';
import type { Node } from './fast-path.ts';

/** The name under which an evaluation finds what it has used up; a space keeps it out of reach of expressions. */
export const USAGE = 'the usage';

/** What an evaluation has used up. */
export interface Usage {
  /** Calls inside calls. */
  depth: number;
  /** Nodes of the expression evaluated. */
  steps: number;
}

/** Reported from measurements on AWS: an expression may hold 6,990,256 bytes, eight for a number. */
const LONGEST_ARRAY = Math.floor(6_990_256 / 8);
/** Half a second or so. AWS bounds the time of an evaluation without saying how; a count is the same on every machine. */
const MOST_STEPS = 500_000;

/** Errors without a code, in jsonata's and AWS's words. */
export const tooDeep = (): Error =>
  new Error('Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive');
const tooLong = (): Error => new Error('Expression evaluation timeout: Check for infinite loop');
const tooLarge = (): Error =>
  new Error('Expression evaluation memory limit exceeded: Check for excessive memory usage');

/** Whether the work of an expression can outgrow its text: it has functions of its own, or ranges. */
const canGrow = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  const { type, value: operator } = value as Partial<Node>;
  return type === 'lambda' || (type === 'binary' && operator === '..') || Object.values(value).some(canGrow);
};

/**
 * Bounds the depth, length and size of an evaluation, where the expression could exceed them. jsonata's hooks cost
 * time at every node, so other expressions go without. Depth counts calls inside calls: jsonata evaluates the parts of
 * an object or array side by side, so that a depth of nodes cannot be told from here.
 */
export const addBounds = (expression: jsonata.Expression, tree: Node): void => {
  if (!canGrow(tree)) return;
  const hook = (name: string, run: (node: Node, usage: Usage, result: unknown) => void): void => {
    const called = (node: Node, _input: unknown, frame: jsonata.Environment, result: unknown): void =>
      run(node, frame.lookup(USAGE), result);
    // jsonata looks its hooks up by symbol, its types know names only.
    expression.assign(Symbol.for(name) as unknown as string, called);
  };
  hook('jsonata.__evaluate_entry', (node, usage) => {
    usage.steps += 1;
    if (usage.steps > MOST_STEPS) throw tooLong();
    if (node.type !== 'function') return;
    usage.depth += 1;
    if (usage.depth > DEEPEST) throw tooDeep();
  });
  hook('jsonata.__evaluate_exit', (node, usage, result) => {
    if (Array.isArray(result) && result.length > LONGEST_ARRAY) throw tooLarge();
    if (node.type === 'function') usage.depth -= 1;
  });
};
