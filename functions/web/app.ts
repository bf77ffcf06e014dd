import type { Hono } from 'hono';
import type { Platform } from '../platform/platform.ts';
import { acts } from './groups/acts.ts';
import { approvals } from './groups/approvals.ts';
import { attachments } from './groups/attachments.ts';
import { customers } from './groups/customers.ts';
import { desk } from './groups/desk.ts';
import { events } from './groups/events.ts';
import { policies } from './groups/policies.ts';
import { type Group, served } from './served.ts';
import { signInRoute } from './sign-in/sign-in-route.ts';
import type { WebOptions } from './web-options.ts';

/** All pages: those behind links, and those for colleagues. */
export const PAGES: readonly Group[] = [customers, approvals, signInRoute, desk, attachments, acts, policies];

/** Everything that is answered over HTTP; on AWS each group is a function of its own, so that none loads the others. */
export const webApp = (platform: Platform, options: WebOptions): Hono => served(platform, options, [...PAGES, events]);
