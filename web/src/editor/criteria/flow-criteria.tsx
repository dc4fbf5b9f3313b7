import { memo, useMemo } from 'react';
import { type Path, type Raw, type RawObject, textAt } from '../../flow-body/index.ts';
import { toast } from '../../kit/index.ts';
import { TRIGGER } from '../../layout/index.ts';
import { useWords } from '../canvas/index.ts';
import { later } from '../later.tsx';
import { useEditor, useEditorState } from '../state/index.ts';

const CriteriaBuilder = later(async () => (await import('../../criteria/index.ts')).CriteriaBuilder);

interface FlowCriteriaProps {
  readonly label: string;
  /** The action that holds the criteria; null for the flow itself. */
  readonly actionId: string | null;
  readonly path: Path;
  readonly value: Raw | undefined;
}

/** Criteria of a flow or of one of its actions. */
export const FlowCriteria = memo(function FlowCriteria(props: FlowCriteriaProps) {
  const { label, actionId, path, value } = props;
  const editor = useEditor();
  const { names } = useWords();
  const objectTypeId = useEditorState(({ history }) => textAt(history.raw, 'objectTypeId'));
  const findings = useEditorState(({ findingsBy }) => findingsBy.get(actionId ?? TRIGGER));
  const at = pathText(path);
  const problems = useMemo(
    () =>
      (findings ?? []).flatMap(({ path: found, message }) => {
        const inside = found.replace(/^actions\[\d+\]\.?/, '');
        if (!inside.startsWith(`${at}.`)) return [];
        return [
          { path: inside.slice(at.length + 1), message: message.replace(found, '').replace(/^[:\s]+/, '') },
        ];
      }),
    [findings, at],
  );
  const set = (to: RawObject) => {
    const reason = editor.do([
      {
        kind: 'setMember',
        actionId,
        path,
        name: label.toLowerCase(),
        value: to,
        ...(value === undefined ? {} : { was: value }),
      },
    ]);
    if (reason !== undefined) toast({ tone: 'failed', text: reason });
  };
  return (
    <CriteriaBuilder
      label={label}
      objectTypeId={objectTypeId}
      value={value}
      onChange={set}
      names={names}
      problems={problems}
      isReadOnly={editor.isReadOnly}
    />
  );
});

/** Keys of members and indices, as the server says a place. */
function pathText(path: Path): string {
  return path.map((key, at) => (typeof key === 'number' ? `[${key}]` : at === 0 ? key : `.${key}`)).join('');
}
