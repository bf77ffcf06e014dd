import * as z from 'zod';
import { problemsWithoutValues } from '../platform/fields.ts';
import { task } from '../platform/task.ts';
import type { LedgerEvent } from './event.ts';
import { parseEventPayload } from './import/json-lines.ts';
import { recordCall } from './record-call.ts';

/** The events that a message of the bus holds. Throws `BadInput` where they are not as agreed. */
export const eventsOf = (detail: object): readonly LedgerEvent[] =>
  parseEventPayload('events' in detail ? detail.events : detail, undefined, problemsWithoutValues);

/**
 * What came over the event bus: one event of the ledger or act of a person, or `{ events: […] }`, recorded as a whole or
 * not at all. A refusal is thrown; its sentence holds paths and ids.
 */
export default task('ReceiveEvents', z.looseObject({}), async (platform, detail) =>
  recordCall(platform, eventsOf(detail)),
);
