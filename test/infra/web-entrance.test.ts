import { readFileSync } from 'node:fs';
import type { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import type { Platform } from '../../functions/platform/platform.ts';
import { acts } from '../../functions/web/groups/acts.ts';
import { approvals } from '../../functions/web/groups/approvals.ts';
import { attachments } from '../../functions/web/groups/attachments.ts';
import { customers } from '../../functions/web/groups/customers.ts';
import { desk } from '../../functions/web/groups/desk.ts';
import { events } from '../../functions/web/groups/events.ts';
import { policies } from '../../functions/web/groups/policies.ts';
import { type Group, served } from '../../functions/web/served.ts';
import { signInRoute } from '../../functions/web/sign-in/sign-in-route.ts';
import { stage } from './synthesised.ts';

/** The groups of routes that stand in each entry. */
const GROUPS: Readonly<Record<string, Readonly<Record<string, Group>>>> = {
  web: { customers, events },
  approvals: { approvals },
  'sign-in': { signInRoute },
  desk: { desk },
  attachments: { attachments },
  acts: { acts },
  policies: { policies },
};

const prod = stage('prod');
const functions = new Map(
  prod
    .all('AWS::Lambda::Function')
    .map(({ id, of }) => [id, `${of.FunctionName}`.replace('good-standing-prod-', '')] as const),
);
const integrations = new Map(
  prod.all('AWS::ApiGatewayV2::Integration').map(({ id, of }) => {
    const called = JSON.stringify(of.IntegrationUri);
    return [id, [...functions].find(([each]) => called.includes(`"${each}"`))![1]] as const;
  }),
);

interface Route {
  method: string;
  path: string;
  to: string;
}
const routes = prod.all('AWS::ApiGatewayV2::Route').map(({ of }): Route => {
  const [method = '', path = ''] = `${of.RouteKey}`.split(' ');
  return { method, path, to: [...integrations].find(([id]) => JSON.stringify(of.Target).includes(`"${id}"`))![1] };
});

/** Fixed parts before variables, and those before one that takes all that follows; as the gateway chooses. */
const rankOf = ({ path }: Route): string =>
  path
    .split('/')
    .map((part) => (part.endsWith('+}') ? 'c' : part.startsWith('{') ? 'b' : 'a'))
    .join('');
const fits = ({ path }: Route, asked: string): boolean =>
  new RegExp(`^${path.replace(/\{\w+\+\}/g, '.+').replace(/\{\w+\}/g, '[^/]+')}$`).test(asked);
const answers = (method: string, asked: string): string | undefined =>
  routes
    .filter((route) => route.method === method && fits(route, asked))
    .sort((one, other) => rankOf(one).localeCompare(rankOf(other)))[0]?.to;

const options = { report: () => undefined };
const appOf = (name: string): Hono => served({} as Platform, options, Object.values(GROUPS[name]!));

/** What an application answers, beside what it says to whatever else is asked for. */
const pathsOf = (app: Hono): (readonly [string, string])[] => [
  ...new Map(
    app.routes
      .filter(({ method, path }) => method !== 'ALL' && !path.endsWith('*'))
      .map(({ method, path }) => [`${method} ${path}`, [method, path.replace(/:\w+/g, 'x-1')] as const]),
  ).values(),
];

describe('the routes of the HTTP API', () => {
  test.each(Object.keys(GROUPS))('whatever %s answers is led to it, and HEAD like GET', (name) => {
    const paths = pathsOf(appOf(name));
    expect(paths.length).toBeGreaterThan(0);
    const led = paths.flatMap(([method, path]) =>
      (method === 'GET' ? ['GET', 'HEAD'] : [method]).map((each) => [each, path, answers(each, path)]),
    );
    expect(led.filter(([, , to]) => to !== name)).toEqual([]);
  });

  test('events lead to the function that looks at their route once more', () => {
    expect(answers('POST', '/events')).toBe('web');
    expect(answers('GET', '/events')).toBe('desk');
  });

  test('what nobody has is told by the desk', () => {
    for (const path of ['/nothing', '/approvals', '/sign-out', '/items/1/note', '/policy'])
      expect([path, answers('GET', path)]).toEqual([path, 'desk']);
    for (const path of ['/', '/list', '/items/1', '/approvals/1/2', '/c', '/policies'])
      expect([path, answers('POST', path)]).toEqual([path, undefined]);
  });

  test('each has a statement in the policy of its function, which Lambda ends at 20 KB: room for about forty', () => {
    for (const name of Object.keys(GROUPS)) expect(routes.filter(({ to }) => to === name).length).toBeLessThan(20);
  });

  test.each(Object.entries(GROUPS))('the entry of %s serves its groups and no other', (name, groups) => {
    const entry = readFileSync(new URL(`../../infra/entries/${name}.ts`, import.meta.url), 'utf8');
    expect(/, \[([\w, ]+)\]\)/.exec(entry)![1]!.split(', ')).toEqual(Object.keys(groups));
  });
});
