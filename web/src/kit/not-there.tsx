import { SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { Empty } from './empty.tsx';

/** A thing that the address names. */
export interface Sought {
  /** What it is called: "flow". */
  readonly noun: string;
  readonly id: string;
  /** A link to where things of its kind are. */
  readonly back: ReactNode;
}

/** In place of a thing that is not there: what was looked for, and the way back. */
export function NotThere({ noun, id, back }: Sought) {
  return (
    <Empty icon={SearchX} state="missing" action={back}>
      There is no {noun} “{id}”. It may have been deleted, or the address is not whole.
    </Empty>
  );
}
