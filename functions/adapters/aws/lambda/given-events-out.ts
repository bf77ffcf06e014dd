import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { EventsOut } from '../../../platform/ports.ts';
import { EventBridgeOut } from '../events-out.ts';
import { settingOf } from './environment.ts';

/** The stage's bus. */
export const givenEventsOut = (): EventsOut =>
  new EventBridgeOut(
    new EventBridgeClient({
      requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
    }),
    settingOf('GS_BUS'),
  );
