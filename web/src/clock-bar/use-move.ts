import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { type Answer, call } from '../api/index.ts';

export type Moved = Answer<'POST /millrace/v1/clock/advance'>;

export type MoveState =
  | { readonly stage: 'still' }
  | { readonly stage: 'moving'; readonly from: number; readonly to: number }
  | { readonly stage: 'arrived'; readonly moved: Moved }
  | { readonly stage: 'failed'; readonly error: Error };

type Target = { readonly by: 'PT1H' | 'P1D' } | { readonly to: string };

const LENGTHS_MS = { PT1H: 3_600_000, P1D: 86_400_000 } as const;

/** Moves the clock. The server runs all that falls due on the way, and stops when it is no longer waited for. */
export function useMove() {
  const [state, setState] = useState<MoveState>({ stage: 'still' });
  const queries = useQueryClient();
  const leaving = useRef(new AbortController());
  // Before it is shown: a double click moves the clock once.
  const isUnderWay = useRef(false);
  const move = async (target: Target) => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    leaving.current = new AbortController();
    const { signal } = leaving.current;
    try {
      // The clock as it is, not as it was when the page last looked.
      const from = Date.parse((await call('GET /millrace/v1/clock', {}, signal)).now);
      const to = 'by' in target ? from + LENGTHS_MS[target.by] : Date.parse(target.to);
      setState({ stage: 'moving', from, to });
      // What is due already is only let run: a clock does not go back.
      const body = 'to' in target && to <= from ? { by: 'PT0S' } : target;
      const moved = await call('POST /millrace/v1/clock/advance', { body }, signal);
      setState({ stage: 'arrived', moved });
    } catch (error) {
      setState(signal.aborted ? { stage: 'still' } : { stage: 'failed', error: error as Error });
    }
    isUnderWay.current = false;
    await queries.invalidateQueries();
  };
  return {
    state,
    move: (target: Target) => void move(target),
    stop: () => leaving.current.abort(),
    clear: () => setState({ stage: 'still' }),
  };
}
