import { createHash } from 'node:crypto';
import type { Approval, Snapshot } from '../lifecycle/entities.ts';
import type { Platform } from '../platform/platform.ts';
import type { Item, Key, Table } from '../platform/ports.ts';
import type { EscalationInput } from './escalation-case.ts';

/** What a link in an approver's mail stands for: one person, one request, and what it was about when it was asked. */
export interface ApprovalLink extends Item {
  approvalId: string;
  /** Whose mailbox it was sent to. */
  staffId: string;
  customerId: string;
  invoiceId: string;
  cycle: number;
  demand: string;
  step: string;
  snapshot: Snapshot;
  askedAt: string;
  /** From this instant on the link shows and decides nothing. */
  validUntil: string;
}

const DAY_MS = 86_400_000;
/**
 * Longer than the turns of an approver, a deputy and a manager together; a mail that is found again a year later is no
 * key any more.
 */
const VALID_DAYS = 30;
/** An expired link is still known for so long, so that its page can say what it is. */
const KNOWN_DAYS = 90;

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** The digest under which a token is kept: who reads the table cannot make a link of it. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('base64url');

const linkKey = (hash: string): Key => ({ pk: `T#${hash}`, sk: 'TOKEN' });

/**
 * Keeps a new link for one person and one request; returns its address. The token itself is in the address alone, and
 * that goes into the mail alone.
 */
export const newApprovalLink = async (
  platform: Platform,
  of: EscalationInput,
  approval: Approval,
  staffId: string,
): Promise<string> => {
  const token = platform.ids.token();
  const now = platform.clock.now();
  const { customerId, invoiceId, cycle, demand, step } = of;
  const link: ApprovalLink = {
    ...linkKey(tokenHash(token)),
    approvalId: approval.approvalId,
    staffId,
    ...{ customerId, invoiceId, cycle, demand, step },
    snapshot: approval.snapshot,
    askedAt: approval.askedAt,
    validUntil: new Date(now + VALID_DAYS * DAY_MS).toISOString(),
    expiresAt: Math.ceil((now + KNOWN_DAYS * DAY_MS) / 1000),
  };
  await platform.table.write({ put: link });
  return `${platform.publicUrl}/approvals/${token}`;
};

/** The link of a token, or undefined where there is none; what cannot be a token is not looked for. */
export const linkOf = async (table: Table, token: string): Promise<ApprovalLink | undefined> =>
  TOKEN.test(token) ? ((await table.get(linkKey(tokenHash(token)))) as ApprovalLink | undefined) : undefined;
