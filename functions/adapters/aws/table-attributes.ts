import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Item } from '../../platform/ports.ts';

/** An item or a value of one, as DynamoDB writes it. */
export type Attributes = Record<string, AttributeValue>;

/**
 * Plain JSON as DynamoDB keeps it; undefined attributes are left out, also deep inside.
 * Throws `TypeError` for a number that is not finite and for what is no JSON.
 */
export const attributesOf = (record: object): Attributes => {
  const attributes: Attributes = {};
  for (const name in record) {
    const value = (record as Record<string, unknown>)[name];
    if (value !== undefined) attributes[name] = attributeOf(value, name);
  }
  return attributes;
};

/** One value as DynamoDB keeps it; `name` is for the message of a `TypeError`. */
export const attributeOf = (value: unknown, name: string): AttributeValue => {
  switch (typeof value) {
    case 'string':
      return { S: value };
    case 'boolean':
      return { BOOL: value };
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`${name} is ${value}; a table keeps finite numbers only.`);
      return { N: String(value) };
    case 'object':
      if (value === null) return { NULL: true };
      if (Array.isArray(value)) return { L: value.map((element) => attributeOf(element, name)) };
      if (isPlain(value)) return { M: attributesOf(value) };
  }
  throw new TypeError(`${name} holds a ${typeof value}; a table keeps plain JSON only.`);
};

const isPlain = (value: object): boolean => {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

/** The item that these attributes are. */
export const itemOf = (attributes: Attributes): Item => recordOf(attributes) as Item;

const recordOf = (attributes: Attributes): Record<string, unknown> => {
  const record: Record<string, unknown> = {};
  for (const name in attributes) record[name] = jsonOf(attributes[name]!, name);
  return record;
};

const jsonOf = (attribute: AttributeValue, name: string): unknown => {
  if (attribute.S !== undefined) return attribute.S;
  if (attribute.N !== undefined) return Number(attribute.N);
  if (attribute.BOOL !== undefined) return attribute.BOOL;
  if (attribute.NULL !== undefined) return null;
  if (attribute.M !== undefined) return recordOf(attribute.M);
  if (attribute.L !== undefined) return attribute.L.map((element) => jsonOf(element, name));
  throw new TypeError(`${name} is stored as ${Object.keys(attribute).join()}; only plain JSON is read.`);
};
