import * as z from 'zod';
import { task } from '../platform/task.ts';
import { sendDigests } from './send-digests.ts';

/** The morning's mails to colleagues; called every quarter of an hour, it knows by itself when it is morning. */
export default task('SendDigests', z.object({}), (platform) => sendDigests(platform));
