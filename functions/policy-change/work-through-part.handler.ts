import * as z from 'zod';
import { policyChangeCursor, policyChangeInput } from '../../workflows/policy-change/contract.ts';
import { task } from '../platform/task.ts';
import type { PolicyChangePlatform } from './replay.ts';
import { workThroughPart } from './work-through-part.ts';

const payload = z.object({ change: policyChangeInput, cursor: policyChangeCursor.nullable() });

export default task('WorkThroughPart', payload, (platform: PolicyChangePlatform, { change, cursor }) =>
  workThroughPart(platform, change.changeId, cursor),
);
