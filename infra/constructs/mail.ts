import { ArnFormat, Aws, CfnOutput, Stack } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  DkimIdentity,
  EasyDkimSigningKeyLength,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  MailFromBehaviorOnMxFailure,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import { type House, KEPT } from '../house.ts';
import { acknowledge } from './acknowledge.ts';
import type { HouseFunction } from './house-function.ts';

/** The domain that letters come from, and what becomes of them afterwards. */
export class Mail extends Construct {
  readonly configurationSet: ConfigurationSet;
  readonly identity: EmailIdentity;
  readonly #domain: string;

  constructor(scope: Construct, id: string, { settings, names }: House) {
    super(scope, id);
    const { domain, mailFrom } = settings.mail;
    this.#domain = domain;
    this.configurationSet = new ConfigurationSet(this, 'ConfigurationSet', {
      configurationSetName: names.stage,
      // What people owe is read by nobody on the way: a mail server without TLS gets no letter.
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      // Whoever bounced or complained once is not tried again, by any sender of the account.
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    // SES tells its events on the account's default bus and on no other. Openings and clicks are not among them: SES
    // would put a picture and links of its own into the letters to see them.
    this.configurationSet.addEventDestination('Feedback', {
      destination: EventDestination.eventBus(EventBus.fromEventBusName(this, 'DefaultBus', 'default')),
      events: [
        EmailSendingEvent.BOUNCE,
        EmailSendingEvent.COMPLAINT,
        EmailSendingEvent.DELIVERY,
        EmailSendingEvent.REJECT,
        EmailSendingEvent.RENDERING_FAILURE,
        EmailSendingEvent.DELIVERY_DELAY,
      ],
    });
    this.identity = new EmailIdentity(this, 'Identity', {
      identity: Identity.domain(domain),
      configurationSet: this.configurationSet,
      dkimIdentity: DkimIdentity.easyDkim(EasyDkimSigningKeyLength.RSA_2048_BIT),
      mailFromDomain: `${mailFrom}.${domain}`,
      // A record that is lost in the DNS must not stop all letters: DKIM alone still satisfies DMARC.
      mailFromBehaviorOnMxFailure: MailFromBehaviorOnMxFailure.USE_DEFAULT_VALUE,
      // Bounces come as events; by mail they would come a second time, into the mailbox of the letters' sender.
      feedbackForwarding: false,
    });
    if (settings.retain) for (const part of [this.configurationSet, this.identity]) part.applyRemovalPolicy(KEPT);
    new CfnOutput(this, 'DnsRecords', {
      description: 'To be published by the owner of the domain; until then SES sends nothing.',
      value: this.#dnsRecords(`${mailFrom}.${domain}`).join('\n'),
    }).overrideLogicalId('DnsRecords');
  }

  /** One record a line, as a zone file has it: three keys of DKIM, two for the way back of bounces, one for DMARC. */
  #dnsRecords(mailFrom: string): string[] {
    return [
      ...this.identity.dkimRecords.map(({ name, value }) => `${name}. CNAME ${value}.`),
      `${mailFrom}. MX 10 feedback-smtp.${Aws.REGION}.amazonses.com.`,
      `${mailFrom}. TXT "v=spf1 include:amazonses.com -all"`,
      `_dmarc.${this.#domain}. TXT "v=DMARC1; p=quarantine"`,
    ];
  }

  /** Lets a function send mail from this domain, and ask for the account's quota and standing. */
  letsSend(sender: HouseFunction): HouseFunction {
    const arn = (resource: string, resourceName: string): string =>
      Stack.of(this).formatArn({ service: 'ses', resource, resourceName, arnFormat: ArnFormat.SLASH_RESOURCE_NAME });
    sender.role.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['ses:SendRawEmail'],
        resources: [
          arn('identity', this.#domain),
          arn('configuration-set', this.configurationSet.configurationSetName),
        ],
        conditions: { StringLike: { 'ses:FromAddress': `*@${this.#domain}` } },
      }),
    );
    acknowledge(sender.role, {
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'SES has no resource for the quota and the standing of an account; X-Ray has none at all.',
    });
    return sender
      .allows(['ses:GetSendQuota', 'ses:GetSendStatistics'], '*')
      .knows('GS_CONFIGURATION_SET', this.configurationSet.configurationSetName);
  }
}
