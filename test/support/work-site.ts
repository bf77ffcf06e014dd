import type { InvoiceFacts } from '../../functions/ledger/entities.ts';
import { accountPages } from '../../functions/web/account.ts';
import { accountActs } from '../../functions/web/acts/account-acts.ts';
import { itemActs } from '../../functions/web/acts/item-acts.ts';
import { replyPlaceActs } from '../../functions/web/acts/reply-place-acts.ts';
import { itemPages } from '../../functions/web/item.ts';
import { letterPages } from '../../functions/web/letter-page.ts';
import { listPages } from '../../functions/web/list.ts';
import { replyPlacePages } from '../../functions/web/reply-place.ts';
import { searchPages } from '../../functions/web/search.ts';
import { StaffPages } from '../../functions/web/staff-pages.ts';
import type { WorkItem } from '../../functions/work-list/item.ts';
import { Colleague, HOST, staffOptionsOf } from './signed-in.ts';
import { invoiceOf, START, World, type WorldOptions } from './world.ts';

/** Colleagues of client relations, a manager of finance, and one who may only look after what is their own. */
export const OFFICE_STAFF = [
  { id: 'anna', name: 'Anna', email: 'anna@company.test', department: 'client-relations', roles: ['specialist'] },
  { id: 'ben', name: 'Ben', email: 'ben@company.test', department: 'client-relations', roles: ['specialist'] },
  { id: 'max', name: 'Max', email: 'max@company.test', department: 'client-relations', roles: ['manager'] },
  { id: 'ivan', name: 'Ivan', email: 'ivan@company.test', department: 'installation', roles: ['installation'] },
];

/** The item that the policy's call raises on Friday the 6th. */
export const CALL = 'task-i1-c1-call';
const CALLED = '2026-03-06T18:00:00Z';

/** The pages of the work list over a world, with whoever is signed in. */
export class WorkSite {
  readonly world: World;
  readonly pages: StaffPages;

  private constructor(world: World) {
    this.world = world;
    this.pages = new StaffPages({ ...world.platform, publicUrl: HOST }, staffOptionsOf(world));
    for (const add of [
      listPages,
      itemPages,
      replyPlacePages,
      replyPlaceActs,
      itemActs,
      accountPages,
      letterPages,
      accountActs,
      searchPages,
    ])
      add(this.pages);
  }

  static async over(world: World): Promise<WorkSite> {
    return new WorkSite(world);
  }

  /** A world in which the call about `i1` stands on Anna's list. */
  static async withCall(options: Partial<WorldOptions> = {}): Promise<WorkSite> {
    const world = await World.make({ start: START, staff: OFFICE_STAFF, findable: true, ...options });
    await world.record(invoiceOf('i1'));
    await world.to(CALLED);
    return new WorkSite(world);
  }

  signIn(id = 'anna'): Promise<Colleague> {
    const member = OFFICE_STAFF.find((each) => each.id === id)!;
    return Colleague.signIn(this.pages.app as never, this.world.platform, member);
  }

  item(id = CALL): WorkItem {
    return ([...this.world.table.scan('ITEM#')] as WorkItem[]).find(({ itemId }) => itemId === id)!;
  }

  /** What a form about an item brings along. */
  seen(id = CALL): { seen: string } {
    return { seen: `${this.item(id).v}` };
  }

  async facts(invoiceId = 'i1'): Promise<InvoiceFacts> {
    return (await this.world.table.get(await this.world.keyOf(invoiceId))) as InvoiceFacts;
  }
}
