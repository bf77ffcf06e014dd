import * as z from 'zod';
import { task } from '../platform/task.ts';
import { FEEDBACK_KINDS, takeFeedback } from './feedback-of-message.ts';

/** What the mail service reports about one message. The ids are those of the tags that the message carried. */
const feedback = z.object({
  kind: z.enum(FEEDBACK_KINDS),
  at: z.iso.datetime(),
  /** The id that the mail service gave to the message. */
  message: z.string().min(1).max(200),
  emails: z.array(z.string().min(1).max(320)).min(1).max(100),
  letter: z.string().optional(),
  payer: z.string().optional(),
  mail: z.string().optional(),
  /** The service's own word for the kind of bounce or delay. */
  because: z.string().max(100).optional(),
});

export default task('TakeFeedback', feedback, takeFeedback);
