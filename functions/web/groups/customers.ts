import { Hono } from 'hono';
import { customerRoute } from '../customer-route.ts';
import type { Group } from '../served.ts';

/** The pages behind the links in letters. */
export const customers: Group = (platform, options) => new Hono().route('/c', customerRoute(platform, options));
