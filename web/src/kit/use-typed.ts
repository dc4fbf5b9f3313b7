import { useEffect, useState } from 'react';

/** How long typing pauses before it is asked for. */
const PAUSE_MS = 200;

/** A text that is typed, and told once typing pauses: what the address says is asked for, and not each letter. */
export function useTyped(
  told: string,
  tell: (text: string) => void,
): readonly [string, (text: string) => void] {
  const [text, setText] = useState(told);
  useEffect(() => setText(told), [told]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only typing is waited for.
  useEffect(() => {
    if (text === told) return;
    const timer = setTimeout(() => tell(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return [text, setText];
}
