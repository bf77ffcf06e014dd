import { describe, it } from 'vitest';
import { systemClock } from '../../../../functions/adapters/aws/clock.ts';
import { DynamoTable } from '../../../../functions/adapters/aws/table.ts';
import { hasDynoxide, startDynoxide } from '../../../support/dynoxide.ts';
import { tableContract } from '../../../support/table-contract.ts';

if (hasDynoxide)
  tableContract(
    'DynamoDB, emulated',
    async () => {
      const emulator = await startDynoxide();
      await emulator.createTable('contract');
      return { table: new DynamoTable(emulator.client, 'contract', systemClock), close: emulator.stop };
    },
    { histories: 60, ignoresCaseOfPrefixes: true },
  );
else
  describe('DynamoDB, emulated', () => {
    it('is left out: its emulator is built for Linux on x64 only', (context) => {
      context.skip();
    });
  });
