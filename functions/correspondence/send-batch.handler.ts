import { runInput } from '../../workflows/correspondence/contract.ts';
import { task } from '../platform/task.ts';
import { sendBatch } from './send-batch.ts';

export default task('SendBatch', runInput, (platform, { after = null }) => sendBatch(platform, { after }));
