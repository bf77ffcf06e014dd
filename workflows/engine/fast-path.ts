import type { Scope } from './scope.ts';

/** Says that an expression has to be left to jsonata for these values. */
export const NOT_FAST = Symbol('not fast');

/** Gives what jsonata would give, `undefined` included, or `NOT_FAST`. */
export type Fast = (scope: Scope) => unknown;

/** A node of jsonata's tree, as far as it is looked at here. */
export interface Node {
  type: string;
  value?: unknown;
  steps?: Node[];
  expressions?: Node[];
  arguments?: Node[];
  procedure?: Node;
  lhs?: unknown;
  rhs?: unknown;
  condition?: Node;
  then?: Node;
  else?: Node;
}

/** A node with any other mark (predicate, group, focus, index, stages, keepArray, ancestor …) is left to jsonata. */
const MARKS: Readonly<Record<string, ReadonlySet<string>>> = {
  path: new Set(['type', 'steps']),
  variable: new Set(['type', 'value', 'position']),
  name: new Set(['type', 'value', 'position']),
  string: new Set(['type', 'value', 'position']),
  number: new Set(['type', 'value', 'position']),
  value: new Set(['type', 'value', 'position']),
  unary: new Set(['type', 'value', 'position', 'lhs']),
  binary: new Set(['type', 'value', 'position', 'lhs', 'rhs']),
  block: new Set(['type', 'position', 'expressions']),
  function: new Set(['type', 'name', 'value', 'position', 'arguments', 'procedure']),
  condition: new Set(['type', 'position', 'condition', 'then', 'else']),
};

const isPlainNode = (node: Node): boolean => {
  const marks = MARKS[node.type];
  return marks !== undefined && Object.keys(node).every((key) => marks.has(key));
};

/** jsonata reads fields through the prototype; names that live there are not plain. */
const isPlainName = (name: unknown): name is string => typeof name === 'string' && !(name in Object.prototype);

const follow = (from: unknown, names: readonly string[]): unknown => {
  let value = from;
  for (const name of names) {
    if (value === null || typeof value !== 'object') return undefined;
    if (Array.isArray(value)) return NOT_FAST;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
};

const compileVariable = (name: unknown, names: readonly string[]): Fast | undefined => {
  if (name === 'states') {
    const [part, ...rest] = names;
    if (part === 'input') return (scope) => follow(scope.input, rest);
    if (part === 'result') return (scope) => follow(scope.result, rest);
    if (part === 'errorOutput') return (scope) => follow(scope.errorOutput, rest);
    if (part === 'context') return (scope) => follow(scope.context(), rest);
    return undefined;
  }
  if (!isPlainName(name) || name === '' || name === '$') return undefined;
  return (scope) => {
    const value = scope.variables[name];
    // A name without a variable may be one of jsonata's own functions.
    return value === undefined ? NOT_FAST : follow(value, names);
  };
};

const compilePath = (node: Node): Fast | undefined => {
  const [first, ...rest] = node.steps ?? [];
  if (first?.type !== 'variable' || !isPlainNode(first)) return undefined;
  const names: string[] = [];
  for (const step of rest) {
    if (step.type !== 'name' || !isPlainNode(step) || !isPlainName(step.value)) return undefined;
    names.push(step.value);
  }
  return compileVariable(first.value, names);
};

const compileObject = (node: Node): Fast | undefined => {
  if (node.value !== '{' || !Array.isArray(node.lhs)) return undefined;
  const keys: string[] = [];
  const values: Fast[] = [];
  for (const [key, value] of node.lhs as [Node, Node][]) {
    if (key.type !== 'string' || !isPlainNode(key) || !isPlainName(key.value) || keys.includes(key.value)) {
      return undefined;
    }
    const fast = compileFast(value);
    if (fast === undefined) return undefined;
    keys.push(key.value);
    values.push(fast);
  }
  return (scope) => {
    const object: Record<string, unknown> = {};
    for (let index = 0; index < keys.length; index += 1) {
      const value = values[index]!(scope);
      if (value === NOT_FAST) return NOT_FAST;
      if (value !== undefined) object[keys[index]!] = value;
    }
    return object;
  };
};

const isNested = (value: unknown): boolean => typeof value === 'object' && value !== null;

const equality =
  (wanted: boolean) =>
  (one: unknown, other: unknown): unknown => {
    // In jsonata nothing is neither equal nor unequal to a value.
    if (one === undefined || other === undefined) return false;
    return isNested(one) && isNested(other) ? NOT_FAST : (one === other) === wanted;
  };

/** An operator for two numbers; jsonata refuses what is not finite. */
const arithmetic =
  (calculate: (one: number, other: number) => number) =>
  (one: unknown, other: unknown): unknown => {
    if (typeof one !== 'number' || typeof other !== 'number') return NOT_FAST;
    const result = calculate(one, other);
    return Number.isFinite(result) ? result : NOT_FAST;
  };

/** A comparison of two numbers, or of two texts by code unit. */
const comparison =
  (compare: (one: number | string, other: number | string) => boolean) =>
  (one: unknown, other: unknown): unknown => {
    if (typeof one === 'number' && typeof other === 'number') return compare(one, other);
    return typeof one === 'string' && typeof other === 'string' ? compare(one, other) : NOT_FAST;
  };

const OPERATORS: Readonly<Record<string, (one: unknown, other: unknown) => unknown>> = {
  '=': equality(true),
  '!=': equality(false),
  '+': arithmetic((one, other) => one + other),
  '-': arithmetic((one, other) => one - other),
  '*': arithmetic((one, other) => one * other),
  '/': arithmetic((one, other) => one / other),
  '<': comparison((one, other) => one < other),
  '<=': comparison((one, other) => one <= other),
  '>': comparison((one, other) => one > other),
  '>=': comparison((one, other) => one >= other),
  '&': (one, other) => (typeof one === 'string' && typeof other === 'string' ? one + other : NOT_FAST),
};

const compileBinary = (node: Node): Fast | undefined => {
  const [first, second] = [compileFast(node.lhs as Node), compileFast(node.rhs as Node)];
  if (first === undefined || second === undefined) return undefined;
  if (node.value === 'and' || node.value === 'or') {
    const decisive = node.value === 'or';
    return (scope) => {
      const one = first(scope);
      if (one === decisive) return decisive;
      if (one !== !decisive) return NOT_FAST;
      const other = second(scope);
      return typeof other === 'boolean' ? other : NOT_FAST;
    };
  }
  const operator = OPERATORS[node.value as string];
  if (operator === undefined) return undefined;
  return (scope) => {
    const one = first(scope);
    if (one === NOT_FAST) return NOT_FAST;
    const other = second(scope);
    return other === NOT_FAST ? NOT_FAST : operator(one, other);
  };
};

const compileFunction = (node: Node): Fast | undefined => {
  const [argument, ...others] = node.arguments ?? [];
  const procedure = node.procedure;
  if (argument === undefined || others.length > 0 || node.value !== '(') return undefined;
  if (procedure?.type !== 'variable' || !isPlainNode(procedure)) return undefined;
  const fast = compileFast(argument);
  if (fast === undefined) return undefined;
  if (procedure.value === 'exists') {
    return (scope) => {
      const value = fast(scope);
      return value === NOT_FAST || scope.variables.exists !== undefined ? NOT_FAST : value !== undefined;
    };
  }
  if (procedure.value === 'not') {
    return (scope) => {
      const value = fast(scope);
      return typeof value !== 'boolean' || scope.variables.not !== undefined ? NOT_FAST : !value;
    };
  }
  return undefined;
};

const compileCondition = (node: Node): Fast | undefined => {
  if (node.condition === undefined || node.then === undefined || node.else === undefined) return undefined;
  const [asked, yes, no] = [compileFast(node.condition), compileFast(node.then), compileFast(node.else)];
  if (asked === undefined || yes === undefined || no === undefined) return undefined;
  return (scope) => {
    const answer = asked(scope);
    if (answer === true) return yes(scope);
    return answer === false ? no(scope) : NOT_FAST;
  };
};

/**
 * A direct evaluation of the expressions that make up most of a definition: paths of plain fields, literals, objects
 * of them, comparisons and arithmetic of such, `and`, `or`, `$not`, `$exists`, and a choice between such. Anything
 * else is `undefined` here; values for which jsonata has rules of its own (arrays on the way) give `NOT_FAST`.
 */
export const compileFast = (node: Node): Fast | undefined => {
  if (!isPlainNode(node)) return undefined;
  switch (node.type) {
    case 'path':
      return compilePath(node);
    case 'variable':
      return compileVariable(node.value, []);
    case 'string':
    case 'number':
    case 'value':
      return () => node.value;
    case 'unary':
      return compileObject(node);
    case 'binary':
      return compileBinary(node);
    case 'block':
      return node.expressions?.length === 1 ? compileFast(node.expressions[0]!) : undefined;
    case 'function':
      return compileFunction(node);
    case 'condition':
      return compileCondition(node);
    default:
      return undefined;
  }
};
