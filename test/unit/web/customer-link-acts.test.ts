import { describe, expect, it } from 'vitest';
import { webApp } from '../../../functions/web/app.ts';
import { writtenWorld } from '../../support/customer-page.ts';
import { Colleague, HOST, staffOptionsOf } from '../../support/signed-in.ts';
import { STAFF } from '../../support/world.ts';

const colleagueIn = async (id = 'anna') => {
  const made = await writtenWorld({
    staff: [...STAFF, { id: 'olga', name: 'Olga', email: 'olga@company.test', department: 'it', roles: ['operator'] }],
  });
  const app = webApp({ ...made.world.platform, publicUrl: HOST }, staffOptionsOf(made.world));
  const colleague = await Colleague.signIn(app, made.world.platform, { id, email: `${id}@company.test` });
  return { ...made, colleague };
};

describe('the links in a customer’s letters', () => {
  it('are ended on the account’s page, once for each look at it', async () => {
    const { world, browser, colleague } = await colleagueIn();
    expect((await colleague.ask('/accounts/c1')).body).toContain('End the links in their letters');
    expect((await colleague.send('/accounts/c1/revoke-link', { revision: '0' })).status).toBe(303);
    expect((await browser.open()).status).toBe(410);
    expect((await colleague.send('/accounts/c1/revoke-link', { revision: '0' })).status).toBe(303);
    expect((await world.head()).linkRevision).toBe(1);
    expect((await colleague.ask('/accounts/c1')).body).toContain('are ended');
  });

  it('are not for everybody to end, nor those of nobody', async () => {
    const { world, colleague } = await colleagueIn('olga');
    expect((await colleague.ask('/accounts/c1')).body).not.toContain('End the links');
    expect((await colleague.send('/accounts/c1/revoke-link', { revision: '0' })).status).toBe(403);
    expect((await world.head()).linkRevision).toBeUndefined();
    const { colleague: anna } = await colleagueIn();
    expect((await anna.send('/accounts/nobody/revoke-link', { revision: '0' })).status).toBe(404);
  });

  it('stand beside what the customer said on their page', async () => {
    const { browser, colleague } = await colleagueIn();
    await browser.open();
    await browser.answer('well');
    await browser.answer('contact', { name: '<b>Nina</b>', email: 'nina@c1.test' });
    const { body } = await colleague.ask('/accounts/c1');
    expect(body).toContain('Said that all is well');
    expect(body).toContain('&lt;b&gt;Nina&lt;/b&gt;, nina@c1.test');
  });
});
