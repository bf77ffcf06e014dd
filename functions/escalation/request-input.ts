import * as z from 'zod';
import { escalationInput } from '../../workflows/escalation/contract.ts';

/** What an execution of the escalation is started with, and its own name. */
export const request = escalationInput.extend({ execution: z.string() });
