import { replyFilePages } from '../reply-files.ts';
import type { Group } from '../served.ts';
import { pagesForStaff } from '../staff-pages.ts';

/** What customers attached to their messages: the one group that reads the messages as they came. */
export const attachments: Group = (platform, options) => pagesForStaff(platform, options, [replyFilePages]);
