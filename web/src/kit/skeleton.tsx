import styles from './skeleton.module.css';

/** A bar in place of a text that is on its way. */
export function SkeletonBar({ width }: { readonly width: string }) {
  return <span aria-hidden className={styles['bar']} style={{ width }} />;
}

/** Lines of different lengths, always the same ones. */
const WIDTHS = ['38%', '52%', '44%', '61%', '35%', '57%', '48%', '41%'];

/** Rows in place of a table's, eight at most. */
export function SkeletonRows({ rows = 8 }: { readonly rows?: number }) {
  return (
    <div className={styles['rows']}>
      {WIDTHS.slice(0, rows).map((width) => (
        <div key={width} className={styles['row']}>
          <SkeletonBar width={width} />
          <SkeletonBar width="72px" />
          <SkeletonBar width="56px" />
        </div>
      ))}
    </div>
  );
}
