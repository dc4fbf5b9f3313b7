import * as z from 'zod';
import { bool } from '../members.ts';
import { sayConstant } from './constant.say.ts';
import { filterKind } from './shape.ts';

/** Met by every record, or by none. */
export const constant = filterKind({
  filterType: 'CONSTANT',
  members: { shouldAccept: bool, source: z.string().nullish() },
  meaning: ({ shouldAccept }) => ({ kind: 'CONSTANT', met: shouldAccept }),
  say: sayConstant,
  cases: [
    { says: 'accepted', sentence: 'Always true', filter: { shouldAccept: true }, met: true },
    { says: 'not accepted', filter: { shouldAccept: 'false' }, met: false },
  ],
});
