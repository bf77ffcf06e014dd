import { Worker } from 'node:worker_threads';
import type { Removing, Writing } from './file-writer.worker.ts';

/** Handing over costs by the message, not by its size. */
const AT_ONCE = 100;

/**
 * Writes files on a thread of its own: opening a file takes longer than deciding and rendering the letter in it, and a
 * rehearsal in virtual time leaves its own thread no pause to do so.
 */
export class FileWriter {
  readonly #worker = new Worker(new URL('./file-writer.worker.ts', import.meta.url));
  readonly #ended: Promise<void>;
  #waiting: Writing[] = [];

  constructor() {
    this.#ended = new Promise((resolve, reject) => {
      this.#worker.on('error', reject);
      this.#worker.on('exit', () => resolve());
    });
    // Reported by `end`; without this a failure before it would end the process without a word.
    this.#ended.catch(() => undefined);
  }

  write(writing: Writing): void {
    this.#waiting.push(writing);
    if (this.#waiting.length === AT_ONCE) this.#handOver();
  }

  /** Removes a folder, behind what was handed over before. */
  remove(folder: string): void {
    this.#worker.postMessage({ remove: folder } satisfies Removing);
  }

  #handOver(): void {
    this.#worker.postMessage(this.#waiting);
    this.#waiting = [];
  }

  /** Waits until everything is written. Throws where a file could not be written. */
  end(): Promise<void> {
    this.#handOver();
    this.#worker.postMessage('end');
    return this.#ended;
  }
}
