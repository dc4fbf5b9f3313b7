import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../kit/index.ts';
import { JsonField } from '../../pickers/index.ts';
import { type FormField, membersOf } from '../model/form.ts';
import { canShow, spelledMember, withMember } from '../model/read.ts';
import { useProblemAt } from '../tree/surroundings.ts';
import { AssociationField } from './association-field.tsx';
import { EventFilters } from './event-filters.tsx';
import type { FieldProps, FormFieldsProps } from './field-props.ts';
import { ListOfFlowField } from './list-of-flow-field.tsx';
import { ObjectField, VariantField } from './nested-fields.tsx';
import { OperationField } from './operation-field.tsx';
import {
  ChoicesField,
  PickField,
  PicksField,
  PropertyField,
  TextsField,
  ValueField,
  ValuesField,
} from './pick-fields.tsx';
import { ChoiceField, FlagField, NumberField, TextMember } from './scalar-fields.tsx';
import { DayField, InstantField, ShiftsField, TimeOfDayField } from './time-fields.tsx';

/** The fields of a part of criteria, one for each member; those that are seldom of use come when asked for. */
export function FormFields({ fields, owner, path, scope, onChange }: FormFieldsProps) {
  const [showsAll, setShowsAll] = useState(false);
  const isHidden = (field: FormField) =>
    field.isRare === true && !showsAll && !membersOf(field).some((member) => owner[member] !== undefined);
  return (
    <>
      {fields
        .filter((field) => !isHidden(field))
        .map((field) => (
          <OneField
            key={field.member}
            field={field}
            owner={owner}
            path={path}
            scope={scope}
            onChange={onChange}
          />
        ))}
      {fields.some(isHidden) && (
        <div>
          <Button kind="quiet" icon={Ellipsis} onPress={() => setShowsAll(true)}>
            More
          </Button>
        </div>
      )}
    </>
  );
}

interface OneFieldProps extends Omit<FormFieldsProps, 'fields'> {
  readonly field: FormField;
}

function OneField({ field, owner, path, scope, onChange }: OneFieldProps) {
  const member = spelledMember(owner, field);
  const at = path === '' ? member : `${path}.${member}`;
  const value = owner[member];
  const problem = useProblemAt(at);
  const set: FieldProps['set'] = (to) => onChange(withMember(owner, member, to));
  if (!canShow(field, value))
    return (
      <JsonField
        label={`${field.label}, as JSON`}
        value={value}
        onChange={set}
        problem={problem}
        height="120px"
      />
    );
  const props = { owner, member, value, path: at, scope, onChange, set, Fields: FormFields };
  switch (field.kind) {
    case 'text':
      return <TextMember field={field} {...props} />;
    case 'number':
      return <NumberField field={field} {...props} />;
    case 'flag':
      return <FlagField field={field} {...props} />;
    case 'choice':
      return <ChoiceField field={field} {...props} />;
    case 'choices':
      return <ChoicesField field={field} {...props} />;
    case 'pick':
      return <PickField field={field} {...props} />;
    case 'picks':
      return <PicksField field={field} {...props} />;
    case 'texts':
      return <TextsField field={field} {...props} />;
    case 'value':
      return <ValueField field={field} {...props} />;
    case 'values':
      return <ValuesField field={field} {...props} />;
    case 'property':
      return <PropertyField field={field} {...props} />;
    case 'instant':
      return <InstantField field={field} {...props} />;
    case 'day':
      return <DayField field={field} {...props} />;
    case 'timeOfDay':
      return <TimeOfDayField field={field} {...props} />;
    case 'shifts':
      return <ShiftsField field={field} {...props} />;
    case 'object':
      return <ObjectField field={field} {...props} />;
    case 'variant':
      return <VariantField field={field} {...props} />;
    case 'operation':
      return <OperationField field={field} {...props} />;
    case 'eventFilters':
      return <EventFilters field={field} {...props} />;
    case 'association':
      return <AssociationField field={field} {...props} />;
    case 'listOfFlow':
      return <ListOfFlowField field={field} {...props} />;
  }
}
