import { isRecordFault } from '../platform/record-fault.ts';

const passOn = (error: unknown): undefined => {
  if (!isRecordFault(error)) throw error;
  return undefined;
};

/** What a rule says; undefined where it fails on the record. Errors that pass are thrown. */
export const unlessFaulty = <T>(rule: () => T): T | undefined => {
  try {
    return rule();
  } catch (error) {
    return passOn(error);
  }
};

/** As `unlessFaulty`, of what reads besides. */
export const readUnlessFaulty = <T>(read: () => Promise<T>): Promise<T | undefined> => read().catch(passOn);
