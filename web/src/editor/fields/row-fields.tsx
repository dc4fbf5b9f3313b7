import { Plus, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  getIn,
  isObject,
  listAt,
  numberAt,
  objectsAt,
  type Raw,
  type RawObject,
  setIn,
  textAt,
} from '../../flow-body/index.ts';
import { Button, IconButton, Select, TextField } from '../../kit/index.ts';
import { Pick, PropertyPick, useOptions } from '../../pickers/index.ts';
import type { Field } from './field.ts';
import styles from './fields.module.css';
import { useNamed } from './use-named.ts';
import { ValueEditor } from './value-field.tsx';

interface RowsProps {
  readonly label: string;
  readonly help?: string;
  readonly problem: string | undefined;
  readonly value: Raw | undefined;
  readonly onChange: (items: readonly Raw[]) => void;
  readonly add: string;
  readonly blank: RawObject;
  readonly children: (item: RawObject, set: (item: RawObject) => void, index: number) => ReactNode;
}

/** Items of a list, each in a box of its own. */
export function Rows({ label, help, problem, value, onChange, add, blank, children }: RowsProps) {
  const items = listAt(value);
  return (
    <fieldset className={styles['group']}>
      <legend className={styles['legend']}>{label}</legend>
      {help && <span className={styles['description']}>{help}</span>}
      <div className={styles['rows']}>
        {items.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: items have no other name than their place.
          <div key={index} className={styles['boxed']}>
            <div className={styles['row']}>
              <div className={styles['field']}>
                {children(isObject(item) ? item : {}, (to) => onChange(setIn(items, [index], to)), index)}
              </div>
              <IconButton
                icon={Trash2}
                label={`Remove item ${index + 1} of ${label}`}
                onPress={() => onChange(items.filter((_, at) => at !== index))}
              />
            </div>
          </div>
        ))}
        <div>
          <Button kind="quiet" icon={Plus} onPress={() => onChange([...items, blank])}>
            {add}
          </Button>
        </div>
      </div>
      {problem && <span className={styles['problem']}>{problem}</span>}
    </fieldset>
  );
}

const STATIC = { type: 'STATIC_VALUE', staticValue: '' };

/** The properties of a new record, each with its value. */
export const Properties: Field = ({ member, actionId, objectTypeId, value, onChange, problem }) => {
  const type = useNamed({ member, actionId }) ?? objectTypeId;
  return (
    <Rows
      label={member.label}
      {...(member.help ? { help: member.help } : {})}
      problem={problem}
      value={value}
      onChange={onChange}
      add="Set a property"
      blank={{ targetProperty: '', value: STATIC }}
    >
      {(item, set) => (
        <>
          <PropertyPick
            label="Property"
            objectTypeId={type}
            value={textAt(item, 'targetProperty')}
            onChange={(targetProperty) => set({ ...item, targetProperty })}
          />
          <ValueEditor
            label="Value"
            labelling="inline"
            value={getIn(item, ['value'])}
            onChange={(to) => set({ ...item, value: to })}
            actionId={actionId}
            objectTypeId={objectTypeId}
            property={{ objectTypeId: type, name: textAt(item, 'targetProperty') }}
          />
        </>
      )}
    </Rows>
  );
};

/** Named values: inputs of code, parameters of a webhook. */
export const Inputs: Field = ({ member, actionId, objectTypeId, value, onChange, problem }) => (
  <Rows
    label={member.label}
    {...(member.help ? { help: member.help } : {})}
    problem={problem}
    value={value}
    onChange={onChange}
    add="Add a value"
    blank={{ name: '', value: { type: 'OBJECT_PROPERTY', propertyName: '' } }}
  >
    {(item, set) => (
      <>
        <TextField
          label="Name"
          value={textAt(item, 'name')}
          onChange={(name) => set({ ...item, name })}
          isCode
        />
        <ValueEditor
          label="Value"
          labelling="inline"
          value={getIn(item, ['value'])}
          onChange={(to) => set({ ...item, value: to })}
          actionId={actionId}
          objectTypeId={objectTypeId}
        />
      </>
    )}
  </Rows>
);

const OUTPUT_TYPES = ['STRING', 'NUMBER', 'BOOLEAN', 'DATE', 'DATETIME', 'ENUMERATION'].map((id) => ({
  id,
  name: id.charAt(0) + id.slice(1).toLowerCase(),
}));

export const CodeOutputs: Field = ({ member, value, onChange, problem }) => (
  <Rows
    label={member.label}
    {...(member.help ? { help: member.help } : {})}
    problem={problem}
    value={value}
    onChange={onChange}
    add="Add an output"
    blank={{ name: '', type: 'STRING' }}
  >
    {(item, set) => (
      <div className={styles['row']}>
        <TextField
          label="Name"
          value={textAt(item, 'name')}
          onChange={(name) => set({ ...item, name })}
          isCode
        />
        <Select
          label="Type"
          choices={OUTPUT_TYPES}
          value={textAt(item, 'type')}
          onChange={(type) => set({ ...item, type })}
        />
      </div>
    )}
  </Rows>
);

/** The shares of a random split. */
export const Percentages: Field = ({ member, value, onChange, problem }) => {
  const total = objectsAt(value).reduce((sum, each) => sum + (numberAt(each, 'percentage') ?? 0), 0);
  const wrong =
    total !== 100 && objectsAt(value).some((each) => 'percentage' in each)
      ? `The shares make ${total} %, not 100 %.`
      : undefined;
  return (
    <Rows
      label={member.label}
      {...(member.help ? { help: member.help } : {})}
      problem={problem ?? wrong}
      value={value}
      onChange={onChange}
      add="Add a branch"
      blank={{ percentage: 0 }}
    >
      {(item, set, index) => (
        <TextField
          label={`Branch ${String.fromCharCode(65 + index)}, share in %`}
          value={textAt(item, 'percentage')}
          onChange={(text) => /^\d{0,3}$/.test(text) && set({ ...item, percentage: Number(text) })}
          inputMode="numeric"
        />
      )}
    </Rows>
  );
};

/** The values of a branch on a value. */
export const ValueBranches: Field = ({ member, value, onChange, problem }) => (
  <Rows
    label={member.label}
    {...(member.help ? { help: member.help } : {})}
    problem={problem}
    value={value}
    onChange={onChange}
    add="Add a branch"
    blank={{ branchValue: '' }}
  >
    {(item, set) => (
      <TextField
        label="Equals"
        value={textAt(item, 'branchValue')}
        onChange={(branchValue) => set({ ...item, branchValue })}
      />
    )}
  </Rows>
);

const KINDS = [
  { id: 'NONE', name: 'None' },
  { id: 'AUTH_KEY', name: 'A key from a secret' },
  { id: 'SIGNATURE', name: "Signed by an app's secret" },
];
const LOCATIONS = [
  { id: 'HEADER', name: 'In a header' },
  { id: 'QUERY_PARAM', name: 'In the address' },
];

export const Authentication: Field = ({ member, value, onChange, problem }) => {
  const type = textAt(value, 'type') || 'NONE';
  const secrets = useOptions('secret');
  const set = (members: RawObject) => onChange({ ...(isObject(value) ? value : {}), ...members });
  return (
    <div className={styles['group']}>
      <Select
        label={member.label}
        description={member.help}
        problem={problem}
        choices={KINDS}
        value={type}
        onChange={(to) =>
          onChange(
            to === 'NONE'
              ? undefined
              : to === 'AUTH_KEY'
                ? { type: to, location: 'HEADER', name: 'authorization', secretName: '' }
                : { type: to, appId: 0 },
          )
        }
      />
      {type === 'AUTH_KEY' && (
        <div className={styles['boxed']}>
          <Select
            label="Where"
            choices={LOCATIONS}
            value={textAt(value, 'location')}
            onChange={(location) => set({ location })}
          />
          <TextField label="Name" value={textAt(value, 'name')} onChange={(name) => set({ name })} isCode />
          <Pick
            label="Secret"
            options={secrets.options}
            refusal={secrets.error}
            value={textAt(value, 'secretName')}
            onChange={(secretName) => set({ secretName })}
            takesAny
          />
        </div>
      )}
      {type === 'SIGNATURE' && (
        <div className={styles['boxed']}>
          <TextField
            label="App"
            value={textAt(value, 'appId')}
            onChange={(text) => /^\d*$/.test(text) && set({ appId: Number(text) })}
            inputMode="numeric"
          />
        </div>
      )}
    </div>
  );
};
