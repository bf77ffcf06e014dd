/**
 * SES events as EventBridge brings them (source `aws.ses`; Amazon SES Developer Guide, "Monitoring SES events using
 * Amazon EventBridge"), as the payload of the task that takes feedback. Only what is read is described here.
 */

interface Recipient {
  emailAddress: string;
}

interface Detail {
  mail: {
    messageId: string;
    timestamp: string;
    destination: string[];
    /** Each tag of the message, and SES's own, with its values. */
    tags?: Record<string, string[] | undefined>;
  };
  bounce?: { bounceType: string; bounceSubType: string; bouncedRecipients: Recipient[]; timestamp: string };
  complaint?: {
    complainedRecipients: Recipient[];
    timestamp: string;
    complaintSubType?: string | null;
    complaintFeedbackType?: string | null;
  };
  delivery?: { recipients: string[]; timestamp: string };
  deliveryDelay?: { delayType: string; delayedRecipients: Recipient[]; timestamp: string };
  reject?: { reason: string };
  failure?: object;
}

export interface SesEvent {
  source: string;
  'detail-type': string;
  time: string;
  detail: Detail;
}

/** The payload of the task that takes feedback. */
export interface FeedbackPayload {
  kind: 'bounced' | 'passing-bounce' | 'complained' | 'delivered' | 'delayed' | 'rejected';
  at: string;
  message: string;
  emails: string[];
  letter?: string;
  payer?: string;
  mail?: string;
  because?: string;
}

/** The types of events that a rule has to bring here. */
export const FEEDBACK_TYPES = [
  'Email Bounced',
  'Email Complaint Received',
  'Email Delivered',
  'Email Delivery Delayed',
  'Email Rejected',
  'Email Rendering Failed',
] as const;

/** SES does not try an address on this list: the letter did not leave, whatever the kind of event says. */
const SUPPRESSED = 'OnAccountSuppressionList';

/** An address may come with its name: `Bill <bill@customer.test>`. */
const bare = (address: string): string => /<([^<>]+)>\s*$/.exec(address)?.[1] ?? address.trim();

type Happened = Pick<FeedbackPayload, 'kind' | 'at' | 'emails' | 'because'>;

const happened = (type: string, time: string, detail: Detail): Happened | undefined => {
  const { mail, bounce, complaint, delivery, deliveryDelay } = detail;
  const of = (recipients: readonly Recipient[]): string[] => recipients.map(({ emailAddress }) => emailAddress);
  if (type === 'Email Bounced' && bounce !== undefined) {
    const { bounceType, bounceSubType, bouncedRecipients, timestamp } = bounce;
    const kind = bounceType === 'Permanent' ? 'bounced' : 'passing-bounce';
    return { kind, at: timestamp, emails: of(bouncedRecipients), because: bounceSubType };
  }
  if (type === 'Email Complaint Received' && complaint !== undefined) {
    const { complainedRecipients, timestamp, complaintSubType, complaintFeedbackType } = complaint;
    // The recipient says that it is wanted after all.
    if (complaintFeedbackType === 'not-spam') return undefined;
    const kind = complaintSubType === SUPPRESSED ? 'bounced' : 'complained';
    const because = complaintSubType ?? complaintFeedbackType;
    const given = { kind, at: timestamp, emails: of(complainedRecipients) } as const;
    return because === undefined || because === null ? given : { ...given, because };
  }
  if (type === 'Email Delivered' && delivery !== undefined)
    return { kind: 'delivered', at: delivery.timestamp, emails: delivery.recipients };
  if (type === 'Email Delivery Delayed' && deliveryDelay !== undefined) {
    const { delayType, delayedRecipients, timestamp } = deliveryDelay;
    return { kind: 'delayed', at: timestamp, emails: of(delayedRecipients), because: delayType };
  }
  // Neither says when: the message's own time keeps a repeat the same.
  if (type === 'Email Rejected' || type === 'Email Rendering Failed')
    return { kind: 'rejected', at: mail.timestamp ?? time, emails: mail.destination };
  return undefined;
};

/** What an SES event reports; undefined for one that tells nothing that is taken here. */
export const feedbackOf = ({ 'detail-type': type, time, detail }: SesEvent): FeedbackPayload | undefined => {
  const what = happened(type, time, detail);
  if (what === undefined) return undefined;
  const { messageId, destination, tags = {} } = detail.mail;
  const emails = (what.emails.length > 0 ? what.emails : destination).map(bare);
  const payload: FeedbackPayload = { ...what, at: new Date(what.at).toISOString(), message: messageId, emails };
  for (const name of ['letter', 'payer', 'mail'] as const) {
    const value = tags[name]?.[0];
    if (value !== undefined) payload[name] = value;
  }
  return payload;
};
