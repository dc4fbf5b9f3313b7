import { useDeferredValue, useMemo } from 'react';
import { type Raw, type RawObject, textAt } from '../../flow-body/index.ts';
import { Pick } from '../../pickers/index.ts';
import { useEditorState } from '../state/index.ts';
import { outputsBefore } from './token-menu.tsx';

interface OutputPickProps {
  readonly value: Raw | undefined;
  readonly actionId: string;
  readonly onChange: (members: RawObject) => void;
}

/** Of the outputs of the actions before. */
export function OutputPick({ value, actionId, onChange }: OutputPickProps) {
  const raw = useDeferredValue(useEditorState(({ history }) => history.raw));
  const options = useMemo(
    () =>
      outputsBefore(raw, actionId).map((each) => ({ id: `${each.actionId} ${each.key}`, name: each.name })),
    [raw, actionId],
  );
  const chosen = `${textAt(value, 'actionId')} ${textAt(value, 'dataKey')}`.trim();
  return (
    <Pick
      label="Output"
      labelling="inline"
      options={options}
      value={chosen}
      onChange={(id) => {
        const [of = '', ...key] = id.split(' ');
        onChange({ actionId: of, dataKey: key.join(' ') });
      }}
      placeholder="Choose an output"
    />
  );
}
