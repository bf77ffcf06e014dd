import { accountActs } from '../acts/account-acts.ts';
import { itemActs } from '../acts/item-acts.ts';
import { replyPlaceActs } from '../acts/reply-place-acts.ts';
import { customerLinkActs } from '../customer-link-acts.ts';
import type { Group } from '../served.ts';
import { pagesForStaff } from '../staff-pages.ts';

/** What the forms on items and accounts lead to. */
export const acts: Group = (platform, options) =>
  pagesForStaff(platform, options, [replyPlaceActs, itemActs, customerLinkActs, accountActs]);
