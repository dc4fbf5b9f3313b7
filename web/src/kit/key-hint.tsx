import styles from './key-hint.module.css';

const IS_MAC = /Mac|iP/.test(navigator.platform);

/** A key, as the keyboard before us calls it: `Mod` is Ctrl, or the command key. */
export function KeyHint({ keys }: { readonly keys: string }) {
  const said = keys.split('+').map((key) => (key === 'Mod' ? (IS_MAC ? '⌘' : 'Ctrl') : key));
  return (
    <kbd className={styles['keys']}>
      {said.map((key) => (
        <span key={key} className={styles['key']}>
          {key}
        </span>
      ))}
    </kbd>
  );
}
