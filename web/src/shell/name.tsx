import { Mark } from '../kit/index.ts';
import styles from './name.module.css';

/** The sign and the name. */
export function Name() {
  return (
    <span className={styles['name']}>
      <Mark size={22} />
      <span data-label>Millrace</span>
    </span>
  );
}
