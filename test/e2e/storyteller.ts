/** Prints the story as it happens, and keeps count of its chapters. */

const LOOKS_EVERY_MS = 200;
const began = Date.now();

const stamp = (): string => {
  const seconds = Math.round((Date.now() - began) / 1000);
  return `${String(Math.floor(seconds / 60)).padStart(2)}:${String(seconds % 60).padStart(2, '0')}`;
};

/** One line of the story. */
export const say = (line: string): void => {
  process.stdout.write(`${stamp()}   ${line}\n`);
};

let passed = 0;

/** How many chapters have come to their end. */
export const chaptersPassed = (): number => passed;

/** One chapter: what happens, and what has to hold. Throws what went wrong. */
export const chapter = async (title: string, happens: () => Promise<void>): Promise<void> => {
  process.stdout.write(`\n${stamp()} ${title}\n`);
  await happens();
  passed += 1;
};

/**
 * Waits until something is so: what others do takes its time. Gives what `look` found.
 * Throws an `Error` that says what did not come, and what was there instead.
 */
export const until = async <T>(
  what: string,
  look: () => Promise<T | undefined>,
  instead: () => Promise<unknown> = async () => undefined,
  withinSeconds = 120,
): Promise<T> => {
  const latest = Date.now() + withinSeconds * 1000;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > latest) {
      const there = await instead();
      const saw = there === undefined ? '' : `; there is ${JSON.stringify(there, null, 1)}`;
      throw new Error(`Within ${withinSeconds} s it did not happen that ${what}${saw}`);
    }
    await new Promise((resolve) => setTimeout(resolve, LOOKS_EVERY_MS));
  }
};

export function expect(holds: boolean, what: string, instead?: unknown): asserts holds {
  if (!holds)
    throw new Error(`${what}${instead === undefined ? '' : `; there is ${JSON.stringify(instead, null, 1)}`}`);
}
