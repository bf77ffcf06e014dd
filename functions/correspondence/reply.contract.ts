import * as z from 'zod';
import { act } from '../platform/act.ts';
import { cleanText } from '../platform/clean-text.ts';
import { id } from '../platform/fields.ts';
import { cleanLines, MOST_TEXT } from './reply-text.ts';

const line = (most: number) => z.string().max(most).overwrite(cleanText);
const lines = z.string().max(MOST_TEXT).overwrite(cleanLines);

/** An answer to a letter, as it came by mail. */
export const replyActs = [
  z.strictObject({
    ...act,
    type: z.literal('reply.received'),
    replyId: id,
    /** Whose it is; left out where nobody can say. */
    customerId: id.optional(),
    /** How that was found out: by the tag of our address, by our link in the text, or by the sender's address. */
    foundBy: z.enum(['tag', 'link', 'sender']).optional(),
    from: line(254),
    subject: line(200),
    text: lines,
    quoted: lines.optional(),
    /** The letter that it answers. */
    letterId: id.optional(),
    attachments: z
      .array(z.strictObject({ name: line(200), type: line(100), bytes: z.int().min(0) }))
      .max(20)
      .optional(),
    /** Where the message is kept as it came, its attachments in it. */
    file: z.string().max(300).optional(),
  }),
  /** A colleague found out whose it is: it stands with that customer from now on. */
  z.strictObject({ ...act, type: z.literal('reply.placed'), itemId: id, customerId: id }),
  /** It was not theirs: it stands where it stood before. */
  z.strictObject({ ...act, type: z.literal('reply.taken-back'), itemId: id }),
] as const;
