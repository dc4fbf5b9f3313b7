import type { LucideIcon } from 'lucide-react';
import { useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { Tone } from '../kit/index.ts';
import { laneItemId } from '../layout/index.ts';

/** A word or a number in the colour of its meaning, which `title` says in full. */
export interface Pill {
  readonly tone: Tone;
  readonly text: string;
  readonly title: string;
  readonly icon?: LucideIcon;
}

/** How a card looks besides what it says. */
export interface CardMark {
  readonly look?: 'onPath' | 'added' | 'changed' | 'removed' | undefined;
  readonly isDim?: boolean;
  readonly isSelected?: boolean;
  /** The card that keys act on. */
  readonly isFocused?: boolean;
  /** At the upper corner. */
  readonly badge?: Pill | undefined;
  /** In the row at the lower edge: of graphs with `hasFoot`. */
  readonly pills?: readonly Pill[];
}

/** What stands at the head of a lane behind its name: how many went this way, as "12 · 40 %". */
export interface LaneMark {
  readonly text?: string;
  readonly title?: string;
  readonly look?: 'onPath' | 'added' | 'removed' | undefined;
  readonly isDim?: boolean;
}

/** A store of marks by id, outside React: of a change hear all cards, and those whose marks are others are drawn. */
export interface Marks {
  readonly subscribe: (listener: () => void) => () => void;
  /** Of an action, or of the trigger: `''`. */
  card(id: string): CardMark | undefined;
  lane(of: string, member: string): LaneMark | undefined;
}

export interface MarkTable {
  /** By action. */
  readonly cards?: ReadonlyMap<string, CardMark>;
  /** By `laneItemId(action, member)`. */
  readonly lanes?: ReadonlyMap<string, LaneMark>;
}

/** Marks that are given as a whole. */
class MarkStore implements Marks {
  #table: MarkTable;
  readonly #listeners = new Set<() => void>();

  constructor(table: MarkTable) {
    this.#table = table;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  card(id: string): CardMark | undefined {
    return this.#table.cards?.get(id);
  }

  lane(of: string, member: string): LaneMark | undefined {
    return this.#table.lanes?.get(laneItemId(of, member));
  }

  set(table: MarkTable): void {
    if (table === this.#table) return;
    this.#table = table;
    for (const listener of this.#listeners) listener();
  }
}

/** A store that shows a table: make the table anew only when something in it is another. */
export function useMarks(table: MarkTable): Marks {
  const [store] = useState(() => new MarkStore(table));
  useLayoutEffect(() => store.set(table), [store, table]);
  return store;
}

/** A mark that stays the same object while it says the same, so that whoever shows it is not drawn for nothing. */
export function useMark<M extends object>({ subscribe }: Marks, read: () => M | undefined): Partial<M> {
  const kept = useRef<Partial<M>>({});
  return useSyncExternalStore(subscribe, () => {
    const now: Partial<M> = read() ?? {};
    if (!isAlike(kept.current, now)) kept.current = now;
    return kept.current;
  });
}

/** Marks are small: members, pills in lists, and icons, which are values to us. */
function isAlike(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const [one, other] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => (key === 'icon' ? one[key] === other[key] : isAlike(one[key], other[key])))
  );
}
