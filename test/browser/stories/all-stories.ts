import { brokenPromise } from './broken-promise.ts';
import type { Story } from './telling.ts';
import { unfinishedInstallation } from './unfinished-installation.ts';
import { writeOff } from './write-off.ts';

export const STORIES: readonly Story[] = [unfinishedInstallation, brokenPromise, writeOff];
