import {
  type CustomerHead,
  headKey,
  INVOICES,
  type InvoiceFacts,
  invoiceIdOf,
  isFacts,
  prefixOf,
} from '../../functions/ledger/entities.ts';
import { loadCase } from '../../functions/lifecycle/load-case.ts';
import { PayerBeingChanged } from '../../functions/platform/errors.ts';
import type { Platform } from '../../functions/platform/platform.ts';
import type { Item, Key } from '../../functions/platform/ports.ts';
import { positionOf } from '../../functions/policy/case-facts.ts';
import type { Decision } from '../../functions/policy/decision.ts';
import { dueDayOf } from '../../functions/policy/demands.ts';
import type { InvoiceHistory } from '../../functions/reports/books.ts';
import { BooksOf } from '../../functions/reports/books-of.ts';
import { standingOf } from '../../functions/reports/standing.ts';
import type { WorkItem } from '../../functions/work-list/item.ts';

/** An invoice as lists show it. Amounts are minor units, days count from 1970. */
export interface SurveyedInvoice {
  invoiceId: string;
  number: string;
  customerId: string;
  currency: string;
  amount: number;
  balance: number;
  dueDay: number | undefined;
  isDraft: boolean;
  isOpen: boolean;
  decision: Pick<Decision, 'standing' | 'next' | 'rule' | 'text'>;
  /** Its parts as the ageing counts them. */
  histories: readonly InvoiceHistory[];
}

export interface SurveyedCustomer {
  customerId: string;
  name: string;
  parent: string | undefined;
  children: readonly string[];
  /** Changes with what concerns all of the customer's invoices. */
  headVersion: number;
}

interface Everything {
  scan(skPrefix: string): Iterable<Item>;
}

/**
 * What lists and figures are made of: every customer, invoice and open item, kept beside the table and brought up to
 * date with what was written since. A page that shows one thing reads the table itself.
 */
export class Survey {
  readonly invoices = new Map<string, SurveyedInvoice>();
  readonly customers = new Map<string, SurveyedCustomer>();
  /** Open items only. */
  readonly items = new Map<string, WorkItem>();
  readonly #byCustomer = new Map<string, Set<string>>();
  readonly #touched = new Map<string, Key>();

  /** Told of every write. */
  touch({ pk, sk }: Key): void {
    if (sk === 'HEAD' || sk.startsWith('ITEM#')) this.#touched.set(`${pk} ${sk}`, { pk, sk });
    else {
      const invoiceId = invoiceIdOf(sk);
      if (invoiceId !== undefined) this.#touched.set(`${pk} ${invoiceId}`, { pk, sk: prefixOf(invoiceId) });
    }
  }

  invoicesOf(customerId: string): SurveyedInvoice[] {
    return [...(this.#byCustomer.get(customerId) ?? [])].map((invoiceId) => this.invoices.get(invoiceId)!);
  }

  /** Reads everything once. */
  async readAll(platform: Platform, table: Everything): Promise<void> {
    for (const item of table.scan('HEAD')) this.#putHead(item as CustomerHead);
    for (const item of table.scan('ITEM#')) this.#putItem(item as WorkItem);
    const keys = [...table.scan(INVOICES)].filter(isFacts).map((item) => item as InvoiceFacts);
    for (const { customerId, invoiceId } of keys) await this.#look(platform, customerId, invoiceId);
    this.#touched.clear();
  }

  /** Brings in what was written since. */
  async refresh(platform: Platform): Promise<void> {
    const touched = [...this.#touched.values()];
    this.#touched.clear();
    const again = new Map<string, [string, string]>();
    const lookAt = (customerId: string, invoiceId: string): void => {
      again.set(invoiceId, [customerId, invoiceId]);
    };
    for (const key of touched) {
      const invoiceId = invoiceIdOf(key.sk);
      if (invoiceId !== undefined) lookAt(key.pk.slice(2), invoiceId);
      else if (key.sk === 'HEAD') {
        const head = (await platform.table.get(key)) as CustomerHead | undefined;
        if (head === undefined) continue;
        if (!this.#putHead(head)) continue;
        // A hold or an address of the payer changes where its children's invoices stand.
        for (const member of [head.customerId, ...head.children])
          for (const { invoiceId, isOpen } of this.invoicesOf(member)) if (isOpen) lookAt(member, invoiceId);
      } else {
        const item = (await platform.table.get(key)) as WorkItem | undefined;
        if (item !== undefined) this.#putItem(item);
      }
    }
    for (const [customerId, invoiceId] of again.values()) await this.#look(platform, customerId, invoiceId);
  }

  /** Says whether what is new about the customer concerns all of its invoices. */
  #putHead({ customerId, name, parent, children, headVersion }: CustomerHead): boolean {
    const before = this.customers.get(customerId);
    this.customers.set(customerId, { customerId, name, parent, children, headVersion });
    return before?.headVersion !== headVersion || before.parent !== parent;
  }

  #putItem(item: WorkItem): void {
    if (item.closedAt === undefined) this.items.set(item.itemId, item);
    else this.items.delete(item.itemId);
  }

  async #look(platform: Platform, customerId: string, invoiceId: string): Promise<void> {
    try {
      const loaded = await loadCase(platform, { customerId, invoiceId });
      if (loaded === undefined) return;
      const { facts } = loaded;
      const { invoice } = facts;
      const position = positionOf(facts);
      const { standing, next, rule, text } = standingOf(loaded);
      const books = new BooksOf(invoice.currency);
      books.add(facts, position);
      const isDraft = invoice.status === 'draft';
      this.invoices.set(invoiceId, {
        invoiceId,
        number: invoice.number,
        customerId,
        currency: invoice.currency,
        amount: invoice.amount,
        balance: Math.max(position.balance, 0),
        dueDay: dueDayOf(invoice, facts.policy),
        isDraft,
        isOpen: position.balance > 0 && !isDraft && invoice.voidedAt === undefined && invoice.closedAs === undefined,
        decision: { standing, next, rule, text },
        histories: books.books.invoices,
      });
      const own = this.#byCustomer.get(customerId);
      if (own === undefined) this.#byCustomer.set(customerId, new Set([invoiceId]));
      else own.add(invoiceId);
    } catch (error) {
      // A change is being written in parts: its last part touches the head, which brings the invoice back here.
      if (!(error instanceof PayerBeingChanged)) throw error;
      this.touch(headKey(customerId));
    }
  }
}
