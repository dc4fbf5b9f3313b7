import { Link } from '@tanstack/react-router';
import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { ActionCounts } from '../api/index.ts';
import { actionOf, type RawFlow, textAt, typeIdOf } from '../flow-body/index.ts';
import { Sentence, TintedIcon } from '../graph/index.ts';
import { IconButton } from '../kit/index.ts';
import { TRIGGER } from '../layout/index.ts';
import { enrollmentSentence, type Names, sentenceOf, typeName } from '../say/index.ts';
import styles from './action-panel.module.css';
import { counted } from './numbers.ts';
import { RecentSteps } from './recent-steps.tsx';
import { WhoWaits } from './who-waits.tsx';

interface ActionPanelProps {
  readonly flowId: string;
  readonly flow: RawFlow;
  readonly names: Names;
  /** An action, or the trigger. */
  readonly of: string;
  readonly counts: ActionCounts | undefined;
  readonly onClose: () => void;
}

/** Who is at an action, and what it came to last. At the trigger: who has come in. */
export function ActionPanel({ flowId, flow, names, of, counts, onClose }: ActionPanelProps) {
  const action = actionOf(flow, of);
  const heading = useRef<HTMLHeadingElement>(null);
  const objectTypeId = textAt(flow, 'objectTypeId');
  // On a phone the panel is below the graph.
  useEffect(() => {
    // Newer browsers answer a promise, which is no clean-up.
    void heading.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <aside className={styles['panel']} aria-label={of === TRIGGER ? 'Enrollment' : `Action ${of}`}>
      <header className={styles['head']}>
        <TintedIcon typeId={action ? typeIdOf(action) : TRIGGER} />
        <h3 ref={heading} className={styles['title']}>
          {action
            ? typeName(action, names)
            : of === TRIGGER
              ? 'Enrollment'
              : 'An action of an earlier revision'}
          {of !== TRIGGER && <span className={styles['number']}>#{of}</span>}
        </h3>
        <IconButton icon={X} label="Close" onPress={onClose} />
      </header>
      <p className={styles['sentence']}>
        <Sentence
          parts={
            action ? sentenceOf(action, flow, names) : of === TRIGGER ? enrollmentSentence(flow, names) : []
          }
        />
      </p>
      <nav className={styles['links']} aria-label="More of it">
        {action && (
          <Link to="/flows/$flowId" params={{ flowId }} search={{ action: of }}>
            Edit
          </Link>
        )}
        {of === TRIGGER ? (
          <Link to="/flows/$flowId/enrollments" params={{ flowId }}>
            All enrollments
          </Link>
        ) : (
          <Link to="/flows/$flowId/steps" params={{ flowId }} search={{ action: of }}>
            All its steps
          </Link>
        )}
      </nav>
      <WhoWaits {...{ flowId, objectTypeId, of }} waiting={counts?.waiting ?? 0} />
      {of !== TRIGGER && <RecentSteps {...{ flowId, objectTypeId }} actionId={of} said={saidOf(counts)} />}
    </aside>
  );
}

function saidOf(counts: ActionCounts | undefined): string {
  const { succeeded = 0, failed = 0, skipped = 0 } = counts ?? {};
  const parts = [
    `${counted(succeeded)} done`,
    ...(failed > 0 ? [`${counted(failed)} failed`] : []),
    ...(skipped > 0 ? [`${counted(skipped)} skipped`] : []),
  ];
  return parts.join(', ');
}
