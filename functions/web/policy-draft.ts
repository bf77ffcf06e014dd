import type { Policy } from '../policy/contract.ts';

type Values = Map<string, string>;

/** Every value of a policy by its path; a step is named by its id, so that one put between moves no other. */
const valuesOf = (value: unknown, path: string, into: Values): Values => {
  if (Array.isArray(value) && value.some((each) => typeof each === 'object'))
    value.forEach((each, index) => {
      const { id, ...rest } = each as { id?: string };
      into.set(`${path}.${id ?? index}`, `${index + 1}`);
      valuesOf(rest, `${path}.${id ?? index}`, into);
    });
  else if (typeof value === 'object' && value !== null && !Array.isArray(value))
    for (const [name, each] of Object.entries(value)) valuesOf(each, path === '' ? name : `${path}.${name}`, into);
  else if (value !== undefined) into.set(path, Array.isArray(value) ? value.join(', ') : String(value));
  return into;
};

export interface Difference {
  path: string;
  before: string | undefined;
  after: string | undefined;
}

/** What a draft changes, value by value; the version is no change. A step's own path says its place, from 1. */
export const differencesOf = (active: Policy, draft: Policy): Difference[] => {
  const before = valuesOf({ ...active, version: undefined }, '', new Map());
  const after = valuesOf({ ...draft, version: undefined }, '', new Map());
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((path) =>
    before.get(path) === after.get(path) ? [] : [{ path, before: before.get(path), after: after.get(path) }],
  );
};
