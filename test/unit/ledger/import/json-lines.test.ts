import { describe, expect, it } from 'vitest';
import { badRowText } from '../../../../functions/ledger/import/bad-row.ts';
import { parseEventPayload, readEvents } from '../../../../functions/ledger/import/json-lines.ts';
import { LONGEST_LINE } from '../../../../functions/ledger/import/lines.ts';
import { BadInput } from '../../../../functions/platform/errors.ts';

const EVENT = { id: 'e1', source: 'books', at: '2026-03-02T06:00:00Z', type: 'invoice.voided', invoiceId: 'INV-1' };
const NAMED = {
  ...{ id: 'e2', source: 'books', at: '2026-03-02T06:00:00Z', type: 'customer.updated' },
  customer: { id: 'c1', name: 'Blue\u202e Door\nLtd', segment: 'commercial' },
};

const readLines = async (source: Parameters<typeof readEvents>[0]) => {
  const bad: string[] = [];
  const warnings: string[] = [];
  const found = await readEvents(source, {
    onBadRow: (problem) => bad.push(badRowText(problem)),
    onWarning: (text) => warnings.push(text),
  });
  return { ...found, bad, warnings };
};

describe('events, one a line', () => {
  it('are read behind a byte order mark, with empty lines and any line end', async () => {
    const text = `\ufeff${JSON.stringify(EVENT)}\r\n\n${JSON.stringify({ ...EVENT, id: 'e2' })}`;
    const { events, rows, badRows } = await readLines(Buffer.from(text));
    expect(events.map((event) => event.id)).toEqual(['e1', 'e2']);
    expect([rows, badRows]).toEqual([2, 0]);
  });

  it('are read in pieces as they are at once, wherever the pieces end', async () => {
    const text = Buffer.from(
      Array.from({ length: 40 }, (_, n) => JSON.stringify({ ...EVENT, id: `é${n}` })).join('\n'),
    );
    async function* pieces() {
      for (let at = 0; at < text.length; at += 7) yield text.subarray(at, at + 7);
    }
    expect(await readLines(pieces())).toEqual(await readLines(text));
  });

  it('lose a truncated line, and no other', async () => {
    const whole = JSON.stringify(EVENT);
    const { events, bad } = await readLines(
      Buffer.from(`${whole}\n${whole.slice(0, 20)}\n${whole}\n${whole.slice(0, 9)}`),
    );
    expect(events).toHaveLength(2);
    expect(bad).toEqual([
      expect.stringMatching(/^line 2: .* is no JSON: expected one whole event/),
      expect.stringMatching(/^line 4: .* is no JSON: expected one whole event/),
    ]);
  });

  it('name line, path and value of what is wrong', async () => {
    const wrong = [{ ...EVENT, invoiceId: 'INV 1' }, { ...EVENT, extra: 1 }, [], null, { ...EVENT, at: '2026-03-02' }];
    const { badRows, bad } = await readLines(Buffer.from(wrong.map((line) => JSON.stringify(line)).join('\n')));
    expect(badRows).toBe(5);
    expect(bad[0]).toBe('line 1: invoiceId: "INV 1" is no id: 1 to 64 of A–Z a–z 0–9 _ -');
    expect(bad[1]).toBe('line 2: extra: is no field that is known here');
    expect(bad[4]).toContain('line 5: at: "2026-03-02" is no instant');
  });

  it('lose a line that is not UTF-8 or too long', async () => {
    const long = `{"note":"${'x'.repeat(LONGEST_LINE)}"}`;
    const bytes = Buffer.concat([
      Buffer.from(`${long}\n`),
      Buffer.from([0x22, 0xff, 0x22, 10]),
      Buffer.from(JSON.stringify(EVENT)),
    ]);
    async function* pieces() {
      for (let at = 0; at < bytes.length; at += 100_000) yield bytes.subarray(at, at + 100_000);
    }
    for (const source of [bytes, pieces()]) {
      const { events, bad } = await readLines(source);
      expect(events).toHaveLength(1);
      expect(bad[0]).toContain('line 1: ');
      expect(bad[0]).toContain('is too long: expected at most 1024 KiB');
      expect(bad[1]).toContain('line 2: ');
      expect(bad[1]).toContain('is not UTF-8');
    }
  });

  it('are cleaned of control and bidi characters, which is reported', async () => {
    const { events, warnings } = await readLines(Buffer.from(JSON.stringify(NAMED)));
    expect(events[0]).toMatchObject({ customer: { name: 'Blue Door Ltd', contacts: [] } });
    expect(warnings).toEqual(['line 1, customer.name: control or bidi characters were taken out']);
  });
});

describe('the body of an API call', () => {
  it('is one event or several', () => {
    expect(parseEventPayload(EVENT)).toHaveLength(1);
    expect(parseEventPayload([EVENT, NAMED])).toHaveLength(2);
    expect(parseEventPayload([])).toEqual([]);
  });

  it('is refused as a whole for one record, with every path', () => {
    const refuse = () => parseEventPayload([EVENT, { ...EVENT, invoiceId: '' }, { ...EVENT, extra: 1 }]);
    expect(refuse).toThrow(BadInput);
    expect(refuse).toThrow(/\[1\]\.invoiceId: "" is no id.*\n\[2\]\.extra: is no field/);
    expect(() => parseEventPayload('x')).toThrow('the record: "x" is wrong: expected object');
  });

  it('tells where a text was cleaned', () => {
    const paths: string[] = [];
    parseEventPayload([NAMED], (path) => paths.push(path));
    expect(paths).toEqual(['[0].customer.name']);
  });
});
