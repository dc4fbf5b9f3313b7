import { LogOut } from 'lucide-react';
import { useState } from 'react';
import { useScope } from '../api/index.ts';
import { Button } from '../kit/index.ts';
import styles from './bulk-bar.module.css';
import type { EnrollmentsSearch } from './search.ts';
import { UnenrollDialog } from './unenroll-dialog.tsx';

interface BulkBarProps {
  readonly flowId: string;
  readonly search: EnrollmentsSearch;
  /** The days of the address as instants. */
  readonly filters: { readonly from?: string; readonly to?: string };
  /** Records. */
  readonly selected: ReadonlySet<string>;
  readonly onDone: () => void;
}

/** What can be done with those who were selected, or with all who are inside and match the filters, seen or not. */
export function BulkBar({ flowId, search, filters, selected, onDone }: BulkBarProps) {
  const mayWrite = useScope('automation');
  const [asks, setAsks] = useState<'selected' | 'all'>();
  const isOfInside = search.status === 'ACTIVE';
  if (!mayWrite || (selected.size === 0 && !isOfInside)) return null;
  const { action, record } = search;
  const matching = {
    ...(action === undefined ? {} : { actionIds: [action] }),
    ...(record === undefined ? {} : { objectIds: [record] }),
    ...(filters.from === undefined ? {} : { enrolledFrom: filters.from }),
    ...(filters.to === undefined ? {} : { enrolledBefore: filters.to }),
  };
  return (
    <div className={styles['bar']}>
      {selected.size > 0 ? (
        <>
          <span>{selected.size} selected</span>
          <Button icon={LogOut} onPress={() => setAsks('selected')}>
            Unenroll…
          </Button>
        </>
      ) : (
        <Button icon={LogOut} onPress={() => setAsks('all')}>
          Unenroll all that match…
        </Button>
      )}
      {asks !== undefined && (
        <UnenrollDialog
          flowId={flowId}
          filter={asks === 'all' ? matching : { objectIds: [...selected] }}
          onClose={() => {
            setAsks(undefined);
            onDone();
          }}
        />
      )}
    </div>
  );
}
