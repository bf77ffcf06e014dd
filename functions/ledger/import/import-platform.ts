import type { Platform } from '../../platform/platform.ts';
import type { LedgerFiles } from '../../platform/ports.ts';

/** What the import works with: the ports, and the place where files are dropped. */
export interface ImportPlatform extends Platform {
  files: LedgerFiles;
}
