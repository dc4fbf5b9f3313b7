import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { IconButton } from './button.tsx';
import styles from './toast.module.css';

/** How long one stays; one that tells of a failure stays until it is closed. */
const STAYS_MS = 6_000;
/** More at once are not read. */
const TOASTS_MAX = 3;

export interface Toast {
  readonly id: number;
  readonly tone: 'ok' | 'failed';
  readonly text: string;
  /** What can be done about it: "Undo". */
  readonly action?: { readonly name: string; readonly onDo: () => void };
}

let toasts: readonly Toast[] = [];
let count = 0;
const listeners = new Set<() => void>();

/** Says that something was done, or failed, wherever the user is by now. */
export function toast(said: Omit<Toast, 'id'>): void {
  const id = ++count;
  // What is said again is said once.
  const others = toasts.filter(({ text }) => text !== said.text);
  change([...others, { ...said, id }].slice(-TOASTS_MAX));
  if (said.tone === 'ok') setTimeout(() => close(id), STAYS_MS);
}

/** A failure of something that was begun where the user no longer is. */
export function toastFailure(error: unknown): void {
  toast({ tone: 'failed', text: error instanceof Error ? error.message : String(error) });
}

function close(id: number): void {
  change(toasts.filter((each) => each.id !== id));
}

function change(to: readonly Toast[]): void {
  toasts = to;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Where toasts are shown: once, in the shell. */
export function Toasts() {
  const shown = useSyncExternalStore(subscribe, () => toasts);
  return (
    <section aria-label="Notices" aria-live="polite" className={styles['toasts']}>
      {shown.map(({ id, tone, text, action }) => (
        <div key={id} className={`${styles['toast']} ${styles[tone]}`}>
          {tone === 'ok' ? <CircleCheck aria-hidden size={16} /> : <CircleAlert aria-hidden size={16} />}
          <span className={styles['text']}>{text}</span>
          {action && (
            <button
              type="button"
              className={styles['action']}
              onClick={() => {
                close(id);
                action.onDo();
              }}
            >
              {action.name}
            </button>
          )}
          <IconButton icon={X} label="Close the notice" onPress={() => close(id)} />
        </div>
      ))}
    </section>
  );
}
