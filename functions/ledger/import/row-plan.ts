import { BadInput } from '../../platform/errors.ts';
import { type DateOrder, dateOrder, type Order, orderedReader } from './date-order.ts';
import { compileDateFormat, type DateReader } from './dates.ts';
import { type Mapping, type Source, templateColumns } from './mapping.contract.ts';
import { compileNumberFormat, type NumberReader, plainNumber } from './numbers.ts';

/** Takes the fields that a mapping names out of a row, still as text. */

/** Where a value stands in a row that was taken. The groups and fields are those of the mapping. */
const SLOTS = {
  customer: [
    ...(['id', 'name', 'segment', 'email', 'contactName', 'phone', 'timeZone', 'locale', 'parent'] as const),
    ...(['accountOwner', 'tags', 'fixedIncome'] as const),
  ],
  invoice: [
    ...(['id', 'number', 'customerId', 'issuedOn', 'dueOn', 'amount', 'currency', 'installedOn', 'kind'] as const),
    ...(['site', 'purchaseOrder'] as const),
  ],
  payment: ['id', 'paidOn', 'amount'],
  issue: ['category', 'description', 'raisedOn'],
} as const;

type Group = keyof typeof SLOTS;
export type SlotName = { [G in Group]: `${G}.${(typeof SLOTS)[G][number]}` }[Group] | 'issue.when';

/** A field of the mapping. */
export interface Slot {
  name: SlotName;
  /** What a report names: the column, or the template. */
  label: string;
  index: number;
  format: string | undefined;
  columns: readonly string[];
  source: Source;
}

export interface RowPlan {
  /** The columns that the table has to have. */
  columns: readonly string[];
  slot(name: SlotName): Slot | undefined;
  /** To be called with the header; gives the function that takes a row's values, trimmed, by the slots' `index`. */
  taker(header: readonly string[]): (fields: readonly string[]) => string[];
}

const columnsOf = (source: Source): string[] => {
  if ('column' in source) return [source.column];
  return 'template' in source ? templateColumns(source.template) : [];
};

const labelOf = (source: Source): string => {
  if ('column' in source) return source.column;
  return 'template' in source ? source.template : source.constant;
};

type Getter = (fields: readonly string[]) => string;

const getter = (source: Source, header: readonly string[]): Getter => {
  if ('column' in source) {
    const index = header.indexOf(source.column);
    return (fields) => fields[index]!.trim();
  }
  if ('constant' in source) return () => source.constant;
  const parts = source.template.split(/\{([^{}]*)\}/);
  const indexes = parts.map((part, at) => (at % 2 === 1 ? header.indexOf(part) : -1));
  return (fields) => {
    let text = '';
    for (let at = 0; at < parts.length; at += 1) {
      const index = indexes[at]!;
      const part = index < 0 ? parts[at]! : fields[index]!.trim();
      // Without its column a template would say something that is not so: "@customers.test".
      if (index >= 0 && part === '') return '';
      text += part;
    }
    return text;
  };
};

/** The plan of a mapping. */
export const planRows = (mapping: Mapping): RowPlan => {
  const slots = new Map<SlotName, Slot>();
  const add = (name: SlotName, source: Source | undefined): void => {
    if (source === undefined) return;
    const format = 'column' in source ? source.format : undefined;
    const index = slots.size;
    slots.set(name, { name, label: labelOf(source), index, format, columns: columnsOf(source), source });
  };
  for (const group of Object.keys(SLOTS) as Group[]) {
    const sources = mapping[group] as Readonly<Record<string, Source | undefined>> | undefined;
    for (const field of SLOTS[group]) add(`${group}.${field}` as SlotName, sources?.[field]);
  }
  if (mapping.issue !== undefined) add('issue.when', { column: mapping.issue.when.column });
  return {
    columns: [...new Set([...slots.values()].flatMap((slot) => slot.columns))],
    slot: (name) => slots.get(name),
    taker(header) {
      const getters = [...slots.values()].map((slot) => getter(slot.source, header));
      return (fields) => getters.map((get) => get(fields));
    },
  };
};

const DATES = ['invoice.issuedOn', 'invoice.dueOn', 'invoice.installedOn', 'payment.paidOn', 'issue.raisedOn'] as const;
const AMOUNTS = ['invoice.amount', 'payment.amount'] as const;

/** The readers of the dates and amounts of a table, by the name of their slot. */
export interface Readers {
  dates: ReadonlyMap<SlotName, DateReader>;
  amounts: ReadonlyMap<SlotName, NumberReader>;
}

/** How the dates without a format are written, by the name of their slot. */
export type Orders = Partial<Record<SlotName, Order>>;

/** The readers of a plan, once the orders of its dates are known. */
export const readersOf = (plan: RowPlan, orders: Orders): Readers => {
  const dates = new Map<SlotName, DateReader>();
  const amounts = new Map<SlotName, NumberReader>();
  for (const name of DATES) {
    const order = orders[name];
    const format = plan.slot(name)?.format;
    if (format !== undefined) dates.set(name, compileDateFormat(format));
    else if (order !== undefined) dates.set(name, orderedReader(order));
  }
  for (const name of AMOUNTS) {
    const format = plan.slot(name)?.format;
    amounts.set(name, format === undefined ? plainNumber : compileNumberFormat(format));
  }
  return { dates, amounts };
};

/** Learns, row by row, how the dates without a format are written. */
export const learnOrders = (plan: RowPlan) => {
  const learning: { name: SlotName; index: number; seen: DateOrder }[] = [];
  for (const name of DATES) {
    const slot = plan.slot(name);
    if (slot !== undefined && slot.format === undefined)
      learning.push({ name, index: slot.index, seen: dateOrder(slot.label) });
  }
  return {
    /** Whether any date has to be learned. */
    isNeeded: learning.length > 0,
    see(values: readonly string[]): void {
      for (const { index, seen } of learning) seen.see(values[index]!);
    },
    /** Throws `BadInput` with each column in which day and month cannot be told apart. */
    orders(): Orders {
      const orders: Orders = {};
      const problems = new Set<string>();
      for (const { name, seen } of learning) {
        const order = seen.order();
        if (typeof order === 'string') orders[name] = order;
        else problems.add(order.problem);
      }
      if (problems.size > 0) throw new BadInput([...problems]);
      return orders;
    },
  };
};
