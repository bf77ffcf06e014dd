import { webApp } from '../../functions/web/app.ts';
import { Colleague, HOST, staffOptionsOf } from './signed-in.ts';
import { World, type WorldOptions } from './world.ts';

/**
 * A company whose colleagues are signed in, in their order. What follows from an act is put into the table by the tests;
 * `begun` says how often something was to follow.
 */
export const policySite = async <Member extends { id: string; name: string; email: string }>(
  options: Omit<WorldOptions, 'staff'> & { staff: readonly Member[] },
) => {
  const world = await World.make(options);
  let begun = 0;
  const recorded = async (): Promise<void> => {
    begun += 1;
  };
  const app = webApp({ ...world.platform, publicUrl: HOST }, staffOptionsOf(world, { recorded }));
  const colleagues: Colleague[] = [];
  for (const member of options.staff) colleagues.push(await Colleague.signIn(app as never, world.platform, member));
  return { world, colleagues, begun: () => begun };
};
