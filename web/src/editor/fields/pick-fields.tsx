import { useDeferredValue, useMemo } from 'react';
import { actionOf, numberAt, readingOrder, textAt } from '../../flow-body/index.ts';
import { type OptionKind, Pick, useAllAssociations, useOptions, useProperties } from '../../pickers/index.ts';
import { useWords } from '../canvas/index.ts';
import { sentenceOf, textOf, typeName } from '../say/index.ts';
import { useEditorState, useOfAction } from '../state/index.ts';
import { AssociationPick } from './association-pick.tsx';
import type { Field, FieldContext } from './field.ts';
import { useNamed } from './use-named.ts';

function common({ member, problem, value, onChange }: FieldContext) {
  return {
    label: member.label,
    description: member.help,
    problem,
    isRequired: member.isRequired,
    value: textAt(value),
    onChange: (id: string) => onChange(id === '' ? undefined : id),
  };
}

/** Of what has an id and a name. An id that is not offered can be typed. */
function picker(kind: OptionKind): Field {
  return function OfKind(context) {
    const { options, error } = useOptions(kind);
    return <Pick {...common(context)} options={options} refusal={error} takesAny />;
  };
}

export const Email = picker('email');
export const List = picker('list');
export const Flow = picker('flow');
export const Subscription = picker('subscription');
export const ObjectType = picker('objectType');

/** The type of the records whose property is meant: a member of the action may say another than the enrolled type. */
function useTypeMeant(context: FieldContext, associatedType: string | undefined): string {
  return useNamed(context, isTypeId) ?? associatedType ?? context.objectTypeId;
}

const isTypeId = (text: string) => /^\d+-\d+$/.test(text);

export const Property: Field = (context) => {
  const associated = useAssociatedType(context);
  const { properties } = useProperties(useTypeMeant(context, associated));
  const options = useMemo(
    () =>
      properties
        .filter(
          (each) =>
            !each.hidden && (context.member.kind !== 'property' || !each.modificationMetadata.readOnlyValue),
        )
        .map(({ name, label }) => ({ id: name, name: label, hint: name })),
    [properties, context.member.kind],
  );
  return <Pick {...common(context)} options={options} takesAny />;
};

/** The type at the other end of the association that the action goes by. */
function useAssociatedType({ actionId, objectTypeId }: FieldContext): string | undefined {
  const typeId = useOfAction(actionId, (action) =>
    numberAt(action, 'fields', 'association', 'associationTypeId'),
  );
  const found = useAllAssociations(objectTypeId);
  return typeId === undefined ? undefined : found.find((each) => each.id.endsWith(` ${typeId}`))?.to;
}

/** `0-2/domain`: a property with its object type before it. */
export const MatchedProperty: Field = (context) => {
  const type = useTypeMeant(context, undefined);
  const { properties } = useProperties(type);
  const options = useMemo(
    () => properties.map(({ name, label }) => ({ id: `${type}/${name}`, name: label, hint: name })),
    [properties, type],
  );
  return <Pick {...common(context)} options={options} takesAny />;
};

export const Association: Field = (context) => (
  <AssociationPick
    {...common(context)}
    from={context.objectTypeId}
    value={context.value}
    onChange={context.onChange}
  />
);

export const EarlierAction: Field = (context) => {
  const raw = useDeferredValue(useEditorState(({ history }) => history.raw));
  const { names } = useWords();
  const options = useMemo(() => {
    const before = readingOrder(raw).slice(0, readingOrder(raw).indexOf(context.actionId));
    return before.map((id) => {
      const action = actionOf(raw, id)!;
      return { id, name: `#${id} ${typeName(action, names)}`, hint: textOf(sentenceOf(action, raw, names)) };
    });
  }, [context.actionId, raw, names]);
  return <Pick {...common(context)} options={options} />;
};
