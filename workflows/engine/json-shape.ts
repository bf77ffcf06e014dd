import type { Json } from '../../functions/platform/ports.ts';

/** A JSON object. */
export type Fields = { [key: string]: Json };

export const isFields = (value: Json | undefined): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isPositiveInteger = (value: Json | undefined): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value > 0;

/** A value as it stands in a sentence about it. */
export const show = (value: Json | undefined): string => {
  const json = value === undefined ? 'nothing' : JSON.stringify(value);
  return json.length > 80 ? `${json.slice(0, 77)}…` : json;
};
