import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Condition, Key, Write } from '../../platform/ports.ts';
import { type Attributes, attributeOf } from './table-attributes.ts';

type Update = Extract<Write, { update: Key }>;

const NO_ATTRIBUTE = '-';

/** The parts of a request that speak of attributes. */
interface Expressions {
  ConditionExpression?: string;
  UpdateExpression?: string;
  ExpressionAttributeNames?: Record<string, string>;
  ExpressionAttributeValues?: Attributes;
}

/** The key of a write, as its messages name it. */
export const keyOf = (write: Write): Key => {
  if ('put' in write) return write.put;
  if ('update' in write) return write.update;
  return 'delete' in write ? write.delete : write.check;
};

export const keyAttributes = ({ pk, sk }: Key): { pk: AttributeValue; sk: AttributeValue } => ({
  pk: { S: pk },
  sk: { S: sk },
});

/**
 * Names and values by placeholders, because many of our words are reserved ("status", "name", "at"). An attribute that
 * is named twice has one placeholder.
 */
class Placeholders {
  readonly names: Record<string, string> = {};
  readonly values: Attributes = {};
  readonly #known = new Map<string, string>();
  #values = 0;

  name(attribute: string): string {
    const known = this.#known.get(attribute);
    if (known !== undefined) return known;
    const placeholder = `#${this.#known.size}`;
    this.#known.set(attribute, placeholder);
    this.names[placeholder] = attribute;
    return placeholder;
  }

  value(value: unknown, attribute: string): string {
    const placeholder = `:${this.#values}`;
    this.#values += 1;
    this.values[placeholder] = attributeOf(value, attribute);
    return placeholder;
  }

  /** DynamoDB refuses empty collections of either. */
  used(): Expressions {
    const used: Expressions = {};
    if (this.#known.size > 0) used.ExpressionAttributeNames = this.names;
    if (this.#values > 0) used.ExpressionAttributeValues = this.values;
    return used;
  }
}

const conditionOf = ({ exists, equals, absentOrLessThan }: Condition, its: Placeholders): string => {
  const parts: string[] = [];
  if (exists !== undefined) parts.push(`${exists ? 'attribute_exists' : 'attribute_not_exists'}(${its.name('pk')})`);
  for (const attribute in equals) {
    const expected = equals[attribute];
    const name = its.name(attribute);
    parts.push(
      expected === undefined ? `attribute_not_exists(${name})` : `${name} = ${its.value(expected, attribute)}`,
    );
  }
  for (const attribute in absentOrLessThan) {
    const name = its.name(attribute);
    parts.push(`(attribute_not_exists(${name}) OR ${name} < ${its.value(absentOrLessThan[attribute], attribute)})`);
  }
  return parts.join(' AND ');
};

const updateOf = ({ set, remove = [], add }: Update, its: Placeholders): string => {
  const [sets, removes, adds]: [string[], string[], string[]] = [[], [], []];
  for (const attribute in set) {
    const value = set[attribute];
    if (value === undefined) removes.push(its.name(attribute));
    else sets.push(`${its.name(attribute)} = ${its.value(value, attribute)}`);
  }
  for (const attribute of remove) removes.push(its.name(attribute));
  for (const attribute in add) adds.push(`${its.name(attribute)} ${its.value(add[attribute], attribute)}`);
  // An update has to change something: one that makes an item of its key alone takes away what no item has.
  if (sets.length + removes.length + adds.length === 0) removes.push(its.name(NO_ATTRIBUTE));
  return [clause('SET', sets), clause('REMOVE', removes), clause('ADD', adds)].filter((text) => text !== '').join(' ');
};

const clause = (word: string, changes: readonly string[]): string =>
  changes.length === 0 ? '' : `${word} ${changes.join(', ')}`;

/** The expressions of a write: its update, if it is one, and its condition, if it asks for something. */
export const expressionsOf = (write: Write): Expressions => {
  const its = new Placeholders();
  const update = 'update' in write ? { UpdateExpression: updateOf(write, its) } : {};
  const condition = write.if === undefined ? '' : conditionOf(write.if, its);
  // A check has to ask for something, even where anything will do.
  const asked =
    condition === '' && 'check' in write
      ? `attribute_exists(${its.name('pk')}) OR attribute_not_exists(${its.name('pk')})`
      : condition;
  return { ...update, ...(asked === '' ? {} : { ConditionExpression: asked }), ...its.used() };
};

/** What a write's condition asked for, in attributes and without their values, which may be personal. */
export const whatFailed = (write: Write): string => {
  const { pk, sk } = keyOf(write);
  const { exists, equals = {}, absentOrLessThan = {} } = write.if ?? {};
  const asked = [
    ...(exists === undefined ? [] : [exists ? 'to be there' : 'not to be there']),
    ...Object.keys(equals).map((attribute) => `${attribute} as expected`),
    ...Object.keys(absentOrLessThan).map((attribute) => `${attribute} below a value`),
  ];
  return `Item ${pk} / ${sk} did not meet its condition: ${asked.join(', ')}.`;
};
