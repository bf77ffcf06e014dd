import { readFileSync } from 'node:fs';
import { BadInput } from '../../functions/platform/errors.ts';

/** Reads a file. Throws `BadInput` with one sentence where that cannot be done. */
export const readBytes = (file: string): Buffer => {
  try {
    return readFileSync(file);
  } catch {
    throw new BadInput([`${file}: cannot be read: give the path of an existing file`]);
  }
};

/** Reads a JSON file. Throws `BadInput` with one sentence where it is missing, not UTF-8, or no JSON. */
export const readJson = (file: string): unknown => {
  const bytes = readBytes(file);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new BadInput([`${file}: is not UTF-8: save it as UTF-8`]);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new BadInput([`${file}: is no JSON: ${(error as Error).message}`]);
  }
};
