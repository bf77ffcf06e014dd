import { expect, test } from 'vitest';
import { settings } from '../../../functions/platform/settings.contract.ts';
import { Formats } from '../../../local/pages/formats.ts';
import { switches } from '../../../local/pages/switches.ts';

const NOW = Date.parse('2026-03-05T12:00:00Z');
const SETTINGS = settings.parse({});
const NOTHING = { feedAsOf: undefined, stop: undefined, quotaUsedUpAt: undefined };
const shown = (state: Partial<typeof NOTHING> | object): string =>
  String(switches(SETTINGS, { ...NOTHING, ...state }, NOW, new Formats(SETTINGS)));

test('nothing is shown where nothing holds letters back', () => {
  expect(shown({})).toBe('');
});

test('sending that stopped by itself is shown with its reason, its time and what releases it', () => {
  const page = shown({
    stop: { title: 'Sending has stopped: too many addresses do not work', raisedAt: '2026-03-05T10:15:00.000Z' },
  });
  expect(page).toContain('<strong>Sending has stopped: too many addresses do not work.</strong>');
  expect(page).toMatch(/since [^.]*10:15/);
  expect(page).toContain('href="/items/sending-stopped"');
});

test('a quota that is used up is shown until runs no longer note it', () => {
  expect(shown({ quotaUsedUpAt: '2026-03-05T10:50:00.000Z' })).toContain('takes no more messages for its day');
  expect(shown({ quotaUsedUpAt: '2026-03-05T10:40:00.000Z' })).toBe('');
});
