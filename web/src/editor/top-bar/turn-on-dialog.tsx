import { useQuery } from '@tanstack/react-query';
import { Power } from 'lucide-react';
import { useState } from 'react';
import { call, type Finding, useObjectTypeName } from '../../api/index.ts';
import { textAt } from '../../flow-body/index.ts';
import { Button, Dialog, FailureNote, recordName, SkeletonBar } from '../../kit/index.ts';
import { useEditorState } from '../state/index.ts';
import { type Whom, WhomChoice } from '../whom/index.ts';
import styles from './top-bar.module.css';

interface TurnOnDialogProps {
  readonly flowId: string;
  readonly isPending: boolean;
  readonly onClose: () => void;
  readonly onTurnOn: (whom: Whom) => void;
}

/** Before a flow with filters is turned on: who meets them already does not come in by itself, so one is asked. */
export function TurnOnDialog({ flowId, isPending, onClose, onTurnOn }: TurnOnDialogProps) {
  const type = useObjectTypeName(useEditorState(({ history }) => textAt(history.raw, 'objectTypeId')));
  const edits = useEditorState(({ history }) => history.done.length);
  const findings = useEditorState((state) => state.findings);
  const [whom, setWhom] = useState<Whom>('FROM_NOW_ON');
  const preview = useQuery({
    queryKey: ['flow', flowId, 'preview'],
    queryFn: ({ signal }) => call('GET /millrace/v1/flows/{flowId}/preview', { path: { flowId } }, signal),
    retry: false,
    staleTime: 0,
  });
  const errors = findings.filter(({ severity }: Finding) => severity === 'error').length;
  const plural = type.plural.toLowerCase();
  return (
    <Dialog
      title="Turn the flow on?"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button kind="primary" icon={Power} onPress={() => onTurnOn(whom)} isPending={isPending}>
            Turn on
          </Button>
        </>
      }
    >
      <div className={styles['turn']}>
        <p>From now on {plural} who come to meet the filters come in, and actions do what they say.</p>
        {preview.isLoading && <SkeletonBar width="70%" />}
        {preview.error && <FailureNote error={preview.error} />}
        {preview.data && (
          <>
            <WhomChoice preview={preview.data} value={whom} onChange={setWhom} />
            {preview.data.sample.length > 0 && (
              <p className={styles['sample']}>
                Such as{' '}
                {preview.data.sample
                  .slice(0, SHOWN)
                  .map(({ objectId, properties }) => recordName(type, objectId, properties))
                  .join(', ')}
              </p>
            )}
          </>
        )}
        {edits > 0 && (
          <p className={styles['warning']}>
            {edits === 1 ? 'One edit is' : `${edits} edits are`} not saved: the flow is turned on as it was
            saved last.
          </p>
        )}
        {errors > 0 && (
          <p className={styles['warning']}>
            {errors === 1 ? 'One problem is' : `${errors} problems are`} not mended: those actions fail.
          </p>
        )}
      </div>
    </Dialog>
  );
}

/** Names of those who match. */
const SHOWN = 3;
