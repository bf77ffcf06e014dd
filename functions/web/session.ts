import { tokenHash } from '../escalation/approval-link.ts';
import { ConditionFailed } from '../platform/errors.ts';
import type { Clock, Ids, Item, Key, Table } from '../platform/ports.ts';
import type { StaffMember } from '../platform/settings.contract.ts';

/**
 * Who is signed in. The browser holds a token of 256 bits, the table its digest: who reads the table cannot use it. Times
 * are milliseconds since 1970.
 */
export interface Session extends Item {
  staffId: string;
  /** The address that the issuer vouched for: a staff id that is given to another person opens nothing. */
  address: string;
  startedAt: number;
  seenAt: number;
}

/** Where sessions are kept, and the clock that they end by; at home not the clock that letters go by. */
export interface SessionPlace {
  table: Table;
  clock: Clock;
  ids: Ids;
}

const MINUTE_MS = 60_000;
/** A working day; then the issuer is asked again. */
const LASTS_MS = 12 * 60 * MINUTE_MS;
/** A browser that was left alone. */
const IDLE_MS = 120 * MINUTE_MS;
/** A page costs one read; that the session was used is written at most so often. */
const RENEWED_MS = 10 * MINUTE_MS;

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

const sessionKey = (token: string): Key => ({ pk: `N#${tokenHash(token)}`, sk: 'SESSION' });

const endsAt = ({ startedAt, seenAt }: Pick<Session, 'startedAt' | 'seenAt'>): number =>
  Math.min(startedAt + LASTS_MS, seenAt + IDLE_MS);

/** An address as it is compared: capitals mean nothing in it. */
export const plainAddress = (address: string): string => address.trim().toLowerCase();

/** Begins a session, and returns its token. */
export const beginSession = async ({ table, clock, ids }: SessionPlace, member: StaffMember): Promise<string> => {
  const token = ids.token();
  const now = clock.now();
  const times = { startedAt: now, seenAt: now };
  const session: Session = {
    ...sessionKey(token),
    staffId: member.id,
    address: plainAddress(member.email),
    ...times,
    expiresAt: Math.ceil(endsAt(times) / 1000),
  };
  await table.write({ put: session, if: { exists: false } });
  return token;
};

/** The session of a token while it lasts. One read; one write more where it was last used ten minutes ago. */
export const sessionOf = async ({ table, clock }: SessionPlace, token: string): Promise<Session | undefined> => {
  if (!TOKEN.test(token)) return undefined;
  const key = sessionKey(token);
  const session = (await table.get(key)) as Session | undefined;
  const now = clock.now();
  if (session === undefined || now >= endsAt(session)) return undefined;
  if (now - session.seenAt < RENEWED_MS) return session;
  const renewed = { startedAt: session.startedAt, seenAt: now };
  const expiresAt = Math.ceil(endsAt(renewed) / 1000);
  // As it was read: a session that was ended in between stays ended.
  const asRead = { exists: true, equals: { startedAt: session.startedAt } };
  return table.write({ update: key, set: { seenAt: now, expiresAt }, if: asRead }).then(
    () => ({ ...session, ...renewed, expiresAt }),
    (error: unknown) => {
      if (error instanceof ConditionFailed) return undefined;
      throw error;
    },
  );
};

/** Whom a session belongs to among today's staff: nobody, once they left or their address became another. */
export const memberOf = (
  { staffId, address }: Pick<Session, 'staffId' | 'address'>,
  staff: readonly StaffMember[],
): StaffMember | undefined => {
  const member = staff.find(({ id }) => id === staffId);
  return member !== undefined && plainAddress(member.email) === address ? member : undefined;
};

/** Ends a session for good. */
export const endSession = async ({ table }: SessionPlace, token: string): Promise<void> => {
  if (TOKEN.test(token)) await table.write({ delete: sessionKey(token) });
};
