import type { EpochMillis } from '@millrace/core/time';
import { z } from 'zod';

/** Where a source has come to: its own key, as numbers. */
export type Position = readonly string[];

export type Order = 'DESCENDING' | 'ASCENDING';

/** A place in a timeline: the last entry's instant, and by rank where each source has come to that something was read of. */
export interface Place {
  readonly order: Order;
  readonly at: EpochMillis;
  readonly positions: ReadonlyMap<number, Position>;
}

const CURSOR = /^([ad])(\d{1,15})((?:_\d(?:\.-?\d{1,18}){1,3})*)$/;

/** The cursor of a page, as `cursorText` writes it. */
export const cursor = z.string().transform((text, context): Place => {
  const match = CURSOR.exec(text);
  if (match) {
    const parts = match[3]!.split('_').slice(1);
    const positions = parts.map((part) => {
      const [rank, ...position] = part.split('.');
      return [Number(rank), position] as const;
    });
    const order = match[1] === 'd' ? 'DESCENDING' : 'ASCENDING';
    return { order, at: Number(match[2]), positions: new Map(positions) };
  }
  context.addIssue({ code: 'custom', message: 'must be the cursor of an earlier page' });
  return z.NEVER;
});

export function cursorText({ order, at, positions }: Place): string {
  const parts = [...positions].map(([rank, position]) => `_${rank}.${position.join('.')}`);
  return `${order === 'DESCENDING' ? 'd' : 'a'}${at}${parts.join('')}`;
}
