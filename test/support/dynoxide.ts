import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';

const binary = fileURLToPath(new URL('../../node_modules/@dynoxide/linux-x64/dynoxide', import.meta.url));

/** Whether the emulator of DynamoDB is there: its package is built for Linux on x64 only. */
export const hasDynoxide = process.platform === 'linux' && process.arch === 'x64' && existsSync(binary);

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

/** An emulated DynamoDB of this test's own, in memory. */
export interface Dynoxide {
  endpoint: string;
  client: DynamoDBClient;
  /** Makes a table with the two indexes of the product. */
  createTable(name: string): Promise<void>;
  stop(): Promise<void>;
}

const answers = async (endpoint: string, server: ChildProcess): Promise<void> => {
  for (let tries = 0; tries < 100 && server.exitCode === null; tries += 1) {
    const answer = await fetch(endpoint).catch(() => undefined);
    if (answer !== undefined) return;
    await pause(50);
  }
  throw new Error(`The emulator at ${endpoint} did not answer within 5 s.`);
};

/** Starts the emulator on a free port. */
export const startDynoxide = async (): Promise<Dynoxide> => {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const server = spawn(binary, ['serve', '--port', String(port)], { stdio: 'ignore' });
  await answers(endpoint, server);
  const client = new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  return {
    endpoint,
    client,
    createTable: async (name) => {
      await client.send(tableRequest(name));
    },
    stop: async () => {
      client.destroy();
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill();
      await ended;
    },
  };
};

const tableRequest = (name: string): CreateTableCommand => {
  const text = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });
  const keys = (hash: string, range: string) => [
    { AttributeName: hash, KeyType: 'HASH' as const },
    { AttributeName: range, KeyType: 'RANGE' as const },
  ];
  return new CreateTableCommand({
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: ['pk', 'sk', 'agenda', 'agendaAt', 'work', 'workAt'].map(text),
    KeySchema: keys('pk', 'sk'),
    GlobalSecondaryIndexes: ['agenda', 'work'].map((index) => ({
      IndexName: index,
      KeySchema: keys(index, `${index}At`),
      Projection: { ProjectionType: 'KEYS_ONLY' },
    })),
  });
};
