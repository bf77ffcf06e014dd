import { expect, test } from 'vitest';
import type { LoadedCase } from '../../../functions/lifecycle/load-case.ts';
import { settings } from '../../../functions/platform/settings.contract.ts';
import { Formats } from '../../../local/pages/formats.ts';
import { heldBack } from '../../../local/pages/why-not-sent.ts';
import type { Look } from '../../../local/server/look.ts';

const planned = { step: 'reminder-1', status: 'planned', notBefore: '2026-03-05T09:00:00.000Z' };
const shown = (items: ReadonlyMap<string, object>, record: object = planned): string => {
  const look = { formats: new Formats(settings.parse({})), world: { survey: { items } } } as unknown as Look;
  return String(heldBack(look, { facts: { records: [record] } } as unknown as LoadedCase, []));
};

test('a planned letter leaves with the first run of its window', () => {
  expect(shown(new Map())).toMatch(/it leaves with the first sending run from .*9:00/);
});

test('while sending has stopped by itself the page says what it waits for', () => {
  expect(shown(new Map([['sending-stopped', {}]]))).toContain('sending has stopped by itself');
});

test('a reason of its own is said first', () => {
  const held = { ...planned, verdict: { reason: 'cap', on: '2026-03-09' } };
  expect(shown(new Map([['sending-stopped', {}]]), held)).toContain('as many letters as the policy allows');
});
