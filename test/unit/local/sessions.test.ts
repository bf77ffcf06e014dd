import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { beginSession, sessionOf } from '../../../functions/web/session.ts';
import { sampleStaff } from '../../../local/sample/company.ts';
import { sessionsBeside } from '../../../local/server/sessions.ts';

it('who is signed in at home still is after a restart, wherever the company’s clock stands', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sessions-'));
  try {
    const file = join(folder, 'ledger.sqlite');
    const [amy] = sampleStaff();
    const token = await beginSession(sessionsBeside(file), amy!);
    expect(await sessionOf(sessionsBeside(file), token)).toMatchObject({ staffId: 'amy' });
    expect(await sessionOf(sessionsBeside(), token)).toBeUndefined();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
