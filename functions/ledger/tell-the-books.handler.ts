import * as z from 'zod';
import { task } from '../platform/task.ts';
import { tellTheBooks } from './out/tell.ts';
import type { TellerPlatform } from './out/teller-platform.ts';

const item = z.looseObject({ pk: z.string(), sk: z.string() });
const image = z.object({ id: z.string(), before: item.optional(), after: item.optional() });

export default task('TellTheBooks', z.object({ images: z.array(image) }), (platform: TellerPlatform, { images }) =>
  tellTheBooks(platform, images),
);
