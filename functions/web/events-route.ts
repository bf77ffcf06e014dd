import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { LedgerEvent } from '../ledger/event.ts';
import { badRowText } from '../ledger/import/bad-row.ts';
import { parseEventPayload, readEvents } from '../ledger/import/json-lines.ts';
import { recordCall } from '../ledger/record-call.ts';
import {
  BadInput,
  ConditionFailed,
  Conflict,
  OtherContent,
  PayerBeingChanged,
  ServiceUnavailable,
  Throttled,
} from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';

/** The largest body, in bytes. Larger deliveries come as a file. */
export const MOST_BYTES = 1_048_576;
/** The most events in one call: each takes a write of some 10 ms, and the gateway waits 29 s. */
export const MOST_EVENTS = 500;
const MOST_PROBLEMS = 100;
const PASSING = [Conflict, ConditionFailed, PayerBeingChanged, ServiceUnavailable, Throttled];

const LINES = /ndjson|jsonl|json-lines/;

/** The events of a body: a JSON array or one event, or, by its content type, one event a line. */
const eventsIn = async (bytes: Uint8Array, contentType: string): Promise<LedgerEvent[]> => {
  if (LINES.test(contentType)) {
    const problems: string[] = [];
    const { events } = await readEvents(bytes, {
      onBadRow: (row) => problems.push(badRowText(row)),
      onWarning: () => undefined,
    });
    if (problems.length > 0) throw new BadInput(problems);
    return events;
  }
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new BadInput([
      'the body is no JSON in UTF-8: send an array of events, or application/x-ndjson with one a line',
    ]);
  }
  return parseEventPayload(json);
};

const tooLarge = (context: Context): Response =>
  context.json(
    {
      problems: [
        `the body is too large: at most ${MOST_BYTES} bytes and ${MOST_EVENTS} events; deliver more as a file`,
      ],
    },
    413,
  );

const refusal = (context: Context, error: unknown): Response => {
  if (error instanceof BadInput) {
    const problems = error.problems.slice(0, MOST_PROBLEMS);
    const more = error.problems.length - problems.length;
    return context.json({ problems, ...(more > 0 ? { more } : {}) }, error instanceof OtherContent ? 409 : 400);
  }
  if (!PASSING.some((kind) => error instanceof kind)) throw error;
  context.header('retry-after', '2');
  return context.json({ problems: ['nothing is lost: the same records are being written, send all of it again'] }, 503);
};

/**
 * `POST /`: events of the ledger and acts of people, all of the call or none. 200 with the counts; 400 with each problem
 * and its path; 409 where an id came before with other content; 413 for too much at once; 503 where it is to be sent
 * again. Who may call is the gateway's business.
 */
export const eventsRoute = (platform: Platform): Hono => {
  const app = new Hono();
  app.post('/', bodyLimit({ maxSize: MOST_BYTES, onError: tooLarge }), async (context) => {
    context.header('cache-control', 'no-store');
    try {
      const bytes = new Uint8Array(await context.req.arrayBuffer());
      const events = await eventsIn(bytes, context.req.header('content-type') ?? '');
      if (events.length > MOST_EVENTS) return tooLarge(context);
      const { recorded, repeated } = await recordCall(platform, events);
      return context.json({ recorded, repeats: repeated, conflicts: 0 });
    } catch (error) {
      return refusal(context, error);
    }
  });
  return app;
};
