import { useEffect, useState } from 'react';

/** How long nothing may be typed before it is asked about. */
const PAUSE_MS = 400;

/** A value once it has stopped to change; the first at once. */
export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(() => value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
