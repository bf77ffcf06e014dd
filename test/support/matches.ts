import type { Write } from '../../functions/platform/ports.ts';

/** Which writes a test steps in at. */

const targetOf = (write: Write): { pk: string; sk: string } =>
  'put' in write ? write.put : 'update' in write ? write.update : 'delete' in write ? write.delete : write.check;

/** Writes to items whose sort key begins so. */
export const writesTo =
  (prefix: string) =>
  (write: Write): boolean =>
    !('check' in write) && targetOf(write).sk.startsWith(prefix);

/** The write that stores a waiting task's token. */
export const parks = (write: Write): boolean => 'update' in write && write.set?.parked !== undefined;
/** The write that claims a letter. */
export const claims = (write: Write): boolean =>
  'update' in write && (write.set?.claim as { status?: string } | undefined)?.status === 'reserved';
/** The write that begins a case or its next restart. */
export const begins = (write: Write): boolean =>
  'put' in write && write.put.sk.endsWith('#CASE') && write.put.status === 'open';
