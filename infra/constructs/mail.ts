import { ArnFormat, Stack } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import type { House } from '../house.ts';
import { acknowledge } from './acknowledge.ts';
import type { HouseFunction } from './house-function.ts';

/** The domain that letters come from, and what becomes of them afterwards. */
export class Mail extends Construct {
  readonly configurationSet: ConfigurationSet;
  readonly identity: EmailIdentity;
  readonly #domain: string;

  constructor(scope: Construct, id: string, { settings, names }: House) {
    super(scope, id);
    this.#domain = settings.mail.domain;
    this.configurationSet = new ConfigurationSet(this, 'ConfigurationSet', {
      configurationSetName: names.stage,
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    // SES tells its events on the account's default bus and on no other.
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
      identity: Identity.domain(settings.mail.domain),
      configurationSet: this.configurationSet,
      mailFromDomain: `${settings.mail.mailFrom}.${settings.mail.domain}`,
    });
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
