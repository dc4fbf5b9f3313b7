import { getIn, textAt } from '../../flow-body/index.ts';
import { Select } from '../../kit/index.ts';
import type { Field } from './field.ts';
import styles from './fields.module.css';
import { ValueEditor } from './value-field.tsx';

const ASSIGNED = [
  { id: 'UNASSIGNED', name: 'Nobody' },
  { id: 'CUSTOM', name: 'An owner' },
];

export const OwnerAssignment: Field = ({ member, value, onChange, problem, actionId, objectTypeId }) => {
  const type = textAt(value, 'type') || 'UNASSIGNED';
  return (
    <div className={styles['group']}>
      <Select
        label={member.label}
        description={member.help}
        problem={problem}
        choices={ASSIGNED}
        value={type}
        onChange={(to) =>
          onChange(
            to === 'CUSTOM' ? { type: to, value: { type: 'STATIC_VALUE', staticValue: '' } } : { type: to },
          )
        }
      />
      {type === 'CUSTOM' && (
        <ValueEditor
          label="Owner"
          labelling="inline"
          value={getIn(value, ['value'])}
          onChange={(owner) => onChange({ type, value: owner })}
          actionId={actionId}
          objectTypeId={objectTypeId}
          property={{ objectTypeId: '0-1', name: 'hubspot_owner_id' }}
        />
      )}
    </div>
  );
};
