import { useEffect, useState } from 'react';
import { onHint } from '../api/index.ts';

/** Who moves a clock tells of it again and again; one of whom nothing is heard for so long may be gone. */
const SILENT_MS = 15_000;

/** How far a clock has come that somebody moves. */
export interface OnItsWay {
  /** Where it was when that was heard first. */
  readonly from: number;
  readonly at: number;
  readonly to: number;
}

/** The clock on its way, whoever moves it; undefined while it goes by itself. */
export function useOnItsWay(): OnItsWay | undefined {
  const [way, setWay] = useState<OnItsWay>();
  useEffect(() => {
    let silent: ReturnType<typeof setTimeout> | undefined;
    const leave = onHint(({ kind, data }) => {
      if (kind !== 'clock') return;
      clearTimeout(silent);
      if (data['isMoving'] !== true) return setWay(undefined);
      const [at, to] = [Date.parse(String(data['now'])), Date.parse(String(data['target']))];
      setWay((before) => ({ from: before?.to === to ? before.from : at, at, to }));
      silent = setTimeout(() => setWay(undefined), SILENT_MS);
    });
    return () => {
      clearTimeout(silent);
      leave();
    };
  }, []);
  return way;
}
