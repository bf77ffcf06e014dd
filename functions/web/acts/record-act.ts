import { OtherContent } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Fact } from './act-input.ts';

/** Where acts on the pages come from. */
const SOURCE = 'pages';

/**
 * Records what an act draws up, all of it or nothing. `name` names the act: of two that were sent from the same state of
 * an item, and of one that was sent twice, the first counts. Returns whether this was the first.
 *
 * @throws BadInput where it is refused.
 */
export const recordAct = async (
  platform: Platform,
  of: { name: string; by: string; facts: readonly Fact[] },
): Promise<boolean> => {
  // The schemas of all events, and the recorder, are loaded by who acts, not by who looks.
  const [{ event }, { recordTogether }] = await Promise.all([
    import('../../ledger/event.ts'),
    import('../../ledger/record-event.ts'),
  ]);
  const at = new Date(platform.clock.now()).toISOString();
  const events = of.facts.map((fact, index) =>
    event.parse({ ...fact, id: index === 0 ? of.name : `${of.name}-${index}`, source: SOURCE, at, by: of.by }),
  );
  try {
    const [first] = await recordTogether(platform, events);
    return first === 'recorded';
  } catch (error) {
    if (error instanceof OtherContent) return false;
    throw error;
  }
};
