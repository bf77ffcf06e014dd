import type { Scenario } from './scenario.contract.ts';
import { shippedPolicies } from './shipped.ts';
import type { Play } from './world.ts';

/** The play of a scenario; without policies in it, the shipped ones. */
export const playOfScenario = (world: Scenario): Play => ({
  ...world,
  policies: world.policies.length === 0 ? shippedPolicies() : world.policies,
  start: Date.parse(world.start),
  until: Date.parse(world.until),
});
