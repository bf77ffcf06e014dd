import { describe, expect, test } from 'vitest';
import { companyOf, forgetCompany } from '../../../functions/platform/company.ts';
import { draftOf } from '../../../functions/policy-change/draft.ts';
import { webApp } from '../../../functions/web/app.ts';
import { changeOf } from '../../support/policy-changes.ts';
import { Colleague, HOST, staffOptionsOf } from '../../support/signed-in.ts';
import { CUSTOMER, invoiceOf, QUICK, START, World } from '../../support/world.ts';

const STAFF = [
  { id: 'nora', name: 'Nora', email: 'nora@company.test', department: 'care', roles: ['manager'] },
  { id: 'ada', name: 'Ada', email: 'ada@company.test', department: 'it', roles: ['administrator'] },
  { id: 'amy', name: 'Amy', email: 'amy@company.test', department: 'care', roles: ['specialist'] },
];
const OURS = { ...QUICK, appliesTo: { segments: ['commercial'] } };
const SCHOOLS = { name: 'Schools & more', like: 'quick', segments: 'school, museum', tags: '' };
const DRAFT = '/policies/schools-more/draft';

const site = async (policies: object[] = [OURS]) => {
  const customers = [CUSTOMER, { ...CUSTOMER, id: 's1', name: 'School One', segment: 'school' }];
  const world = await World.make({ start: START, staff: STAFF, policies, customers });
  const app = webApp({ ...world.platform, publicUrl: HOST }, staffOptionsOf(world));
  const signIn = (index: number) => Colleague.signIn(app as never, world.platform, STAFF[index]!);
  return { world, nora: await signIn(0), ada: await signIn(1), amy: await signIn(2) };
};

describe('a policy that is new', () => {
  test('begins as a draft with the steps of another, for whom the form names', async () => {
    const { world, nora } = await site();
    const { status, headers } = await nora.send('/policies/new', SCHOOLS);
    expect(status).toBe(303);
    expect(headers.get('location')).toBe(DRAFT);
    expect((await draftOf(world.table, 'schools-more'))?.policy).toMatchObject({
      ...{ id: 'schools-more', version: 1, steps: QUICK.steps },
      appliesTo: { segments: ['school', 'museum'], tags: [], customers: [] },
    });
    const { body } = await nora.ask(DRAFT);
    expect(body).toContain('It is new, and is tried last, after Quick');
    expect(body).toContain('Nothing changes for anybody until it is published, as version 1.');
    expect((await nora.ask('/policies')).body).toContain(`<a href="${DRAFT}">Schools more</a>`);
    expect((await nora.ask('/policies/schools-more')).status).toBe(404);
    expect((await nora.ask('/policies/schools-more/cases')).status).toBe(404);
  });

  test('says where nobody would get it', async () => {
    const { nora } = await site([OURS, { ...QUICK, id: 'rest' }]);
    await nora.send('/policies/new', SCHOOLS);
    expect((await nora.ask(DRAFT)).body).toContain('Rest fits every customer and is tried before it');
  });

  test('is changed, rehearsed on the ledger, and published', async () => {
    const { world, nora, ada } = await site();
    await world.record(invoiceOf('i1'));
    await world.record(invoiceOf('i2', { customerId: 's1' }));
    await nora.send('/policies/new', SCHOOLS);
    const json = JSON.stringify({ ...QUICK, id: 'schools-more', appliesTo: { segments: ['school'] } });
    expect((await nora.send('/policies/schools-more/save', { seen: '1', active: '0', json })).status).toBe(303);
    const asked = { seen: '2', active: '0', days: '30' };
    expect((await nora.send('/policies/schools-more/rehearse', asked)).status).toBe(303);
    expect(await changeOf(world, 'rehearse', 'schools-more')).toMatchObject({ status: 'done', totals: { newly: 1 } });
    const { body } = await ada.ask('/policies/schools-more/rehearsal');
    expect(body).toContain('With this draft 1 customer is newly written to');
    expect(body).toContain('School One');
    expect(body).toContain('Publish as version 1');
    expect((await ada.send('/policies/schools-more/publish', { seen: '2', active: '0' })).status).toBe(303);
    forgetCompany(world.platform.table);
    const { policies } = await companyOf(world.platform.table, world.clock.now());
    expect(policies.map(({ id, version }) => `${id} ${version}`)).toEqual(['quick 1', 'schools-more 1']);
    expect((await ada.ask('/policies/schools-more')).status).toBe(200);
  });

  test('has a name that nobody else has, once', async () => {
    const { nora, ada } = await site();
    for (const name of ['', '!!!', '\u202e\u0000']) {
      const { status, body } = await nora.send('/policies/new', { ...SCHOOLS, name });
      expect(status, name).toBe(422);
      expect(body).toContain('Name: it needs letters or digits.');
      expect(body).toContain('value="school, museum"');
    }
    expect((await nora.send('/policies/new', { ...SCHOOLS, name: 'Quick' })).body).toContain('called Quick already');
    expect((await nora.send('/policies/new', SCHOOLS)).status).toBe(303);
    const { status, body } = await ada.send('/policies/new', SCHOOLS);
    expect(status).toBe(422);
    expect(body).toContain('called Schools more already');
  });

  test('is refused for segments that are none, and shows them as text', async () => {
    const { world, nora } = await site();
    const { status, body } = await nora.send('/policies/new', { ...SCHOOLS, segments: '<script>x</script>' });
    expect(status).toBe(422);
    expect(body).toContain('is no tag');
    expect(body).not.toContain('<script>');
    expect([...world.table.scan('DRAFT#')]).toEqual([]);
    expect((await nora.send('/policies/new', { ...SCHOOLS, like: 'other' })).status).toBe(404);
  });

  test('is for whoever may draft', async () => {
    const { nora, amy } = await site();
    expect((await amy.send('/policies/new', SCHOOLS)).status).toBe(403);
    expect((await amy.ask('/policies')).body).not.toContain('Add a policy');
    await nora.send('/policies/new', SCHOOLS);
    expect((await amy.ask(DRAFT)).status).toBe(403);
    expect((await amy.ask('/policies')).body).not.toContain('Schools');
  });

  test('is thrown away like any other draft', async () => {
    const { nora } = await site();
    await nora.send('/policies/new', SCHOOLS);
    expect((await nora.send('/policies/schools-more/discard', { seen: '1', active: '0' })).status).toBe(303);
    expect((await nora.ask(DRAFT)).status).toBe(404);
  });
});
