import { z } from 'zod';
import { MAX_PATTERN_LENGTH } from '../limits.ts';
import { bool, text } from '../members.ts';
import { operationKind, TEXT_TYPES } from './shape.ts';

export const regex = operationKind({
  names: ['REGEX', 'regex'],
  operators: ['MATCHES_REGEX', 'DOES_NOT_MATCH_REGEX'],
  fits: TEXT_TYPES,
  members: {
    pattern: text.pipe(z.string().min(1).max(MAX_PATTERN_LENGTH)),
    caseSensitive: bool.nullish().transform((flag) => flag ?? false),
  },
});
