import * as z from 'zod';
import { entry } from '../lifecycle/contract.ts';
import { task } from '../platform/task.ts';
import { parkEscalation } from './park-escalation.ts';
import { request } from './request-input.ts';

export default task('ParkEscalation', z.object({ request, entry }), (platform, input) =>
  parkEscalation(platform, input.request, input.entry),
);
