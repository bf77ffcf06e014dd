import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { optionsOf } from '../../../local/command-line.ts';
import { ledgerPlay } from '../../../local/rehearse/ledger-play.ts';

const MAPPING = {
  customer: { id: 'Customer', name: 'Customer', segment: { constant: 'commercial' } },
  invoice: { id: 'No', issuedOn: 'Issued', amount: 'Amount', currency: { constant: 'USD' } },
  issue: { when: { column: 'Disputed', equals: 'Yes' }, category: 'About' },
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-play-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const played = async (mapping: unknown, ...rows: string[]) => {
  const warnings: string[] = [];
  const of = { ledger: join(folder, 'l.csv'), mapping: join(folder, 'm.json'), strict: false };
  writeFileSync(of.mapping, JSON.stringify(mapping));
  writeFileSync(of.ledger, ['Customer,No,Issued,Amount,Disputed,About', ...rows].join('\n'));
  const play = await ledgerPlay(of, (text) => warnings.push(text));
  return { play, warnings };
};

describe('the play of a table', () => {
  it('counts bad rows, not what is wrong with them', async () => {
    const { warnings } = await played(MAPPING, 'ada,1,2026-02-02,100.00,No,', 'bob,2,someday,much,No,');
    expect(warnings.filter((text) => text.startsWith('line 3'))).toHaveLength(2);
    expect(warnings.at(-1)).toBe('1 bad rows of 2 were left out');
  });

  it('leaves out a row whose issue has a category that the company has not, and names it', async () => {
    const { play, warnings } = await played(
      MAPPING,
      'ada,1,2026-02-02,100.00,No,',
      'bob,2,2026-02-02,5.00,Yes,weather',
    );
    expect(warnings[0]).toMatch(/^line 3, column "About": "weather" is no category of issues: expected one of /);
    expect(play.events.filter(({ type }) => type === 'invoice.issued')).toHaveLength(1);
  });

  it('refuses a mapping whose constant category the company has not, with its file and path', async () => {
    const mapping = { ...MAPPING, issue: { ...MAPPING.issue, category: { constant: 'weather' } } };
    const reading = played(mapping, 'ada,1,2026-02-02,100.00,No,');
    await expect(reading).rejects.toThrow(/m\.json: issue\.category\.constant: "weather" is none of /);
  });
});

it('every command answers --help with its usage', () => {
  const { argv } = process;
  process.argv = ['node', 'command', '--stage', 'x', '--help'];
  try {
    expect(() => optionsOf({ stage: { type: 'string' } }, 'Usage: it')).toThrow('Usage: it');
  } finally {
    process.argv = argv;
  }
});
