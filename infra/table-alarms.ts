import type { IndexName } from '../functions/platform/ports.ts';
import type { AlarmPlan } from './alarm-plan.ts';

/** More than this in a quarter of an hour our tries do not make up for. */
const MANY = { at: 500, minutes: 15 };

/** The dimension of a table leaves out its indexes, and an index that is throttled holds up writers of the table. */
const alarmsOfIndex = (index: IndexName): AlarmPlan[] => [
  {
    name: `${index}-writes-throttled`,
    means: `The index ${index} takes entries more slowly than the table is written, and holds its writers up.`,
    remedy:
      'An import of a new size explains it for half an hour. Otherwise look for one shard of the index that all entries go to.',
    watch: { of: 'table', metric: 'WriteThrottleEvents', index },
    ...MANY,
  },
  {
    name: `${index}-reads-throttled`,
    means: `The index ${index} asks readers to slow down more often than our tries make up for.`,
    remedy:
      'Look which function reads it all the time: a run that begins anew again and again, or a page that is loaded.',
    watch: { of: 'table', metric: 'ReadThrottleEvents', index },
    ...MANY,
  },
];

export const TABLE_ALARMS: readonly AlarmPlan[] = [
  {
    name: 'writes-throttled',
    means: 'The table asks writers to slow down more often than our tries make up for.',
    remedy:
      'An import of a new size explains it for half an hour. Otherwise look for one payer that is written all the time.',
    watch: { of: 'table', metric: 'WriteThrottleEvents' },
    ...MANY,
  },
  {
    name: 'reads-throttled',
    means: 'The table asks readers to slow down more often than our tries make up for.',
    remedy:
      'An import of a new size explains it for half an hour. Otherwise look for one payer that is read all the time.',
    watch: { of: 'table', metric: 'ReadThrottleEvents' },
    ...MANY,
  },
  ...alarmsOfIndex('agenda'),
  ...alarmsOfIndex('work'),
];
