import type { Adapter, AdapterPayload } from 'oidc-provider';

/** What the issuer remembers: for as long as the process lives, and no more of it than one try at a time needs. */

/** The oldest makes room: a page that is loaded over and over begins a sign-in each time. */
const MOST = 2000;

export class IssuerMemory implements Adapter {
  readonly #kept: Map<string, AdapterPayload>;
  readonly #model: string;

  constructor(kept: Map<string, AdapterPayload>, model: string) {
    this.#kept = kept;
    this.#model = model;
  }

  #key(id: string): string {
    return `${this.#model}#${id}`;
  }

  #first(fits: (payload: AdapterPayload) => boolean): AdapterPayload | undefined {
    for (const [key, payload] of this.#kept) if (key.startsWith(`${this.#model}#`) && fits(payload)) return payload;
    return undefined;
  }

  async upsert(id: string, payload: AdapterPayload): Promise<void> {
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= MOST && oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(this.#key(id), payload);
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    return this.#kept.get(this.#key(id));
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.#first((payload) => payload.uid === uid);
  }

  async findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
    return this.#first((payload) => payload.userCode === userCode);
  }

  async consume(id: string): Promise<void> {
    const payload = this.#kept.get(this.#key(id));
    if (payload !== undefined) payload.consumed = true;
  }

  async destroy(id: string): Promise<void> {
    this.#kept.delete(this.#key(id));
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    for (const [key, payload] of this.#kept) if (payload.grantId === grantId) this.#kept.delete(key);
  }
}
