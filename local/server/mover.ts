import { setImmediate } from 'node:timers/promises';
import { recordComing, type World } from './world.ts';

/** How the clock may be moved: to an instant, or until something happens. */
export type Target = { to: number } | { untilSomethingHappens: true };

/** A move of the clock and what came of it. Instants in milliseconds since 1970. */
export interface Move {
  from: number;
  /** Where it goes at most. */
  to: number;
  now: number;
  state: 'moving' | 'arrived' | 'stopped' | 'failed';
  /** The process ended on the way: what closed and what came in was not counted. */
  isCutOff?: true;
  /** Why it failed. */
  because?: string;
  /** The mailbox's last message before the move. */
  mailBefore: number;
  letters: number;
  staffMails: number;
  raised: string[];
  closed: number;
  /** Facts that came in on the way. */
  facts: number;
}

/** A move that looks for something to happen gives up after this long. */
const MOST_LOOKED_AHEAD_MS = 92 * 86_400_000;
/** How long a page waits for what follows from what it recorded. */
const PATIENCE_MS = 1500;
/** How long pages may wait while the world runs. */
const BREATH_MS = 40;
/** A list of what a move raised is cut here; the work list has them all. */
const MOST_NAMED = 100;
const NOTE = 'last-move';

const lastMail = ({ mailbox }: World): number => mailbox.newest(1)[0]?.number ?? 0;

/**
 * Moves the clock of a world, one move at a time, and lets everything happen on the way. A move that was cut off by the
 * end of the process is shown as stopped where it was; nothing of it is lost or done twice.
 */
export class Mover {
  readonly #world: World;
  #move: Move | undefined;
  #running: Promise<void> | undefined;
  #stop = false;

  constructor(world: World) {
    this.#world = world;
    const last = world.notes.read<Move>(NOTE);
    if (last === undefined) return;
    const { clock } = world;
    this.#move = last.state === 'moving' ? { ...last, state: 'stopped', isCutOff: true, now: clock.now() } : last;
    this.#count(this.#move);
  }

  /** The move under way, or the last one. */
  get move(): Move | undefined {
    return this.#move;
  }

  get isMoving(): boolean {
    return this.#running !== undefined && this.#move?.state === 'moving';
  }

  /** Begins a move; false where one is under way. */
  begin(target: Target): boolean {
    if (this.#running !== undefined) return false;
    const { clock, notes } = this.#world;
    const from = clock.now();
    const to = 'to' in target ? target.to : from + MOST_LOOKED_AHEAD_MS;
    const mailBefore = lastMail(this.#world);
    const counts = { letters: 0, staffMails: 0, raised: [], closed: 0, facts: 0 };
    const move: Move = { from, to, now: from, state: 'moving', mailBefore, ...counts };
    this.#move = move;
    this.#stop = false;
    notes.write(NOTE, { ...move });
    this.#running = this.#run(move, !('to' in target)).finally(() => {
      this.#running = undefined;
      notes.write(NOTE, { ...move });
    });
    return true;
  }

  /**
   * Lets happen at once what follows from something that a page recorded. Where a move is under way it goes on first:
   * whatever it has not met by its end is met then. What takes long, as a rehearsal of the whole ledger does, goes on
   * while the page answers.
   */
  async follow(): Promise<void> {
    if (this.#running !== undefined) {
      void this.#running.then(() => this.follow());
      return;
    }
    const { runtime, survey } = this.#world;
    this.#running = runtime
      .settle()
      .then(() => survey.refresh(runtime.platform))
      // It is recorded, and its wake stands on the agenda: the next sweep takes it up.
      .catch(console.error)
      .finally(() => {
        this.#running = undefined;
      });
    await this.settled(PATIENCE_MS);
  }

  /** Ends the move at the next instant that is complete. */
  stop(): void {
    this.#stop = true;
  }

  /** Answers when no move is under way, or after so many milliseconds. */
  async settled(withinMs: number): Promise<void> {
    if (this.#running === undefined) return;
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, withinMs);
    });
    await Promise.race([this.#running, patience]);
    clearTimeout(timer);
  }

  async #run(move: Move, untilSomethingHappens: boolean): Promise<void> {
    const { clock, survey, runtime } = this.#world;
    const openBefore = new Set(survey.items.keys());
    try {
      let breathed = performance.now();
      while (clock.now() < move.to && !this.#stop) {
        await this.#step(move);
        move.now = clock.now();
        if (untilSomethingHappens && (await this.#happened(move, openBefore))) break;
        if (performance.now() - breathed < BREATH_MS) continue;
        this.#count(move);
        await setImmediate();
        breathed = performance.now();
      }
      await survey.refresh(runtime.platform);
      this.#compare(move, openBefore);
      move.state = this.#stop ? 'stopped' : 'arrived';
    } catch (error) {
      move.state = 'failed';
      move.because = error instanceof Error ? error.message : String(error);
      console.error(error);
    }
    move.now = clock.now();
    this.#count(move);
  }

  /** Goes on to the next instant at which something is due. */
  async #step(move: Move): Promise<void> {
    const { clock, coming, runtime } = this.#world;
    const next = Math.min(await runtime.next(), move.to);
    const fact = coming.first();
    if (fact === undefined || fact.at > next) {
      await runtime.advanceTo(Math.max(next, clock.now()));
      return;
    }
    if (fact.at > clock.now()) {
      await runtime.advanceTo(fact.at - 1);
      clock.moveTo(fact.at);
    }
    move.facts += await recordComing(this.#world);
  }

  async #happened(move: Move, openBefore: ReadonlySet<string>): Promise<boolean> {
    const { survey, runtime } = this.#world;
    if (lastMail(this.#world) > move.mailBefore) return true;
    await survey.refresh(runtime.platform);
    if (survey.items.size !== openBefore.size) return true;
    for (const itemId of survey.items.keys()) if (!openBefore.has(itemId)) return true;
    return false;
  }

  #count(move: Move): void {
    const { customer, staff } = this.#world.mailbox.countAfter(move.mailBefore);
    Object.assign(move, { letters: customer, staffMails: staff });
  }

  #compare(move: Move, openBefore: ReadonlySet<string>): void {
    const { items } = this.#world.survey;
    move.raised = [...items.keys()].filter((itemId) => !openBefore.has(itemId)).slice(0, MOST_NAMED);
    move.closed = [...openBefore].filter((itemId) => !items.has(itemId)).length;
  }
}
