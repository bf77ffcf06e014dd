import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../../functions/adapters/aws/clock.ts';
import { DynamoTable } from '../../../../functions/adapters/aws/table.ts';
import { recordLife } from '../../../bench/account-life.ts';
import { hasDynoxide, startDynoxide } from '../../../support/dynoxide.ts';
import { tableContract } from '../../../support/table-contract.ts';

if (hasDynoxide) {
  tableContract(
    'DynamoDB, emulated',
    async () => {
      const emulator = await startDynoxide();
      await emulator.createTable('contract');
      return { table: new DynamoTable(emulator.client, 'contract', systemClock), close: emulator.stop };
    },
    { histories: 40, ignoresCaseOfPrefixes: true },
  );

  describe('the life of an invoice', () => {
    it('has the same answers from DynamoDB, emulated, as from SQLite, call by call', async () => {
      const emulator = await startDynoxide();
      try {
        await emulator.createTable('life');
        const table = new DynamoTable(emulator.client, 'life', systemClock);
        const calls = (await recordLife()).flatMap((segment) => segment.calls).filter(({ port }) => port === 'table');
        for (const { method, args, answer } of calls) {
          const act = table[method as 'get'] as (...given: unknown[]) => Promise<unknown>;
          const answered = act.apply(table, args).catch((error: Error) => error.name);
          expect(await answered, `${method} ${JSON.stringify(args)}`).toEqual(await answer);
        }
        expect(calls.length).toBeGreaterThan(40);
      } finally {
        await emulator.stop();
      }
    });
  });
} else
  describe('DynamoDB, emulated', () => {
    it('is left out: its emulator is built for Linux on x64 only', (context) => {
      context.skip();
    });
  });
