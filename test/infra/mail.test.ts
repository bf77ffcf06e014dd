import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { Mail } from '../../infra/constructs/mail.ts';
import { namesOf } from '../../infra/names.ts';
import { settingsOf } from '../../infra/settings.ts';

const templateOf = (stage: string): Template => {
  const stack = new Stack(new App({ analyticsReporting: false, builtinCloudFormationValidation: false }), 'Mail');
  new Mail(stack, 'Mail', {
    settings: settingsOf(stage),
    names: namesOf(stage),
    codeOf: () => {
      throw new Error('Mail needs no code');
    },
  });
  return Template.fromStack(stack);
};
const dev = templateOf('dev');

describe('mail', () => {
  test('leaves only over TLS, and its reception is measured', () => {
    dev.hasResourceProperties('AWS::SES::ConfigurationSet', {
      Name: 'good-standing-dev',
      DeliveryOptions: { TlsPolicy: 'REQUIRE' },
      ReputationOptions: { ReputationMetricsEnabled: true },
    });
  });

  test('is not tried again where it bounced or was unwanted', () => {
    dev.hasResourceProperties('AWS::SES::ConfigurationSet', {
      SuppressionOptions: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    });
  });

  test('is not followed: no openings, no clicks, no links of somebody else', () => {
    dev.hasResourceProperties('AWS::SES::ConfigurationSet', { TrackingOptions: Match.absent() });
    const [destination] = Object.values(dev.findResources('AWS::SES::ConfigurationSetEventDestination'));
    const asked: string[] = destination!.Properties.EventDestination.MatchingEventTypes;
    expect(asked.filter((type) => /open|click|subscription/i.test(type))).toEqual([]);
  });

  test('tells on the default bus all that is taken', () => {
    dev.hasResourceProperties('AWS::SES::ConfigurationSetEventDestination', {
      EventDestination: {
        Enabled: true,
        EventBridgeDestination: {
          EventBusArn: { 'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp('event-bus/default$')])] },
        },
        MatchingEventTypes: ['bounce', 'complaint', 'delivery', 'reject', 'renderingFailure', 'deliveryDelay'],
      },
    });
  });

  test('is signed for its domain, with a way back of its own', () => {
    dev.hasResourceProperties('AWS::SES::EmailIdentity', {
      EmailIdentity: 'harbour-alarm.example',
      DkimSigningAttributes: { NextSigningKeyLength: 'RSA_2048_BIT' },
      MailFromAttributes: {
        MailFromDomain: 'bounces.harbour-alarm.example',
        BehaviorOnMxFailure: 'USE_DEFAULT_VALUE',
      },
      FeedbackAttributes: { EmailForwardingEnabled: false },
    });
  });

  test('says which records its domain needs, one a line', () => {
    const output = dev.findOutputs('DnsRecords').DnsRecords as { Value: { 'Fn::Join': [string, unknown[]] } };
    const text = output.Value['Fn::Join'][1].map((part) => (typeof part === 'string' ? part : '<>')).join('');
    expect(text.split('\n')).toEqual([
      ...Array.from({ length: 3 }, () => '<>. CNAME <>.'),
      'bounces.harbour-alarm.example. MX 10 feedback-smtp.<>.amazonses.com.',
      'bounces.harbour-alarm.example. TXT "v=spf1 include:amazonses.com -all"',
      '_dmarc.harbour-alarm.example. TXT "v=DMARC1; p=quarantine"',
    ]);
  });

  test('keeps its keys where the stage has to survive', () => {
    const kept = { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' };
    const prod = templateOf('prod');
    prod.hasResource('AWS::SES::EmailIdentity', kept);
    prod.hasResource('AWS::SES::ConfigurationSet', kept);
    dev.hasResource('AWS::SES::EmailIdentity', { DeletionPolicy: Match.absent() });
  });
});
