import { Instant } from '../kit/index.ts';
import styles from './passage.module.css';

/** When it was. */
export function At({ at }: { readonly at: string }) {
  return (
    <span className={styles['at']}>
      <Instant at={at} as="full" />
    </span>
  );
}
