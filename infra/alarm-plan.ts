import type { Metric as OurMetric } from '../functions/adapters/aws/log-metrics.ts';
import type { IndexName, WorkflowName } from '../functions/platform/ports.ts';

/** What an alarm looks at. */
export type Watch =
  | { of: 'counts'; metric: OurMetric }
  | { of: 'executions'; workflow: WorkflowName; ended: 'Failed' | 'Succeeded' }
  | { of: 'stream'; reader: string }
  | { of: 'function'; name: string; metric: 'Errors' }
  /** All functions of the account and region: they share what may run at once. */
  | { of: 'functions'; metric: 'Throttles' }
  | { of: 'http'; metric: '5xx' }
  /** The table, or one of its indexes: each is throttled by itself. */
  | { of: 'table'; metric: 'ReadThrottleEvents' | 'WriteThrottleEvents'; index?: IndexName }
  | { of: 'starts' }
  | { of: 'mail'; metric: 'Reputation.BounceRate' | 'Reputation.ComplaintRate' }
  | { of: 'dead-letters'; queue: string };

export interface AlarmPlan {
  /** The last part of its name, and its heading in docs/operations.md. */
  name: string;
  /** What it means when it goes off. */
  means: string;
  /** What to do then. */
  remedy: string;
  watch: Watch;
  /** It goes off at this value, or beyond it. */
  at: number;
  /** Whether it goes off above the value or below it. Default: above. */
  below?: boolean;
  /** Minutes that are looked at together. */
  minutes: number;
  /** So many of these in a row. Default: 1. */
  inARow?: number;
  /** Only where the schedules run. */
  byTheClock?: boolean;
}
