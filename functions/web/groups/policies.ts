import { policiesPages } from '../policies-page.ts';
import type { Group } from '../served.ts';
import { pagesForStaff } from '../staff-pages.ts';

/** The policies and the drafts of their next versions. */
export const policies: Group = (platform, options) => pagesForStaff(platform, options, [policiesPages]);
