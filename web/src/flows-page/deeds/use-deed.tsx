import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { toast } from '../../kit/index.ts';
import { type FlowRow, nameOf } from '../rows.ts';
import type { Deed } from './deed.ts';

interface Failure {
  readonly flow: FlowRow;
  readonly error: Error;
}

/** How far a deed over many flows has come. */
export interface DeedState {
  readonly deed: Deed;
  readonly flows: readonly FlowRow[];
  readonly stage: 'asking' | 'running' | 'failed';
  readonly done: number;
  readonly failures: readonly Failure[];
}

export interface DeedRunner {
  readonly state: DeedState | undefined;
  /** Asks first where that is due. */
  readonly begin: (deed: Deed, flows: readonly FlowRow[]) => void;
  readonly confirm: () => void;
  /** Ends the asking, or what is under way after the flow in hand. */
  readonly leave: () => void;
}

/** Does a deed with one flow after the other, so that it can be stopped between, and tells what came of it. */
export function useDeed(): DeedRunner {
  const [state, setState] = useState<DeedState>();
  const queries = useQueryClient();
  const isStopped = useRef(false);

  const run = async (deed: Deed, flows: readonly FlowRow[]) => {
    isStopped.current = false;
    const failures: Failure[] = [];
    let done = 0;
    for (const flow of flows) {
      if (isStopped.current) break;
      setState({ deed, flows, stage: 'running', done: done + failures.length, failures });
      try {
        await deed.run(flow.id);
        done++;
      } catch (error) {
        failures.push({ flow, error: error as Error });
      }
    }
    await queries.invalidateQueries();
    if (done > 0) toast({ tone: 'ok', text: `${countedFlows(flows.slice(0, 1), done)} ${deed.done}.` });
    setState(failures.length > 0 ? { deed, flows, stage: 'failed', done, failures } : undefined);
  };

  return {
    state,
    begin: (deed, flows) =>
      deed.question
        ? setState({ deed, flows, stage: 'asking', done: 0, failures: [] })
        : void run(deed, flows),
    confirm: () => state && void run(state.deed, state.flows),
    leave: () => {
      isStopped.current = true;
      if (state?.stage !== 'running') setState(undefined);
    },
  };
}

/** A flow by its name, many by their number. */
export function countedFlows(flows: readonly FlowRow[], count = flows.length): string {
  return count === 1 && flows[0] ? `“${nameOf(flows[0])}”` : `${count} flows`;
}
