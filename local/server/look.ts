import { type Company, companyOf } from '../../functions/platform/company.ts';
import { Formats } from '../pages/formats.ts';
import type { Chrome, SignedInHere } from '../pages/layout.ts';
import type { Mover } from './mover.ts';
import type { World } from './world.ts';

/** What a page looks at: the world as it stands, and how to write it. */
export interface Look {
  world: World;
  mover: Mover;
  company: Company;
  formats: Formats;
  chrome: Chrome;
}

const known = new WeakMap<Company, Formats>();

export const lookAt = async (world: World, mover: Mover, signedIn?: SignedInHere): Promise<Look> => {
  const now = world.clock.now();
  const company = await companyOf(world.runtime.platform.table, now);
  let formats = known.get(company);
  if (formats === undefined) {
    formats = new Formats(company.settings);
    known.set(company, formats);
  }
  const chrome = {
    company: company.settings.company,
    now: formats.instant(now),
    isMoving: mover.isMoving,
    ...(signedIn === undefined ? {} : { signedIn }),
  };
  return { world, mover, company, formats, chrome };
};
