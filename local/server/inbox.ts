import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FolderFiles } from '../../functions/adapters/embedded/ledger-files.ts';
import type { KeptMessages } from '../../functions/correspondence/kept-message.ts';
import { type Received, receiveReply, replyIdOf } from '../../functions/correspondence/receive-reply.ts';
import type { Mover } from './mover.ts';
import type { World } from './world.ts';

/** Where the key of a message that is kept begins, and what its name is. */
const KEPT = 'inbox/kept/';
const NAME = /^reply-[0-9a-f]{40}\.eml$/;
/** How often the folder is looked into. */
const EVERY_MS = 2_000;
/** A file that was written to just now may not be whole yet. */
const STILL_MS = 1_000;

/**
 * Takes the place of a mail service that receives: raw messages that are dropped into a folder as `*.eml` come in as
 * answers to letters. Each is kept below it, in `kept`, as it came.
 */
export class Inbox {
  readonly #world: World;
  readonly #mover: Mover;
  readonly #folder: string | undefined;
  #looking = false;

  /** Without a folder nothing is kept, and only what a page hands over comes in. */
  constructor(world: World, mover: Mover, folder?: string) {
    this.#world = world;
    this.#mover = mover;
    this.#folder = folder;
    if (folder !== undefined) mkdirSync(join(folder, 'kept'), { recursive: true });
  }

  /** The messages that came in, by the keys that their replies name; nothing else of the folder. */
  get messages(): KeptMessages | undefined {
    if (this.#folder === undefined) return undefined;
    const files = new FolderFiles(join(this.#folder, 'kept'));
    const nameOf = (key: string): string => (key.startsWith(KEPT) ? key.slice(KEPT.length) : '');
    return {
      find: async (key) => (NAME.test(nameOf(key)) ? files.find(nameOf(key)) : undefined),
      read: (key, from) => files.read(nameOf(key), from),
    };
  }

  /** A message comes in, and what follows from it happens. */
  async take(raw: Uint8Array): Promise<Received> {
    const name = `${replyIdOf(raw)}.eml`;
    if (this.#folder !== undefined) writeFileSync(join(this.#folder, 'kept', name), raw);
    const file = this.#folder === undefined ? undefined : `${KEPT}${name}`;
    const received = await receiveReply(this.#world.runtime.platform, raw, file);
    await this.#mover.follow();
    return received;
  }

  /** Takes in what lies in the folder; says how many messages that was. */
  async look(): Promise<number> {
    if (this.#folder === undefined || this.#looking) return 0;
    this.#looking = true;
    let taken = 0;
    try {
      for (const name of readdirSync(this.#folder).sort()) {
        const path = join(this.#folder, name);
        if (!name.endsWith('.eml') || Date.now() - statSync(path).mtimeMs < STILL_MS) continue;
        const raw = readFileSync(path);
        await this.take(raw);
        renameSync(path, join(this.#folder, 'kept', `${replyIdOf(raw)}.eml`));
        taken += 1;
      }
    } finally {
      this.#looking = false;
    }
    return taken;
  }

  /** Looks into the folder from now on; keeps no process alive. */
  watch(): void {
    setInterval(() => void this.look().catch(console.error), EVERY_MS).unref();
  }
}
