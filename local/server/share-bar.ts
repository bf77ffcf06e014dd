const EVERY_MS = 250;

/** Tells on stderr how much of something is done: on a terminal one line that is written over, else now and then. */
export const shareBar = (title: string): { at(share: number): void; done(): void } => {
  const began = Date.now();
  const terminal = process.stderr.isTTY === true;
  const pause = terminal ? EVERY_MS : EVERY_MS * 20;
  let last = began;
  const line = (share: number): string =>
    `${title}: ${Math.round(Math.min(Math.max(share, 0), 1) * 100)} %, ${((Date.now() - began) / 1000).toFixed(1)} s`;
  return {
    at(share) {
      if (Date.now() - last < pause) return;
      last = Date.now();
      process.stderr.write(terminal ? `\r${line(share)}` : `${line(share)}\n`);
    },
    done() {
      process.stderr.write(terminal ? `\r${line(1)}\n` : `${line(1)}\n`);
    },
  };
};
