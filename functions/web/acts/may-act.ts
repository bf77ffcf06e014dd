import type { Act } from '../may.ts';
import type { FormAct } from './act-input.ts';

/** Which right each form needs: functions/web/may.ts says who has it. */
export const RIGHT: Readonly<Record<FormAct, Act>> = {
  done: 'finish-item',
  resend: 'finish-item',
  'take-up': 'answer-issue',
  resolve: 'answer-issue',
  'pull-in': 'answer-issue',
  contact: 'correct-contact',
  promise: 'make-promise',
  plan: 'agree-plan',
  issue: 'raise-issue',
  hold: 'hold',
  lift: 'hold',
  'withdraw-promise': 'make-promise',
  'withdraw-plan': 'agree-plan',
  'withdraw-issue': 'raise-issue',
  'contact-back': 'correct-contact',
  wait: 'put-off-item',
  'take-over': 'take-over',
  'hand-on': 'hand-on',
};
