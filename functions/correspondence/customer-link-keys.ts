import { COMPANY } from '../ledger/entities.ts';
import type { Platform } from '../platform/platform.ts';
import type { Item, Key, Table } from '../platform/ports.ts';
import { writeIfStill } from '../platform/write-if-still.ts';

/** The secrets that customers' links are signed with. The newest signs; the others still open what they signed. */
export interface LinkKeys {
  /** 1 to 255. */
  newest: number;
  secretOf(version: number): string | undefined;
}

const key: Key = { pk: COMPANY, sk: 'LINK-KEYS' };

/** A function keeps what it read this long: a secret that was taken away opens nothing after that time. */
const KEPT_MS = 600_000;

const kept = new WeakMap<Table, { at: number; keys: LinkKeys }>();

const keysIn = (item: Item): LinkKeys => {
  const secrets = item.secrets as Readonly<Record<string, string>>;
  return {
    newest: item.newest as number,
    secretOf: (version) => (Object.hasOwn(secrets, version) ? secrets[version] : undefined),
  };
};

const readKeys = async ({ table, clock }: Pick<Platform, 'table' | 'clock'>): Promise<LinkKeys | undefined> => {
  const at = clock.now();
  const item = await table.get(key);
  if (item === undefined) return undefined;
  const keys = keysIn(item);
  kept.set(table, { at, keys });
  return keys;
};

const keptKeys = ({ table, clock }: Pick<Platform, 'table' | 'clock'>): LinkKeys | undefined => {
  const known = kept.get(table);
  return known !== undefined && clock.now() - known.at < KEPT_MS ? known.keys : undefined;
};

/** The secrets to sign with. The first is made when the first letter leaves. */
export const signingKeys = async (platform: Pick<Platform, 'table' | 'clock' | 'ids'>): Promise<LinkKeys> => {
  const known = keptKeys(platform) ?? (await readKeys(platform));
  if (known !== undefined) return known;
  const first: Item = { ...key, newest: 1, secrets: { 1: platform.ids.token() }, v: 1 };
  await writeIfStill(platform, { put: first, if: { exists: false } });
  // As it stands now: whoever came first, all sign with the same.
  return (await readKeys(platform))!;
};

/** The secret of a version. One that is not known here may be newer than what was read: then it is read again. */
export const secretOf = async (platform: Platform, version: number): Promise<string | undefined> =>
  keptKeys(platform)?.secretOf(version) ?? (await readKeys(platform))?.secretOf(version);
