import { type ComponentType, createContext, type MouseEvent, useContext } from 'react';
import type { RawFlow } from '../flow-body/index.ts';
import type { Names } from '../say/index.ts';
import type { Marks } from './marks.ts';

/** A place where an edge stands: below the trigger (`''`) or an action. */
export interface EdgePartProps {
  readonly of: string;
  readonly member: string;
  /** From the upper end of the edge, in pixels. */
  readonly y: number;
}

/** What happens when something is pressed. What has no handler does not look as if it could be. */
export interface GraphHandlers {
  /** An action, or the trigger (`''`). */
  readonly onCard?: (id: string, event: MouseEvent) => void;
  /** The head of a lane of a branch. */
  readonly onLane?: (of: string, member: string) => void;
  /** What stands in place of the lanes of a collapsed branch. */
  readonly onStub?: (of: string) => void;
  /** The end of a lane, or of the flow. */
  readonly onEnd?: (of: string, member: string) => void;
  /** The chip of a jump. */
  readonly onJump?: (to: string) => void;
}

/** What cards need that is not their own. Stays the same object while names, marks and handlers do. */
export interface GraphShown extends GraphHandlers {
  /** The body as it is now: a sentence may name another action. */
  readonly flow: () => RawFlow;
  readonly names: Names;
  readonly marks: Marks;
  /** Drawn on every edge. */
  readonly EdgePart: ComponentType<EdgePartProps> | undefined;
}

export const GraphContext = createContext<GraphShown | undefined>(undefined);

export function useGraph(): GraphShown {
  const shown = useContext(GraphContext);
  if (!shown) throw new Error('A card is shown outside of a graph.');
  return shown;
}
