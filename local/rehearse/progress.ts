const EVERY_MS = 1000;

/** Tells on stderr how far a long run is: on a terminal one line that is written over, else a line now and then. */
export const progressBar = (start: number, until: number): { at(now: number, events: number): void; done(): void } => {
  const began = Date.now();
  let last = began;
  let shown = false;
  const terminal = process.stderr.isTTY === true;
  const pause = terminal ? EVERY_MS / 4 : EVERY_MS * 5;
  return {
    at(now, events) {
      if (Date.now() - last < pause) return;
      last = Date.now();
      shown = true;
      const share = until === start ? 1 : Math.min(Math.max((now - start) / (until - start), 0), 1);
      const bar = '='.repeat(Math.round(share * 30)).padEnd(30, ' ');
      const line = `[${bar}] ${new Date(now).toISOString().slice(0, 10)}  ${events} events  ${Math.round((last - began) / 1000)} s`;
      process.stderr.write(terminal ? `\r${line}` : `${line}\n`);
    },
    done() {
      if (shown && terminal) process.stderr.write('\n');
    },
  };
};
