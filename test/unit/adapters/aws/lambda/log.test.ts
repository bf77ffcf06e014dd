import { describe, expect, test } from 'vitest';
import { Log } from '../../../../../functions/adapters/aws/log.ts';
import { METRICS, metricOf, NAMESPACE } from '../../../../../functions/adapters/aws/log-metrics.ts';
import type { TimelineEntry } from '../../../../../functions/platform/timeline.ts';
import { listedWords } from '../../../../support/timeline-words.ts';

const AT = Date.parse('2026-03-02T09:00:00Z');

const logged = () => {
  const lines: string[] = [];
  const log = new Log({ name: 'send-batch', stage: 'test', write: (line) => lines.push(line), now: () => AT });
  return { log, read: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>), lines };
};

const entry = (what: string, facts: TimelineEntry['why']['facts'] = {}, rule = 'fact'): TimelineEntry => ({
  at: '2026-03-02T09:00:00.000Z',
  invoiceId: 'I1',
  customerId: 'C1',
  what,
  why: { rule, text: 'It happened.', facts },
});

describe('the log', () => {
  test('a line is one JSON object with what Lambda looks for, and the call that it belongs to', () => {
    const { log, read, lines } = logged();
    log.begin('request-1');
    log.line('WARN', 'a line\nbreak', { figure: 7 });
    expect(lines[0]).toMatch(/^\{[^\n]*\}\n$/);
    expect(read()).toEqual([
      {
        timestamp: '2026-03-02T09:00:00.000Z',
        level: 'WARN',
        requestId: 'request-1',
        function: 'send-batch',
        message: 'a line\nbreak',
        figure: 7,
      },
    ]);
  });

  test('an entry of the timeline is a line with its word, rule, sentence and facts', () => {
    const { log, read } = logged();
    log.begin('request-1');
    log.tell(entry('step-chosen', { step: 'reminder-1' }, 'reminder-due'));
    expect(read()[0]).toMatchObject({
      message: 'step-chosen',
      at: '2026-03-02T09:00:00.000Z',
      invoiceId: 'I1',
      customerId: 'C1',
      rule: 'reminder-due',
      text: 'It happened.',
      facts: { step: 'reminder-1' },
    });
  });
});

describe('what is counted', () => {
  test('the counts of a call are one line that CloudWatch reads', () => {
    const { log, read } = logged();
    log.begin('request-1');
    log.tell(entry('item-raised'));
    log.tell(entry('item-raised'));
    log.count('Wakes', 5);
    log.end();
    const [, , line] = read();
    expect(line).toMatchObject({ Stage: 'test', ItemsRaised: 2, Wakes: 5, requestId: 'request-1' });
    expect(line!._aws).toEqual({
      Timestamp: AT,
      CloudWatchMetrics: [
        {
          Namespace: NAMESPACE,
          Dimensions: [['Stage']],
          Metrics: [
            { Name: 'ItemsRaised', Unit: 'Count' },
            { Name: 'Wakes', Unit: 'Count' },
          ],
        },
      ],
    });
  });

  test('a letter counts once, however many invoices it names', () => {
    const { log, read } = logged();
    log.begin('request-1');
    for (const letter of ['L1', 'L1', 'L1', 'L2']) log.tell(entry('letter-sent', { letter }));
    log.end();
    expect(read().at(-1)).toMatchObject({ LettersSent: 2 });
  });

  test('a call that counts nothing writes no line about it, and one call does not count for the next', () => {
    const { log, read } = logged();
    log.begin('request-1');
    log.count('Orphans');
    log.begin('request-2');
    log.count('Wakes', 0);
    log.end();
    expect(read()).toEqual([]);
  });

  test('an execution that follows one that ended is a restart, the first one is not', () => {
    expect(metricOf(entry('case-started', {}, 'restarted'))).toBe('Restarts');
    expect(metricOf(entry('case-started', {}, 'case-begins'))).toBeUndefined();
  });

  test('every word that is counted is a word of the timeline', () => {
    const words = listedWords().what;
    const counted = [...words].filter((what) => metricOf(entry(what)) !== undefined);
    const byWord = new Set(counted.map((what) => metricOf(entry(what))));
    const otherwise = ['Restarts', 'EventsRefused', 'Wakes', 'WakesFailed'];
    expect(METRICS.filter((metric) => !byWord.has(metric) && !otherwise.includes(metric))).toEqual([]);
  });
});
