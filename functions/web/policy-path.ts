/** Where a policy's pages stand. Its id may hold what an address divides by. */
export const policyPath = (id: string): string => `/policies/${encodeURIComponent(id)}`;
