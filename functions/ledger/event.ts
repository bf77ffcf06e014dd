import * as z from 'zod';
import { letterActs } from '../correspondence/contract.ts';
import { customerActs } from '../correspondence/customer-acts.contract.ts';
import { replyActs } from '../correspondence/reply.contract.ts';
import { approvalActs } from '../escalation/contract.ts';
import { issueActs } from '../issues/contract.ts';
import { holdActs } from '../lifecycle/hold.contract.ts';
import { policyActs } from '../policy/contract.ts';
import { promiseActs } from '../promises/contract.ts';
import { workActs } from '../work-list/contract.ts';
import { ledgerEvents } from './contract.ts';

/** Every event that the product takes in: what is owed, and what people and mail do. */
export const event = z.discriminatedUnion('type', [
  ...ledgerEvents,
  ...issueActs,
  ...promiseActs,
  ...holdActs,
  ...approvalActs,
  ...letterActs,
  ...customerActs,
  ...replyActs,
  ...workActs,
  ...policyActs,
]);

export type LedgerEvent = z.infer<typeof event>;
export type EventOf<T extends LedgerEvent['type']> = Extract<LedgerEvent, { type: T }>;
