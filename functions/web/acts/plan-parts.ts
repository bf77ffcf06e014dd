import { addMonths } from '../../platform/civil-date.ts';
import { type ActInput, type FieldReader, MOST_PARTS } from './act-input.ts';

export interface Part {
  dueOn: string;
  /** Minor units. */
  amount: number;
}

/**
 * Equal monthly parts of an amount in minor units, the first on a date; what does not divide goes with the first ones, so
 * that the parts add up to the amount. An end of a month stays one.
 */
const planParts = (amount: number, parts: number, firstOn: string): Part[] => {
  const each = Math.floor(amount / parts);
  const rest = amount - each * parts;
  return Array.from({ length: parts }, (_, index) => ({
    dueOn: addMonths(firstOn, index),
    amount: each + (index < rest ? 1 : 0),
  }));
};

/** The parts that a form asks for; undefined where `read` says what is wrong with it. */
export const readParts = ({ form, owed, words, today }: ActInput, read: FieldReader): Part[] | undefined => {
  const parts = Number(form('parts'));
  const firstOn = read.date('firstOn', today);
  if (!Number.isInteger(parts) || parts < 2 || parts > MOST_PARTS) read.wrong('parts', words.wrong.parts(MOST_PARTS));
  else if (owed < parts) read.wrong('parts', words.wrong.partsSmall);
  return read.problems.length > 0 ? undefined : planParts(owed, parts, firstOn);
};
