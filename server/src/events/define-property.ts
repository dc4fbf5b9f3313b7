import { BOOL_OPTIONS, PLAIN_PROPERTY } from '@millrace/core/crm';
import type { Parsed, Problem } from '@millrace/core/problem';
import type { PropertyDefinition } from '@millrace/core/property';
import { type EpochMillis, iso } from '@millrace/core/time';
import { EVENT_GROUP } from './default-properties.ts';
import { type EventPropertyChange, type EventPropertyCreate, nameOf } from './definition-input.ts';

const FIELD_TYPES = {
  string: 'text',
  number: 'number',
  enumeration: 'select',
  datetime: 'date',
  date: 'date',
  bool: 'booleancheckbox',
} as const;

/** A property of an event as a request describes it. */
export function defineEventProperty(
  { name, label, type, description = '', options }: EventPropertyCreate,
  at: EpochMillis,
  path: string,
): Parsed<PropertyDefinition> {
  return checked(
    {
      ...PLAIN_PROPERTY,
      name: name ?? nameOf(label),
      label,
      type,
      fieldType: FIELD_TYPES[type],
      groupName: EVENT_GROUP,
      description,
      options: options ?? (type === 'bool' ? BOOL_OPTIONS : []),
      createdAt: iso(at),
      updatedAt: iso(at),
    },
    path,
  );
}

export function changeEventProperty(
  present: PropertyDefinition,
  change: EventPropertyChange & {
    readonly displayOrder?: number | undefined;
    readonly hidden?: boolean | undefined;
  },
  at: EpochMillis,
  path: string,
): Parsed<PropertyDefinition> {
  const { label, description, options, displayOrder, hidden } = change;
  return checked(
    {
      ...present,
      label: label ?? present.label,
      description: description ?? present.description,
      options: options ?? present.options,
      displayOrder: displayOrder ?? present.displayOrder,
      hidden: hidden ?? present.hidden,
      updatedAt: iso(at),
    },
    path,
  );
}

function checked(definition: PropertyDefinition, path: string): Parsed<PropertyDefinition> {
  const at = `${path === '' ? '' : `${path}.`}options`;
  const values = definition.options.map(({ value }) => value);
  const problems: Problem[] = values.flatMap((value, index) =>
    values.indexOf(value) === index
      ? []
      : [
          {
            path: `${at}[${index}].value`,
            code: 'DUPLICATE_OPTION',
            message: `${at}[${index}].value ${JSON.stringify(value)} is there already.`,
          },
        ],
  );
  if (definition.type === 'enumeration' && values.length === 0) {
    problems.push({ path: at, code: 'REQUIRED', message: `${at}: a choice needs options.` });
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: definition };
}
