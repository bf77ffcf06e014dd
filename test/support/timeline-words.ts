import type { TimelineEntry } from '../../functions/platform/timeline.ts';
import { textOf } from './source-files.ts';

/** The words of docs/timeline.md: those of `what`, and those of `rule`. */
export const listedWords = (): { what: Set<string>; rule: Set<string> } => {
  const [what, rule] = textOf('docs/timeline.md').split(/^## Rules$/m);
  const inTables = /^\| `([a-z0-9-]+)`/gm;
  const inCode = /`([a-z0-9-]+)`/g;
  return {
    what: new Set([...what!.matchAll(inTables)].map(([, word]) => word!)),
    rule: new Set([...rule!.matchAll(inCode)].map(([, word]) => word!)),
  };
};

const LISTED = listedWords();

/** What of a timeline stands in no list, each word once. */
export const unlistedWords = (entries: readonly TimelineEntry[]): string[] => {
  const found = new Set<string>();
  for (const { what, why } of entries) {
    if (!LISTED.what.has(what)) found.add(`what "${what}"`);
    if (!LISTED.rule.has(why.rule)) found.add(`rule "${why.rule}"`);
  }
  return [...found].sort();
};
