import { readFileSync } from 'node:fs';
import type { WorkflowName } from '../../functions/platform/ports.ts';

/** A definition as its picture shows it. */
export interface DrawnState {
  name: string;
  type: string;
  comment: string | undefined;
  next: readonly string[];
}

export interface Drawn {
  comment: string;
  startAt: string;
  states: readonly DrawnState[];
}

interface Asl {
  Comment?: string;
  StartAt: string;
  States: Record<
    string,
    {
      Type: string;
      Comment?: string;
      Next?: string;
      Default?: string;
      Choices?: { Next: string }[];
      Catch?: { Next: string }[];
    }
  >;
}

const read = (workflow: string): Drawn => {
  const file = new URL(`../../workflows/${workflow}/definition.asl.json`, import.meta.url);
  const { Comment, StartAt, States } = JSON.parse(readFileSync(file, 'utf8')) as Asl;
  return {
    comment: Comment ?? '',
    startAt: StartAt,
    states: Object.entries(States).map(([name, state]) => ({
      name,
      type: state.Type,
      comment: state.Comment,
      next: [
        ...new Set([
          ...(state.Choices ?? []).map((choice) => choice.Next),
          ...(state.Next === undefined ? [] : [state.Next]),
          ...(state.Default === undefined ? [] : [state.Default]),
          ...(state.Catch ?? []).map((each) => each.Next),
        ]),
      ],
    })),
  };
};

/** The workflows that run here. */
export const DRAWN_WORKFLOWS = [
  'invoice-lifecycle',
  'issue-resolution',
  'escalation',
  'correspondence',
  'nightly-review',
  'policy-change',
] as const satisfies readonly WorkflowName[];

const known = new Map<string, Drawn>();

/** The definition of a workflow, as it stands in its file; undefined where no such workflow runs here. */
export const definitionOf = (workflow: string): Drawn | undefined => {
  if (!(DRAWN_WORKFLOWS as readonly string[]).includes(workflow)) return undefined;
  const drawn = known.get(workflow) ?? read(workflow);
  known.set(workflow, drawn);
  return drawn;
};
