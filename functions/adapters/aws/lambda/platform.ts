import { NotSetUp } from '../../../platform/errors.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { EventsOut, LedgerFiles, Mailer, Table, Workflows } from '../../../platform/ports.ts';
import type { TimelineEntry } from '../../../platform/timeline.ts';
import { systemClock } from '../clock.ts';
import { randomIds } from '../ids.ts';
import { Log } from '../log.ts';
import { settingOf } from './environment.ts';

/** What an entry gives its function. What it leaves out is in neither its bundle nor its permissions. */
export interface Given {
  table?: Table;
  mailer?: Mailer;
  workflows?: Workflows;
  files?: LedgerFiles;
  eventsOut?: EventsOut;
  publicUrl?: string;
}

/** In place of a port that an entry does not give: touching it says which one is missing. */
const missing = <P extends object>(name: string, port: string): P =>
  new Proxy({} as P, {
    get: (_, method) => {
      throw new NotSetUp(`The function ${name} calls ${port}.${String(method)}, but its entry gives it no ${port}`);
    },
  });

/** The log of a function, on standard output. */
export const logOf = (name: string): Log =>
  new Log({ name, stage: settingOf('GS_STAGE'), write: (line) => process.stdout.write(line), now: Date.now });

/** The platform of a function on AWS: what its entry gives it, and for the rest what says that it is missing. */
export const platformOf = <G extends Given>(name: string, log: Log, given: G): Platform & G => {
  const platform = {
    table: missing<Table>(name, 'table'),
    mailer: missing<Mailer>(name, 'mailer'),
    workflows: missing<Workflows>(name, 'workflows'),
    clock: systemClock,
    ids: randomIds(),
    tell: (entry: TimelineEntry) => log.tell(entry),
    findable: true,
    ...given,
  };
  if (given.publicUrl !== undefined) return platform as Platform & G;
  // Not enumerable: a copy of the platform is no use of the address.
  return Object.defineProperty(platform as Platform & G, 'publicUrl', {
    get: () => {
      throw new NotSetUp(`The function ${name} makes a link, but its entry gives it no address`);
    },
  });
};
