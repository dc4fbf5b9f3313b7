import type { ReactNode } from 'react';
import styles from './table.module.css';

/** How a column stands: texts left, numbers right, and how narrow it may become on a phone. */
export interface Column {
  readonly name: string;
  readonly align?: 'start' | 'end';
  /** Columns that a narrow screen does without. */
  readonly isWideOnly?: boolean;
  /** The heading is for screen readers only: of check boxes and of buttons. */
  readonly isSilent?: boolean;
  readonly width?: string;
}

interface TableProps {
  /** What screen readers call it. */
  readonly label: string;
  readonly columns: readonly (Column & { readonly head?: ReactNode })[];
  /** `Row`s. */
  readonly children: ReactNode;
}

/** A plain table whose rows are made of `Row` and `Cell`. */
export function Table({ label, columns, children }: TableProps) {
  return (
    <div className={styles['frame']}>
      <table className={styles['table']} aria-label={label}>
        <thead>
          <tr>
            {columns.map(({ name, align, isWideOnly, isSilent, width, head }) => (
              <th
                key={name}
                scope="col"
                className={classOf(align, isWideOnly)}
                {...(width === undefined ? {} : { style: { width } })}
              >
                {head ?? (isSilent ? <span className={styles['silent']}>{name}</span> : name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly children: ReactNode;
  readonly isSelected?: boolean;
  /** Rows of what is gone, off or old. */
  readonly isFaint?: boolean;
}

export function Row({ children, isSelected = false, isFaint = false }: RowProps) {
  return (
    <tr data-selected={isSelected || undefined} data-faint={isFaint || undefined}>
      {children}
    </tr>
  );
}

interface CellProps {
  readonly children?: ReactNode;
  readonly align?: 'start' | 'end';
  readonly isWideOnly?: boolean;
  /** The cell that names the row: a link in it opens the row wherever it is clicked. */
  readonly isMain?: boolean;
}

export function Cell({ children, align, isWideOnly, isMain = false }: CellProps) {
  return (
    <td className={`${classOf(align, isWideOnly)} ${isMain ? styles['main'] : ''}`}>
      {isMain ? <div className={styles['mainInner']}>{children}</div> : children}
    </td>
  );
}

function classOf(align: 'start' | 'end' = 'start', isWideOnly = false): string {
  return [align === 'end' ? styles['end'] : '', isWideOnly ? styles['wideOnly'] : ''].join(' ').trim();
}
