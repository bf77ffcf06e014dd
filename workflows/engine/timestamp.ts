const SHAPE = /^(\d{4})-(\d{2})-(\d{2})T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

/** Milliseconds since 1970 of an ISO 8601 instant with its offset; `undefined` for anything else. */
export const parseTimestamp = (text: string): number | undefined => {
  const parts = SHAPE.exec(text);
  if (parts === null) return undefined;
  const instant = Date.parse(text);
  if (Number.isNaN(instant)) return undefined;
  // Date.parse lets 30 February pass as 1 or 2 March.
  const lastDay = new Date(Date.UTC(Number(parts[1]), Number(parts[2]), 0)).getUTCDate();
  return Number(parts[3]) <= lastDay ? instant : undefined;
};

export const isTimestamp = (text: string): boolean => parseTimestamp(text) !== undefined;

let lastInstant = Number.NaN;
let lastText = '';

/** An instant as Step Functions writes it, `2026-03-02T06:00:00.000Z`. Many in a row are the same in virtual time. */
export const formatTimestamp = (instant: number): string => {
  if (instant !== lastInstant) {
    lastText = new Date(instant).toISOString();
    lastInstant = instant;
  }
  return lastText;
};
