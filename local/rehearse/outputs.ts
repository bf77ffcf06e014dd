import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { BadInput } from '../../functions/platform/errors.ts';
import type { OutgoingMail } from '../../functions/platform/ports.ts';
import type { TimelineEntry } from '../../functions/platform/timeline.ts';
import { FileWriter } from './file-writer.ts';
import { resultsOf } from './results.ts';
import type { Play, Played } from './world.ts';

/** Text is handed over in pieces of about this many characters. */
const PIECE = 65_536;
const FILES = ['letters', 'letters.json', 'work-list.json', 'invoices.json', 'timeline.jsonl', 'summary.json'];

/**
 * Writes what a rehearsal brings: in a stable order, the same bytes for the same input. Everything is made beside the
 * folder and moved into it at the end, so that a refused rehearsal leaves nothing behind.
 */
export class Outputs {
  readonly #folder: string;
  readonly #staging: string;
  /** The topmost folder that had to be made for it. */
  readonly #madeFrom: string | undefined;
  readonly #writer: FileWriter;
  #timeline = '';
  #mails = 0;
  #customerMails = 0;

  /** Throws `BadInput` where there can be no such folder. */
  constructor(folder: string) {
    this.#folder = resolve(folder);
    if (statSync(this.#folder, { throwIfNoEntry: false })?.isDirectory() === false)
      throw new BadInput([`--out: ${folder} is no folder: give the path of a folder`]);
    try {
      this.#madeFrom = mkdirSync(dirname(this.#folder), { recursive: true });
      this.#staging = mkdtempSync(join(dirname(this.#folder), `.${basename(this.#folder)}-`));
      mkdirSync(join(this.#staging, 'letters'));
    } catch (error) {
      throw new BadInput([`--out: ${folder} cannot be written: ${(error as Error).message}`]);
    }
    // Its thread keeps the process alive: it begins once nothing can be refused here any more.
    this.#writer = new FileWriter();
  }

  #put(name: string, content: string | Uint8Array, append = false): void {
    this.#writer.write({ file: join(this.#staging, name), content, append });
  }

  mail(mail: OutgoingMail): void {
    this.#mails += 1;
    if (mail.audience === 'customer') this.#customerMails += 1;
    this.#put(join('letters', `${String(this.#mails).padStart(6, '0')}.eml`), mail.raw);
  }

  tell(entry: TimelineEntry): void {
    this.#timeline += `${JSON.stringify(entry)}\n`;
    if (this.#timeline.length > PIECE) this.#tellOn();
  }

  #tellOn(): void {
    this.#put('timeline.jsonl', this.#timeline, true);
    this.#timeline = '';
  }

  /** Writes an array row by row, one a line: a large one never stands in memory as a whole. */
  #array(name: string, rows: Iterable<unknown>): void {
    let piece = '[';
    let first = true;
    for (const row of rows) {
      piece += `${first ? '\n' : ',\n'}  ${JSON.stringify(row)}`;
      first = false;
      if (piece.length <= PIECE) continue;
      this.#put(name, piece, true);
      piece = '';
    }
    this.#put(name, `${piece}${first ? ']' : '\n]'}\n`, true);
  }

  /** Nothing can be refused any more: the letters of an earlier rehearsal go, while the results are read. */
  #clearAway(): void {
    const before = join(this.#folder, 'letters');
    if (!existsSync(before)) return;
    const aside = join(this.#staging, 'before');
    renameSync(before, aside);
    this.#writer.remove(aside);
  }

  /** Reads the world at its end, writes everything that is not written yet, and moves it all to the folder. */
  async finish(of: Play, played: Played): Promise<{ invoices: number; letters: number; orphans: number }> {
    this.#clearAway();
    const { letters, workList, invoices, summary } = await resultsOf(of, played, this.#customerMails);
    this.#tellOn();
    this.#array('letters.json', letters);
    this.#array('work-list.json', workList);
    this.#array('invoices.json', invoices);
    this.#put('summary.json', `${JSON.stringify(summary, null, 2)}\n`);
    await this.#writer.end();
    mkdirSync(this.#folder, { recursive: true });
    for (const name of FILES) {
      rmSync(join(this.#folder, name), { recursive: true, force: true });
      renameSync(join(this.#staging, name), join(this.#folder, name));
    }
    rmSync(this.#staging, { recursive: true });
    return summary;
  }

  /** Takes everything back: nothing was written. */
  async discard(): Promise<void> {
    await this.#writer.end().catch(() => undefined);
    rmSync(this.#staging, { recursive: true, force: true });
    if (this.#madeFrom !== undefined) rmSync(this.#madeFrom, { recursive: true, force: true });
  }
}
