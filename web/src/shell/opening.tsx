import { Mark } from '../kit/index.ts';
import styles from './opening.module.css';

/** While it is asked who is signed in, where that takes a while: the page is on its way, and not empty. */
export function Opening() {
  return (
    <div role="status" className={styles['opening']}>
      <Mark size={40} />
      <span className={styles['words']}>Millrace is loading</span>
    </div>
  );
}
