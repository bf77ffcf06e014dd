import type { Node } from './fast-path.ts';

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

/** Parts that are evaluated with a context item of their own, where bare names have something to refer to. */
const WITH_CONTEXT = new Set(['predicate', 'stages', 'group', 'pattern', 'update', 'delete', 'terms']);

/** The deepest tree that Step Functions evaluates. Reported from measurements: a sum of 101 terms fails, of 100 not. */
export const DEEPEST = 100;

interface Findings {
  readonly problems: Set<string>;
  deepest: number;
}

const visit = (value: unknown, hasContext: boolean, isInCatcher: boolean, depth: number, found: Findings): void => {
  if (Array.isArray(value)) {
    for (const part of value) visit(part, hasContext, isInCatcher, depth, found);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const node = value as Node & { [key: string]: unknown };
  const here = isNode(node) ? depth + 1 : depth;
  found.deepest = Math.max(found.deepest, here);
  if (node.type === 'variable' && (node.value === '$' || (node.value === '' && !hasContext))) {
    found.problems.add(`refers to $${node.value}, which is not there; $states.input is`);
  }
  if (node.type === 'path') {
    const [first, second] = node.steps ?? [];
    if (first?.type === 'name' && !hasContext) {
      found.problems.add(`refers to '${first.value}' at the top level; a path begins with $states or a variable`);
    }
    if (first?.value === 'states' && second?.value === 'errorOutput' && !isInCatcher) {
      found.problems.add('reads $states.errorOutput outside a Catch');
    }
  }
  for (const [key, part] of Object.entries(node)) {
    if (key === 'steps') {
      // From the second step on, each has the items of the one before as its context.
      for (const [index, step] of (part as Node[]).entries()) {
        visit(step, hasContext || index > 0, isInCatcher, here, found);
      }
    } else visit(part, hasContext || WITH_CONTEXT.has(key), isInCatcher, here, found);
  }
};

/**
 * What Step Functions refuses in an expression that parses: there is no context item at the top level, and an error
 * only in a Catch. Also how deep the tree is. Source: `UNSUPPORTED_JSONATA_EXPRESSION` of
 * ValidateStateMachineDefinition.
 */
export const inspectExpression = (tree: Node, isInCatcher: boolean): { problems: readonly string[]; depth: number } => {
  const found: Findings = { problems: new Set(), deepest: 0 };
  visit(tree, false, isInCatcher, 0, found);
  return { problems: [...found.problems], depth: found.deepest };
};
