import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';

/** What to write; `append` adds to the file. */
export interface Writing {
  file: string;
  content: string | Uint8Array;
  append: boolean;
}

/** A folder to remove, with all that is in it. */
export interface Removing {
  remove: string;
}

// One worker, one queue: the files of a rehearsal are written in the order in which they were handed over.
parentPort!.on('message', (writings: readonly Writing[] | Removing | 'end') => {
  if (writings === 'end') {
    parentPort!.close();
    return;
  }
  if ('remove' in writings) {
    rmSync(writings.remove, { recursive: true });
    return;
  }
  for (const { file, content, append } of writings) {
    if (append) appendFileSync(file, content);
    else writeFileSync(file, content);
  }
});
