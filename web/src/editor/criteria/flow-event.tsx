import { type RawObject, textAt } from '../../flow-body/index.ts';
import { later } from '../later.tsx';
import { useEditorState } from '../state/index.ts';

const EventForm = later(async () => (await import('../../criteria/index.ts')).EventForm);

interface FlowEventProps {
  readonly value: RawObject;
  readonly onChange: (value: RawObject) => void;
}

/** Something that happens to a record, and of which kind: which form, which email, which page. */
export function FlowEvent({ value, onChange }: FlowEventProps) {
  const objectTypeId = useEditorState(({ history }) => textAt(history.raw, 'objectTypeId'));
  return <EventForm value={value} onChange={onChange} objectTypeId={objectTypeId} />;
}
