import * as z from 'zod';
import { importCursor, importInput } from '../../workflows/ledger-import/contract.ts';
import { task } from '../platform/task.ts';
import type { ImportPlatform } from './import/import-platform.ts';
import { readNextPart } from './import/next-part.ts';

const payload = z.object({ file: importInput, execution: z.string().min(1).max(200), cursor: importCursor.nullable() });

export default task('ReadNextPart', payload, (platform: ImportPlatform, { file, execution, cursor }) =>
  readNextPart(platform, { key: file.key, version: file.version || undefined, execution }, cursor),
);
