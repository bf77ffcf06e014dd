import type { Platform } from '../../platform/platform.ts';
import type { EventsOut } from '../../platform/ports.ts';

/** What the teller of the books works with: the ports, and where events leave. */
export interface TellerPlatform extends Platform {
  eventsOut: EventsOut;
}
