import styles from './mark.module.css';

/** The sign: a wheel in the water. */
export function Mark({ size }: { readonly size: number }) {
  return (
    <svg aria-hidden viewBox="0 0 32 32" width={size} height={size} className={styles['mark']}>
      <rect width="32" height="32" rx="8" />
      <g>
        <circle cx="16" cy="16" r="7.5" />
        <path d="M16 5v6M16 21v6M5 16h6M21 16h6M8.2 8.2l4.3 4.3M19.5 19.5l4.3 4.3M23.8 8.2l-4.3 4.3M12.5 19.5l-4.3 4.3" />
      </g>
    </svg>
  );
}
