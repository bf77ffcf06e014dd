import { BadInput } from '../../functions/platform/errors.ts';
import type { Json } from '../../functions/platform/ports.ts';
import { problemsOfDefinition } from './definition-problems.ts';
import type { Field } from './expression.ts';
import type { Catcher, Exit, Integration, Machine, Retrier, State } from './machine.ts';
import { compileTemplate } from './template.ts';

type Fields = { [key: string]: Json };

const PLACEHOLDER = /\$\{([A-Za-z0-9_]+)\}/g;

const substitute = (value: Json, by: Readonly<Record<string, string>>, path: string, problems: string[]): Json => {
  if (typeof value === 'string') {
    return value.replace(PLACEHOLDER, (whole, name: string) => {
      const text = by[name];
      if (text === undefined) problems.push(`${path}: nothing is given for the placeholder ${whole}`);
      return text ?? whole;
    });
  }
  if (Array.isArray(value)) return value.map((part, index) => substitute(part, by, `${path}[${index}]`, problems));
  if (value === null || typeof value !== 'object') return value;
  const result: Fields = {};
  for (const [key, part] of Object.entries(value)) {
    result[key] = substitute(part, by, path === '' ? key : `${path}.${key}`, problems);
  }
  return result;
};

const integrationOf = (arn: string): Integration => {
  const parts = arn.split(':');
  if (parts[2] === 'lambda') return { isPlainFunction: true, resourceType: 'lambda', resource: arn };
  // arn:aws:states:::lambda:invoke and arn:aws:states:::aws-sdk:s3:putObject
  const [resourceType = '', ...rest] = parts.slice(5);
  return rest.length > 1 && resourceType === 'aws-sdk'
    ? { isPlainFunction: false, resourceType: `aws-sdk:${rest[0]}`, resource: rest.slice(1).join(':') }
    : { isPlainFunction: false, resourceType, resource: rest.join(':') };
};

const compileRetrier = (retrier: Fields): Retrier => ({
  errors: retrier.ErrorEquals as string[],
  // Defaults: Amazon States Language, "Retrying after an error".
  intervalSeconds: (retrier.IntervalSeconds as number | undefined) ?? 1,
  backoffRate: (retrier.BackoffRate as number | undefined) ?? 2,
  maxAttempts: (retrier.MaxAttempts as number | undefined) ?? 3,
  maxDelaySeconds: retrier.MaxDelaySeconds as number | undefined,
  fullJitter: retrier.JitterStrategy === 'FULL',
});

/** Compiles the states of a definition that has no problems but, perhaps, expressions that do not parse. */
class Compiler {
  readonly problems: string[] = [];

  private field(state: Fields, key: string, path: string, location: string = key): Field | undefined {
    const value = state[key];
    if (value === undefined) return undefined;
    return compileTemplate(value, location, `${path}.${key}`, this.problems);
  }

  /** Only the keys that are there, so that an absent one stays absent. */
  private fields<K extends string>(state: Fields, path: string, keys: Record<K, string>): { [P in K]?: Field } {
    const result: { [P in K]?: Field } = {};
    for (const [name, key] of Object.entries(keys) as [K, string][]) {
      const field = this.field(state, key, path);
      if (field !== undefined) result[name] = field;
    }
    return result;
  }

  private exit(state: Fields, path: string, prefix = ''): Exit {
    const output = this.field(state, 'Output', path, `${prefix}Output`);
    const assign = this.field(state, 'Assign', path, `${prefix}Assign`);
    return {
      ...(output && { output }),
      ...(assign && { assign }),
      ...(typeof state.Next === 'string' && { next: state.Next }),
    };
  }

  private catcher(catcher: Fields, path: string, prefix: string): Catcher {
    const exit = this.exit(catcher, path, prefix);
    return { ...exit, errors: catcher.ErrorEquals as string[], next: catcher.Next as string };
  }

  state(name: string, state: Fields): State {
    const path = `States.${name}`;
    switch (state.Type) {
      case 'Pass':
        return { type: 'Pass', name, ...this.exit(state, path) };
      case 'Succeed':
        return { type: 'Succeed', name, ...this.exit(state, path) };
      case 'Fail':
        return { type: 'Fail', name, ...this.fields(state, path, { error: 'Error', cause: 'Cause' }) };
      case 'Wait':
        return {
          type: 'Wait',
          name,
          ...this.exit(state, path),
          ...this.fields(state, path, { seconds: 'Seconds', timestamp: 'Timestamp' }),
        };
      case 'Choice':
        return {
          type: 'Choice',
          name,
          rules: (state.Choices as Fields[]).map((rule, index) => ({
            ...this.exit(rule, `${path}.Choices[${index}]`, `Choices[${index}]/`),
            condition: this.field(
              rule,
              'Condition',
              `${path}.Choices[${index}]`,
              `Choices[${index}]/Condition`,
            ) as Field,
            next: rule.Next as string,
          })),
          otherwise:
            state.Default === undefined ? undefined : { ...this.exit(state, path), next: state.Default as string },
        };
      default:
        return {
          type: 'Task',
          name,
          resource: state.Resource as string,
          integration: integrationOf(state.Resource as string),
          isCallback: (state.Resource as string).endsWith('.waitForTaskToken'),
          ...this.exit(state, path),
          ...this.fields(state, path, {
            arguments: 'Arguments',
            timeoutSeconds: 'TimeoutSeconds',
            heartbeatSeconds: 'HeartbeatSeconds',
          }),
          retriers: ((state.Retry ?? []) as Fields[]).map(compileRetrier),
          catchers: ((state.Catch ?? []) as Fields[]).map((catcher, index) =>
            this.catcher(catcher, `${path}.Catch[${index}]`, `Catch[${index}]/`),
          ),
        };
    }
  }
}

/**
 * Reads a definition in the Amazon States Language (JSONata), given as JSON or as its text: replaces `${Placeholder}`
 * by the substitutions, checks it, and compiles every expression once. Throws `BadInput` with every problem after its
 * path, also for what Step Functions knows and this engine does not run (Map, Parallel, JSONPath).
 */
export const loadDefinition = (definition: unknown, substitutions?: Readonly<Record<string, string>>): Machine => {
  const problems: string[] = [];
  const given = (typeof definition === 'string' ? JSON.parse(definition) : definition) as Json;
  const filled = substitutions === undefined ? given : substitute(given, substitutions, '', problems);
  problems.push(...problemsOfDefinition(filled));
  if (problems.length > 0) throw new BadInput(problems);
  const machine = filled as Fields;
  const compiler = new Compiler();
  const states = new Map<string, State>();
  for (const [name, state] of Object.entries(machine.States as { [name: string]: Fields })) {
    states.set(name, compiler.state(name, state));
  }
  if (compiler.problems.length > 0) throw new BadInput(compiler.problems);
  return {
    startAt: machine.StartAt as string,
    states,
    timeoutSeconds: machine.TimeoutSeconds as number | undefined,
  };
};
