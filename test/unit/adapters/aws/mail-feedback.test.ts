import { describe, expect, it } from 'vitest';
import { FEEDBACK_TYPES, feedbackOf, type SesEvent } from '../../../../functions/adapters/aws/mail-feedback.ts';
import feedbackTask from '../../../../functions/correspondence/feedback.handler.ts';

const MAIL = {
  timestamp: '2026-03-05T09:00:01.123Z',
  source: 'Client Relations <accounts@company.test>',
  messageId: '0100018d-1234-abcd-ef01-234567890abc-000000',
  destination: ['bill@customer.test', 'boss@customer.test'],
  tags: {
    'ses:configuration-set': ['good-standing-dev'],
    'ses:source-ip': ['192.0.2.1'],
    letter: ['letter-7'],
    payer: ['C1'],
  },
};
const event = (type: string, detail: object, mail: object = MAIL): SesEvent =>
  ({
    version: '0',
    id: '12345678-1234-1234-1234-123456789012',
    source: 'aws.ses',
    account: '123456789012',
    region: 'us-east-1',
    resources: [],
    time: '2026-03-05T09:00:09Z',
    'detail-type': type,
    detail: { mail, ...detail },
  }) as unknown as SesEvent;
const LETTER = { message: MAIL.messageId, letter: 'letter-7', payer: 'C1' };

const bounce = (bounceType: string, bounceSubType: string, emailAddress = 'bill@customer.test') =>
  event('Email Bounced', {
    eventType: 'Bounce',
    bounce: {
      ...{ bounceType, bounceSubType, feedbackId: 'f-1', timestamp: '2026-03-05T09:00:03.000Z' },
      bouncedRecipients: [
        { emailAddress, action: 'failed', status: '5.1.1', diagnosticCode: 'smtp; 550 user unknown' },
      ],
    },
  });
const complaint = (more: object) =>
  event('Email Complaint Received', {
    eventType: 'Complaint',
    complaint: {
      complainedRecipients: [{ emailAddress: 'bill@customer.test' }, { emailAddress: 'boss@customer.test' }],
      ...{ timestamp: '2026-03-06T09:00:03Z', feedbackId: 'f-2', userAgent: 'Feedback-Agent/1.0', ...more },
    },
  });

describe('an event of SES', () => {
  it.each(['General', 'NoEmail', 'Suppressed', 'OnAccountSuppressionList', 'UnsubscribedRecipient'])(
    'a permanent bounce is one, also where SES did not even try: %s',
    (because) => {
      expect(feedbackOf(bounce('Permanent', because))).toEqual({
        ...{ kind: 'bounced', at: '2026-03-05T09:00:03.000Z', emails: ['bill@customer.test'], because, ...LETTER },
      });
    },
  );

  it.each([
    ['Transient', 'MailboxFull'],
    ['Transient', 'General'],
    ['Undetermined', 'Undetermined'],
  ])('a %s bounce passes: %s', (type, because) => {
    expect(feedbackOf(bounce(type, because))).toMatchObject({ kind: 'passing-bounce', because });
  });

  it('a complaint names everybody whom the provider names', () => {
    expect(feedbackOf(complaint({ complaintFeedbackType: 'abuse', complaintSubType: null }))).toEqual({
      ...{ kind: 'complained', at: '2026-03-06T09:00:03.000Z', because: 'abuse', ...LETTER },
      emails: ['bill@customer.test', 'boss@customer.test'],
    });
    expect(feedbackOf(complaint({}))).not.toHaveProperty('because');
  });

  it('a complaint of an earlier day keeps SES from trying: the letter did not leave', () => {
    expect(feedbackOf(complaint({ complaintSubType: 'OnAccountSuppressionList' }))).toMatchObject({ kind: 'bounced' });
  });

  it('"not spam" is no complaint', () => {
    expect(feedbackOf(complaint({ complaintFeedbackType: 'not-spam' }))).toBeUndefined();
  });

  it('a delivery says who has it', () => {
    const delivery = {
      timestamp: '2026-03-05T09:00:04.5Z',
      recipients: ['boss@customer.test'],
      smtpResponse: '250 ok',
    };
    expect(feedbackOf(event('Email Delivered', { eventType: 'Delivery', delivery }))).toEqual({
      ...{ kind: 'delivered', at: '2026-03-05T09:00:04.500Z', emails: ['boss@customer.test'], ...LETTER },
    });
  });

  it('a delay says why', () => {
    const deliveryDelay = {
      ...{ delayType: 'MailboxFull', timestamp: '2026-03-05T10:00:00.000Z', expirationTime: '2026-03-05T21:00:00Z' },
      delayedRecipients: [{ emailAddress: 'bill@customer.test', status: '4.2.2', diagnosticCode: '' }],
    };
    expect(feedbackOf(event('Email Delivery Delayed', { deliveryDelay }))).toMatchObject({
      ...{ kind: 'delayed', because: 'MailboxFull', emails: ['bill@customer.test'] },
    });
  });

  it.each([
    ['Email Rejected', { reject: { reason: 'Bad content' } }],
    ['Email Rendering Failed', { failure: { errorMessage: 'x', templateName: 'y' } }],
  ])('%s: it was not sent on', (type, detail) => {
    expect(feedbackOf(event(type, detail))).toEqual({
      ...{ kind: 'rejected', at: MAIL.timestamp, emails: MAIL.destination, ...LETTER },
    });
  });

  it.each(['Email Sent', 'Email Opened', 'Email Clicked', 'Email Subscribed', 'Sending Status Disabled'])(
    '%s tells nothing here',
    (type) => {
      expect(feedbackOf(event(type, { send: {} }))).toBeUndefined();
    },
  );

  it('an address may come with its name', () => {
    expect(feedbackOf(bounce('Permanent', 'General', 'Bill <bill@customer.test>'))?.emails).toEqual([
      'bill@customer.test',
    ]);
  });

  it('mail to colleagues has its own tag; without any tag nothing is made up', () => {
    const delivery = { timestamp: '2026-03-05T09:00:04Z', recipients: ['mia@company.test'] };
    const staff = feedbackOf(event('Email Delivered', { delivery }, { ...MAIL, tags: { mail: ['mail-3'] } }));
    expect(staff).toMatchObject({ mail: 'mail-3' });
    expect(staff).not.toHaveProperty('letter');
    const bareMail = feedbackOf(event('Email Delivered', { delivery }, { ...MAIL, tags: undefined }));
    expect(Object.keys(bareMail!).sort()).toEqual(['at', 'emails', 'kind', 'message']);
  });

  it('every type that is asked for is understood, and what it gives is a payload of the task', async () => {
    const details = {
      'Email Bounced': bounce('Permanent', 'General').detail,
      'Email Complaint Received': complaint({}).detail,
      'Email Delivered': { mail: MAIL, delivery: { timestamp: '2026-03-05T09:00:04Z', recipients: ['a@b.test'] } },
      'Email Delivery Delayed': {
        mail: MAIL,
        deliveryDelay: { delayType: 'General', delayedRecipients: [], timestamp: '2026-03-05T09:00:04Z' },
      },
      'Email Rejected': { mail: MAIL, reject: { reason: 'Bad content' } },
      'Email Rendering Failed': { mail: MAIL, failure: {} },
    };
    for (const type of FEEDBACK_TYPES) {
      const payload = feedbackOf({ ...event(type, {}), detail: details[type] });
      const refused = await feedbackTask.call({} as never, payload).catch((error: Error) => error.name);
      // The empty platform is what fails, not the payload.
      expect(refused, type).toBe('TypeError');
    }
  });
});
