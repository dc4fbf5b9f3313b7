import { z } from 'zod';
import { integer, month } from '../members.ts';
import { operationKind, TIME_TYPES } from './shape.ts';

/** A calendar day. The four rolling operators that one published type names here make no sense of one; they are refused. */
export const date = operationKind({
  names: ['DATE', 'date'],
  operators: ['EQUAL', 'BEFORE', 'AFTER', 'IS_EQUAL_TO', 'IS_BEFORE', 'IS_AFTER'],
  fits: TIME_TYPES,
  members: {
    year: integer.pipe(z.int().min(1).max(9999)),
    month,
    day: integer.pipe(z.int().min(1).max(31)),
  },
});
