import { Hono } from 'hono';
import { approvalsRoute } from '../approvals-route.ts';
import { requestPages } from '../requests-route.ts';
import type { Group } from '../served.ts';
import { pagesForStaff } from '../staff-pages.ts';

/** Requests for approvals, by the mailed link and from the work list: both show the letter as it would be sent. */
export const approvals: Group = (platform, options) =>
  new Hono()
    .route('/approvals', approvalsRoute(platform, options))
    .route('/', pagesForStaff(platform, options, [requestPages]));
