/** Where the lines of an axis stand. */

/** A round step, 1, 2 or 5 times a power of ten, so that about `lines` of them reach the greatest value. */
const roundStep = (most: number, lines: number): number => {
  const rough = most / lines;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((each) => each * power >= rough * (1 - 1e-9)) ?? 10;
  return factor * power;
};

/** The values at which an axis from zero has lines, the last one at or above `most`; of nothing, zero and one. */
export const axisOf = (most: number, lines = 4): number[] => {
  if (!(most > 0)) return [0, 1];
  const step = roundStep(most, lines);
  const count = Math.ceil(most / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => index * step);
};
