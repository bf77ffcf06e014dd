import { expect, test } from 'vitest';
import { settings } from '../../../functions/platform/settings.contract.ts';
import { readerOf } from '../../../functions/web/reader.ts';
import { sentence } from '../../../functions/web/sentence.ts';

const reader = readerOf(settings.parse({}));

test('a step is said in words wherever it stands in the sentence, and a date as the reader writes it', () => {
  expect(sentence(reader, 'reminder-3 comes on 2026-03-24.', ['reminder-3'])).toBe(
    'Reminder 3 comes on March 24, 2026.',
  );
  expect(sentence(reader, 'Whether reminder-1 arrived is unknown.', ['reminder-1'])).toBe(
    'Whether Reminder 1 arrived is unknown.',
  );
});

test('what is no step stays as it is, but for the capital', () => {
  expect(sentence(reader, 'reminder-10 is due.', ['reminder-1'])).toBe('Reminder-10 is due.');
  expect(sentence(reader, 'the recall ended.', ['call'])).toBe('The recall ended.');
});
