import type { OutgoingMail } from '../platform/ports.ts';
import type { LetterModel } from './letter-model.ts';
import { buildMessage, type MessageOptions } from './message.ts';
import { renderLetter } from './render.ts';

/** A letter made of its model: its subject and text, and the message that leaves. Throws as `renderLetter` and `buildMessage` do. */
export const finishLetter = async (
  model: LetterModel,
  options: MessageOptions,
): Promise<{ subject: string; text: string; mail: OutgoingMail }> => {
  const rendered = renderLetter(model);
  const { subject, text } = rendered;
  return { subject, text, mail: await buildMessage(model, rendered, options) };
};
