import { textAt } from '@millrace/core/raw';
import { call, queryClient } from '../../api/index.ts';
import { toastFailure } from '../../kit/index.ts';
import { Pick, useAssociationTypes, useObjectTypes } from '../../pickers/index.ts';
import styles from '../criteria.module.css';
import { typedLike } from '../model/read.ts';
import { useProblemAt } from '../tree/surroundings.ts';
import type { FieldProps } from './field-props.ts';

/** Which other records: their type, and the association that leads there, by its label. */
export function AssociationField({
  field,
  owner,
  member,
  value,
  path,
  scope,
  onChange,
}: FieldProps<'association'>) {
  const types = useObjectTypes();
  const from = scope.objectTypeId;
  const to = textAt(value);
  const known = useAssociationTypes(from, to);
  const id = `${textAt(owner, 'associationCategory')} ${textAt(owner, 'associationTypeId')}`;
  const plural = types.find((type) => type.id === to)?.plural ?? 'records';
  const base = path.replace(/\.?\w+$/, '');
  const at = (name: string) => (base === '' ? name : `${base}.${name}`);
  const typeProblem = useProblemAt(at('associationTypeId'));
  const chooseType = async (other: string) => {
    onChange({ ...owner, [member]: other });
    const found = await plainAssociation(from, other).catch(toastFailure);
    if (found)
      onChange({
        ...owner,
        [member]: other,
        associationCategory: found.category,
        associationTypeId: found.typeId,
      });
  };
  return (
    <div className={styles['fieldset']}>
      <Pick
        label={field.label}
        options={types}
        value={to}
        onChange={(other) => other !== to && void chooseType(other)}
        problem={useProblemAt(path)}
        placeholder="Choose their type"
        takesAny
      />
      {to !== '' && (
        <Pick
          label="Association"
          labelling="inline"
          options={known.map(({ category, typeId, label }) => ({
            id: `${category} ${typeId}`,
            name: label ? `Labelled ${label}` : `All associated ${plural}`,
          }))}
          value={id}
          onChange={(chosen) => {
            const [category = '', typeId = ''] = chosen.split(' ');
            if (chosen !== id && typeId !== '')
              onChange({ ...owner, associationCategory: category, associationTypeId: typedLike(0, typeId) });
          }}
          problem={typeProblem}
          placeholder="Choose an association"
        />
      )}
    </div>
  );
}

/** The association without a label; where there is none, the first. */
async function plainAssociation(fromObjectType: string, toObjectType: string) {
  const { results } = await queryClient.ensureQueryData({
    queryKey: [
      'GET /crm/associations/v4/{fromObjectType}/{toObjectType}/labels',
      { path: { fromObjectType, toObjectType } },
    ],
    queryFn: ({ signal }) =>
      call(
        'GET /crm/associations/v4/{fromObjectType}/{toObjectType}/labels',
        { path: { fromObjectType, toObjectType } },
        signal,
      ),
  });
  return results.find(({ label }) => label === null) ?? results[0];
}
