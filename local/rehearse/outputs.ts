import { createWriteStream, mkdirSync, rmSync, type WriteStream, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OutgoingMail } from '../../functions/platform/ports.ts';
import type { TimelineEntry } from '../../functions/platform/timeline.ts';
import { resultsOf } from './results.ts';
import type { Play, Played } from './world.ts';

/** Writes what a rehearsal brings: in a stable order, the same bytes for the same input. */
export class Outputs {
  readonly #folder: string;
  readonly #timeline: WriteStream;
  #mails = 0;
  #customerMails = 0;

  /** Makes the folder; letters of an earlier rehearsal in it are removed. */
  constructor(folder: string) {
    this.#folder = folder;
    rmSync(join(folder, 'letters'), { recursive: true, force: true });
    mkdirSync(join(folder, 'letters'), { recursive: true });
    this.#timeline = createWriteStream(join(folder, 'timeline.jsonl'));
  }

  mail(mail: OutgoingMail): void {
    this.#mails += 1;
    if (mail.audience === 'customer') this.#customerMails += 1;
    writeFileSync(join(this.#folder, 'letters', `${String(this.#mails).padStart(6, '0')}.eml`), mail.raw);
  }

  tell(entry: TimelineEntry): void {
    this.#timeline.write(`${JSON.stringify(entry)}\n`);
  }

  /** Writes an array row by row, one a line: a large one never stands in memory as a whole. */
  #array(name: string, rows: Iterable<unknown>): number {
    const file = join(this.#folder, name);
    const parts: string[] = [];
    let count = 0;
    writeFileSync(file, '[');
    for (const row of rows) {
      parts.push(`${count === 0 ? '\n' : ',\n'}  ${JSON.stringify(row)}`);
      count += 1;
      if (parts.length === 5000) writeFileSync(file, parts.splice(0).join(''), { flag: 'a' });
    }
    writeFileSync(file, `${parts.join('')}${count === 0 ? ']' : '\n]'}\n`, { flag: 'a' });
    return count;
  }

  /** Reads the world at its end and writes everything that is not written yet. */
  async finish(of: Play, played: Played): Promise<{ invoices: number; letters: number; orphans: number }> {
    const { letters, workList, invoices, summary } = await resultsOf(of, played, this.#customerMails);
    this.#array('letters.json', letters);
    this.#array('work-list.json', workList);
    this.#array('invoices.json', invoices);
    writeFileSync(join(this.#folder, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
    await new Promise<void>((resolve, reject) => {
      this.#timeline.on('error', reject);
      this.#timeline.end(resolve);
    });
    return summary;
  }
}
