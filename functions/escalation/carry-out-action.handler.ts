import * as z from 'zod';
import { task } from '../platform/task.ts';
import { carryOutAction } from './act.ts';
import { request } from './request-input.ts';

export default task('CarryOutAction', z.object({ request }), (platform, input) =>
  carryOutAction(platform, input.request),
);
