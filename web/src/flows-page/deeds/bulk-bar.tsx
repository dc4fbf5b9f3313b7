import { X } from 'lucide-react';
import { Button, IconButton } from '../../kit/index.ts';
import type { FlowRow } from '../rows.ts';
import styles from './bulk-bar.module.css';
import { DEEDS } from './list.ts';
import type { DeedRunner } from './use-deed.tsx';

interface BulkBarProps {
  readonly flows: readonly FlowRow[];
  readonly runner: DeedRunner;
  readonly onClear: () => void;
}

/** What can be done with the ticked flows, of which each deed takes those that it means something for. */
export function BulkBar({ flows, runner, onClear }: BulkBarProps) {
  return (
    <div className={styles['bar']} role="toolbar" aria-label="The selected flows">
      <span className={styles['count']} aria-live="polite">
        {flows.length} selected
      </span>
      {DEEDS.map((deed) => {
        const meant = flows.filter(deed.isFor);
        if (meant.length === 0) return null;
        const some = meant.length < flows.length ? ` ${meant.length}` : '';
        return (
          <Button
            key={deed.id}
            icon={deed.icon}
            kind={deed.kind === 'danger' ? 'danger' : 'plain'}
            onPress={() => runner.begin(deed, meant)}
          >
            {deed.name}
            {some}
          </Button>
        );
      })}
      <IconButton icon={X} label="Clear the selection" onPress={onClear} />
    </div>
  );
}
