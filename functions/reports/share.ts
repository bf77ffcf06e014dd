/** `part ÷ whole`, or null where the whole is zero and the figure has no meaning. */
export const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
