import type { Table } from '../../../platform/ports.ts';
import { systemClock } from '../clock.ts';
import { DynamoTable, dynamoClient } from '../table.ts';
import { settingOf } from './environment.ts';

/** The stage's table. One client a process: its connections live on from call to call. */
export const givenTable = (): Table => new DynamoTable(dynamoClient(), settingOf('GS_TABLE'), systemClock);
