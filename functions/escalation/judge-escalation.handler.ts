import * as z from 'zod';
import { task } from '../platform/task.ts';
import { escalationStands } from './escalation-stands.ts';
import { request } from './request-input.ts';

export default task('JudgeEscalation', z.object({ request }), (platform, input) =>
  escalationStands(platform, input.request),
);
