import styles from './spinner.module.css';

/** Says that something is under way; what it is, is said by the text beside it. */
export function Spinner() {
  return <span aria-hidden className={styles['spinner']} />;
}
