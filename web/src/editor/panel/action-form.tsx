import type { ActionEntry, MemberEntry } from '@millrace/core/catalogue';
import { memo } from 'react';
import { getIn, type Raw, type RawObject, textAt } from '../../flow-body/index.ts';
import { Switch, toast } from '../../kit/index.ts';
import { CodeRun } from '../code-run/index.ts';
import type { SetMember } from '../edits/index.ts';
import { FIELDS } from '../fields/index.ts';
import { useEditor, useEditorState, useOfAction } from '../state/index.ts';
import { BranchLanes } from './branch-lanes.tsx';
import { MendButton } from './mend-button.tsx';
import styles from './panel.module.css';
import { useMend, useProblem } from './problem-of.ts';

interface ActionFormProps {
  readonly id: string;
  readonly entry: ActionEntry;
}

/** The form of an action, made of what its type says of its members. Every change is an edit, and draws the fields again that read it. */
export function ActionForm({ id, entry }: ActionFormProps) {
  const action = useOfAction(id, (it) => it) ?? NOTHING;
  const shown = entry.members.filter((member) => isOfUse(member, action));
  return (
    <div className={styles['form']}>
      {shown.length === 0 && <p className={styles['note']}>There is nothing to set. {entry.summary}</p>}
      {shown.map((member) => (
        <MemberField
          key={member.path}
          id={id}
          member={member}
          value={getIn(action, member.path.split('.'))}
        />
      ))}
      {entry.id === 'CUSTOM_CODE' && <CodeRun action={action} />}
      {entry.branches && <BranchLanes id={id} action={action} />}
    </div>
  );
}

const NOTHING: RawObject = {};

/** What is of use only with another member is shown with it, or while it has a value. */
function isOfUse({ goesWith, path, kind }: MemberEntry, action: RawObject): boolean {
  if (kind === 'record') return false;
  if (!goesWith) return true;
  if (getIn(action, path.split('.')) !== undefined) return true;
  const other = textAt(getIn(action, goesWith.member.split('.')));
  return goesWith.values === undefined ? other !== '' : goesWith.values.includes(other);
}

interface MemberFieldProps {
  readonly id: string;
  readonly member: MemberEntry;
  readonly value: Raw | undefined;
}

const MemberField = memo(function MemberField({ id, member, value }: MemberFieldProps) {
  const editor = useEditor();
  const path = member.path.split('.');
  const objectTypeId = useEditorState(({ history }) => textAt(history.raw, 'objectTypeId'));
  const problem = useProblem(id, member.path);
  const mend = useMend(id, member.path);
  const Field = FIELDS[member.kind] ?? Switch;
  return (
    // The field stands where it stood when a way to mend it comes: it may have the keyboard.
    <div>
      <Field
        member={member}
        actionId={id}
        objectTypeId={objectTypeId}
        value={value}
        problem={problem}
        onChange={(to: SetMember['value']) => {
          const was = getIn(editor.raw, ['actions']) === undefined ? undefined : value;
          const reason = editor.do([
            {
              kind: 'setMember',
              actionId: id,
              path,
              name: member.label.toLowerCase(),
              ...(to === undefined ? {} : { value: to }),
              ...(was === undefined ? {} : { was }),
            },
          ]);
          if (reason !== undefined) toast({ tone: 'failed', text: reason });
        }}
      />
      {mend && problem !== undefined && <MendButton mend={mend} />}
    </div>
  );
});
