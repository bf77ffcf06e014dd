import type { Mailer } from '../../../platform/ports.ts';
import { SesMailer, sesClient } from '../mailer.ts';
import { settingOf } from './environment.ts';

/** The stage's way to send mail. */
export const givenMailer = (): Mailer => new SesMailer(sesClient(), settingOf('GS_CONFIGURATION_SET'));
