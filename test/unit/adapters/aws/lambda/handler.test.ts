import { inspect } from 'node:util';
import type { Context } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { settingOf } from '../../../../../functions/adapters/aws/lambda/environment.ts';
import { platformOf } from '../../../../../functions/adapters/aws/lambda/platform.ts';
import { eventHandler, taskHandler } from '../../../../../functions/adapters/aws/lambda/task-handler.ts';
import { webHandler } from '../../../../../functions/adapters/aws/lambda/web-handler.ts';
import { Log } from '../../../../../functions/adapters/aws/log.ts';
import { Conflict, NotSetUp } from '../../../../../functions/platform/errors.ts';
import { task } from '../../../../../functions/platform/task.ts';

const context = (awsRequestId: string): Context =>
  ({ awsRequestId, getRemainingTimeInMillis: () => 30_000 }) as unknown as Context;

let lines: string[];
const logged = (): Record<string, unknown>[] => lines.map((line) => JSON.parse(line) as Record<string, unknown>);

beforeEach(() => {
  lines = [];
  vi.stubEnv('GS_STAGE', 'test');
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
    lines.push(String(line));
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const double = task(
  'Double',
  z.object({ figure: z.number(), name: z.string() }),
  async (platform, { figure, name }) => {
    if (figure === 0) throw new Conflict('Another writer was there: try again.');
    if (figure < 0) throw Object.assign(new Error(`${name} owes nothing`), { customer: name });
    platform.tell({
      at: '2026-03-02T09:00:00Z',
      what: 'item-raised',
      why: { rule: 'fact', text: 'Doubled.', facts: { figure } },
    });
    return { figure: figure * 2 };
  },
);

describe('a task as a Lambda function', () => {
  test('payload in, result out, and one line about the call', async () => {
    const handler = taskHandler('double', double, {});
    expect(await handler({ figure: 2, name: 'Jane', more: 'later' }, context('r1'))).toEqual({ figure: 4 });
    const [told, done, counts] = logged();
    expect(told).toMatchObject({ requestId: 'r1', function: 'double', message: 'item-raised' });
    expect(done).toMatchObject({ requestId: 'r1', function: 'double', message: 'done', ms: expect.any(Number) });
    expect(counts).toMatchObject({ requestId: 'r1', ItemsRaised: 1, Stage: 'test' });
    expect(lines.join('')).not.toContain('Jane');
  });

  test('an error that is worth a retry arrives under its name, and nothing hangs on it', async () => {
    const handler = taskHandler('double', double, {});
    const error = await handler({ figure: 0, name: 'Jane' }, context('r1')).catch((thrown: Error) => thrown);
    expect(error).toMatchObject({ name: 'Conflict', message: 'Another writer was there: try again.' });
    expect(Object.keys(error as Error)).toEqual(['name']);
    expect(logged()).toEqual([
      expect.objectContaining({ level: 'ERROR', message: 'failed', error: 'Conflict', requestId: 'r1' }),
    ]);
  });

  test('what an unknown error says and carries stays out of the answer and of the log', async () => {
    const handler = taskHandler('double', double, {});
    const error = await handler({ figure: -1, name: 'Jane' }, context('r1')).catch((thrown: Error) => thrown);
    expect(inspect(error, { showHidden: true, depth: 9 })).not.toContain('Jane');
    expect(lines.join('')).not.toContain('Jane');
  });

  test('a payload that is not as agreed is refused by its path', async () => {
    const handler = taskHandler('double', double, {});
    await expect(handler({ figure: 'Jane', name: 'x' }, context('r1'))).rejects.toThrow(
      'Not as agreed: figure (invalid_type)',
    );
  });

  test('a call after one that failed has its own lines and counts', async () => {
    const handler = taskHandler('double', double, {});
    await handler({ figure: 0, name: '' }, context('r1')).catch(() => undefined);
    await handler({ figure: 1, name: '' }, context('r2'));
    expect(logged().map(({ requestId }) => requestId)).toEqual(['r1', 'r2', 'r2', 'r2']);
  });

  test('a call is never ended early: a letter on its way would go on in the next one', async () => {
    const handler = eventHandler('slow', {}, () => new Promise((resolve) => setTimeout(() => resolve('through'), 30)));
    const nearlyOver = { ...context('r1'), getRemainingTimeInMillis: () => 10 };
    expect(await handler({}, nearlyOver)).toBe('through');
  });
});

describe('the platform of a function', () => {
  const log = new Log({ name: 'f', stage: 'test', write: () => undefined, now: () => 0 });

  test('a port that its entry does not give is named when it is touched', () => {
    const platform = platformOf('choose-next-step', log, {});
    expect(() => platform.mailer.send).toThrow(
      new NotSetUp('The function choose-next-step calls mailer.send, but its entry gives it no mailer'),
    );
    expect(() => platform.publicUrl).toThrow('The function choose-next-step makes a link');
  });

  test('a copy of the platform needs no more than the platform', () => {
    const tell = () => undefined;
    expect({ ...platformOf('record', log, {}), tell }.tell).toBe(tell);
    expect({ ...platformOf('web', log, { publicUrl: 'https://x.example' }), tell }.publicUrl).toBe('https://x.example');
  });

  test('ports that only one function has come through', () => {
    const eventsOut = { emit: async () => [] };
    expect(platformOf('tell-the-books', log, { eventsOut }).eventsOut).toBe(eventsOut);
  });

  test('a setting that the stack did not give is named', () => {
    vi.stubEnv('GS_TABLE', '');
    expect(() => settingOf('GS_TABLE')).toThrow('The environment variable GS_TABLE is missing');
  });
});

describe('a function behind the HTTP API', () => {
  const request = (rawPath: string) => ({ rawPath, requestContext: { http: { method: 'POST' } } });
  const answering = (statusCode: number) => webHandler('web', {}, () => async () => ({ statusCode }));

  test('its log never says the path, which holds a secret', async () => {
    await answering(200)(request('/approvals/Secret-Token'), context('r1'));
    expect(lines.join('')).not.toContain('Secret');
    expect(logged()[0]).toMatchObject({ message: 'answered', method: 'POST', status: 200, of: 'page' });
  });

  test('refused events are counted, refused pages are not', async () => {
    await answering(400)(request('/events'), context('r1'));
    await answering(404)(request('/approvals/x'), context('r2'));
    expect(logged().filter((line) => 'EventsRefused' in line)).toHaveLength(1);
  });

  test('an error that no page has words for is told by its name', async () => {
    const handler = webHandler('web', {}, (_platform, report) => async () => {
      report(new TypeError('Jane Doe is undefined'));
      return { statusCode: 500 };
    });
    await handler(request('/approvals/x'), context('r1'));
    expect(logged()[0]).toMatchObject({ level: 'ERROR', message: 'no answer', error: 'TypeError' });
    expect(lines.join('')).not.toContain('Jane');
  });
});
