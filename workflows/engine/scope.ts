import type { Json } from '../../functions/platform/ports.ts';

export type Values = { [name: string]: Json };

/** What the functions of an expression take from outside, so that a run can be repeated. */
export interface Surroundings {
  /** At least 0, less than 1. */
  random(): number;
  uuid(): string;
  /** Milliseconds since 1970, UTC. */
  now(): number;
}

/** What the expressions of a state may refer to: its input, result and error, the variables and the context. */
export class Scope {
  readonly input: Json;
  readonly variables: Values;
  readonly surroundings: Surroundings;
  result: Json | undefined = undefined;
  errorOutput: Json | undefined = undefined;
  private readonly makeContext: () => Json;
  private made: Json | undefined = undefined;

  constructor(input: Json, variables: Values, surroundings: Surroundings, makeContext: () => Json) {
    this.input = input;
    this.variables = variables;
    this.surroundings = surroundings;
    this.makeContext = makeContext;
  }

  /** The context object; made when an expression first asks for it. */
  context(): Json {
    this.made ??= this.makeContext();
    return this.made;
  }

  /** `$states` as a whole; what there is not is left out. */
  states(): Values {
    const states: Values = { input: this.input, context: this.context() };
    if (this.result !== undefined) states.result = this.result;
    if (this.errorOutput !== undefined) states.errorOutput = this.errorOutput;
    return states;
  }
}
