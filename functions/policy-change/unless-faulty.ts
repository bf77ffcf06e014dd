import { isRecordFault } from '../platform/record-fault.ts';

/** What a rule says; undefined where it fails on the record. Errors that pass are thrown. */
export const unlessFaulty = <T>(rule: () => T): T | undefined => {
  try {
    return rule();
  } catch (error) {
    if (!isRecordFault(error)) throw error;
    return undefined;
  }
};
