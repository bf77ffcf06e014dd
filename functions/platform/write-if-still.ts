import { ConditionFailed } from './errors.ts';
import type { Table, Write } from './ports.ts';

/**
 * Writes what another writer, or an earlier call whose answer was lost, may have made unnecessary: one write, or a
 * transaction of several. Returns whether its conditions held and it was written.
 */
export const writeIfStill = async ({ table }: { table: Table }, writes: Write | readonly Write[]): Promise<boolean> => {
  try {
    if (Array.isArray(writes)) await table.transact(writes);
    else await table.write(writes as Write);
    return true;
  } catch (error) {
    if (error instanceof ConditionFailed) return false;
    throw error;
  }
};
