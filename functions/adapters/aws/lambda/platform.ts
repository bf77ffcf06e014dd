import { NotSetUp } from '../../../platform/errors.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { Mailer, Table, Workflows } from '../../../platform/ports.ts';
import { systemClock } from '../clock.ts';
import { randomIds } from '../ids.ts';
import { Log } from '../log.ts';
import { settingOf } from './environment.ts';

/** What an entry gives its function. What it leaves out is in neither its bundle nor its permissions. */
export interface Given {
  table?: Table;
  mailer?: Mailer;
  workflows?: Workflows;
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

/** The platform of a function on AWS. */
export const platformOf = (name: string, log: Log, given: Given): Platform => ({
  table: given.table ?? missing(name, 'table'),
  mailer: given.mailer ?? missing(name, 'mailer'),
  workflows: given.workflows ?? missing(name, 'workflows'),
  clock: systemClock,
  ids: randomIds(),
  get publicUrl(): string {
    if (given.publicUrl === undefined)
      throw new NotSetUp(`The function ${name} makes a link, but its entry gives it no address`);
    return given.publicUrl;
  },
  tell: (entry) => log.tell(entry),
});
