import { getIn, type Raw, type RawObject, textAt, typeIdOf } from '../../flow-body/index.ts';
import { Select } from '../../kit/index.ts';
import { useOfAction } from '../state/index.ts';
import { AssociationPick } from './association-pick.tsx';
import type { Field, FieldContext } from './field.ts';
import { Rows } from './row-fields.tsx';
import { useNamed } from './use-named.ts';
import { ValueEditor } from './value-field.tsx';

/** Which record the new one is associated with. */
const RECORDS = [
  { id: 'ENROLLED_OBJECT', name: 'The enrolled record' },
  { id: 'COPY_ASSOCIATION', name: 'Those that the enrolled record has' },
  { id: 'VALUE', name: 'A record by its id' },
];

const STARTS: Readonly<Record<string, RawObject>> = {
  ENROLLED_OBJECT: { type: 'ENROLLED_OBJECT' },
  COPY_ASSOCIATION: { type: 'COPY_ASSOCIATION', sourceSpec: {} },
  VALUE: { type: 'STATIC_VALUE', staticValue: '' },
};

/** Actions that make records of one type alone. */
const MAKES: Readonly<Record<string, string>> = { '0-3': '0-27', '0-169425243': '0-46' };

/** The records that a new one is linked to, each by its association. */
export const Associations: Field = (context) => {
  const { member, value, onChange, problem } = context;
  const from = useNewType(context);
  return (
    <Rows
      label={member.label}
      {...(member.help ? { help: member.help } : {})}
      problem={problem}
      value={value}
      onChange={onChange}
      add="Associate with a record"
      blank={{ target: {}, value: STARTS['ENROLLED_OBJECT']! }}
    >
      {(item, set) => (
        <>
          <AssociationPick
            label="Association of the new record"
            from={from}
            value={getIn(item, ['target'])}
            onChange={(target) => set({ ...item, target: target ?? {} })}
          />
          <Target
            context={context}
            value={getIn(item, ['value'])}
            onChange={(to) => set({ ...item, value: to })}
          />
        </>
      )}
    </Rows>
  );
};

/** The type of the record that the action makes. */
function useNewType(context: FieldContext): string {
  const named = useNamed(context);
  const typeId = useOfAction(context.actionId, typeIdOf) ?? '';
  return named ?? MAKES[typeId] ?? context.objectTypeId;
}

interface TargetProps {
  readonly context: FieldContext;
  readonly value: Raw | undefined;
  readonly onChange: (value: Raw) => void;
}

function Target({ context, value, onChange }: TargetProps) {
  const { actionId, objectTypeId } = context;
  const type = textAt(value, 'type');
  const kind = type in STARTS ? type : 'VALUE';
  return (
    <>
      <Select
        label="Record"
        labelling="inline"
        choices={RECORDS}
        value={kind}
        onChange={(to) => to !== kind && onChange(STARTS[to]!)}
      />
      {kind === 'COPY_ASSOCIATION' && (
        <AssociationPick
          label="Association of the enrolled record"
          from={objectTypeId}
          value={getIn(value, ['sourceSpec'])}
          onChange={(sourceSpec) => onChange({ ...(value as RawObject), sourceSpec: sourceSpec ?? {} })}
        />
      )}
      {kind === 'VALUE' && (
        <ValueEditor
          label="Id of the record"
          labelling="inline"
          value={value}
          onChange={onChange}
          actionId={actionId}
          objectTypeId={objectTypeId}
        />
      )}
    </>
  );
}
