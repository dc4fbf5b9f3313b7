import { lazy, Suspense } from 'react';
import { SkeletonRows } from '../../kit/index.ts';
import { type RawObject, textAt } from '../raw/index.ts';
import { useEditorState } from '../state/index.ts';

const EventForm = lazy(async () => ({ default: (await import('../../criteria/index.ts')).EventForm }));

/** A new event: nothing is named yet but that a form was submitted. */
export const NEW_EVENT: RawObject = {
  filterBranchType: 'UNIFIED_EVENTS',
  filterBranchOperator: 'AND',
  operator: 'HAS_COMPLETED',
  eventTypeId: '4-1639801',
  filterBranches: [],
  filters: [],
};

interface FlowEventProps {
  readonly value: RawObject;
  readonly onChange: (value: RawObject) => void;
}

/** Something that happens to a record, and of which kind: which form, which email, which page. */
export function FlowEvent({ value, onChange }: FlowEventProps) {
  const objectTypeId = useEditorState(({ history }) => textAt(history.raw, 'objectTypeId'));
  return (
    <Suspense fallback={<SkeletonRows rows={1} />}>
      <EventForm value={value} onChange={onChange} objectTypeId={objectTypeId} />
    </Suspense>
  );
}
