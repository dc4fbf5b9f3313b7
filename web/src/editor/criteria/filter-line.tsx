import { ChevronDown, ChevronRight, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { IconButton, Select, TextField } from '../../kit/index.ts';
import { Sentence, useWords } from '../canvas/index.ts';
import { useOptions, useProperties } from '../data/index.ts';
import { JsonField, Many, Pick, PropertyPick } from '../fields/index.ts';
import { getIn, isObject, type RawObject, textAt, textsAt } from '../raw/index.ts';
import { filterSentence, type Names, type Part } from '../say/index.ts';
import styles from './criteria.module.css';
import { operatorOf, operatorsFor, withOperator } from './operators.ts';

interface FilterLineProps {
  readonly filter: RawObject;
  readonly objectTypeId: string;
  readonly isNew: boolean;
  readonly onChange: (filter: RawObject) => void;
  readonly onRemove: () => void;
}

/** One filter: a sentence that opens to a form. */
export function FilterLine({ filter, objectTypeId, isNew, onChange, onRemove }: FilterLineProps) {
  const [isOpen, setOpen] = useState(isNew);
  const { names } = useWords();
  return (
    <div className={`${styles['line']} ${isOpen ? styles['open'] : ''}`}>
      <div className={styles['lineHead']}>
        <button
          type="button"
          className={styles['sentence']}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? <ChevronDown aria-hidden size={14} /> : <ChevronRight aria-hidden size={14} />}
          <span>
            <Sentence parts={sentenceOfLine(filter, objectTypeId, names)} />
          </span>
        </button>
        <IconButton icon={Trash2} label="Delete the filter" onPress={onRemove} />
      </div>
      {isOpen && (
        <div className={styles['form']}>
          <FilterForm filter={filter} objectTypeId={objectTypeId} onChange={onChange} />
        </div>
      )}
    </div>
  );
}

interface FilterFormProps {
  readonly filter: RawObject;
  readonly objectTypeId: string;
  readonly onChange: (filter: RawObject) => void;
}

const IN_LIST = [
  { id: 'IN_LIST', name: 'is in the list' },
  { id: 'NOT_IN_LIST', name: 'is not in the list' },
];

function FilterForm({ filter, objectTypeId, onChange }: FilterFormProps) {
  const lists = useOptions('list').options;
  switch (textAt(filter, 'filterType')) {
    case 'PROPERTY':
      return <PropertyForm filter={filter} objectTypeId={objectTypeId} onChange={onChange} />;
    case 'IN_LIST':
      return (
        <>
          <Select
            label="Membership"
            labelling="inline"
            choices={IN_LIST}
            value={textAt(filter, 'operator') || 'IN_LIST'}
            onChange={(operator) => onChange({ ...filter, operator })}
          />
          <Pick
            label="List"
            labelling="inline"
            options={lists}
            value={textAt(filter, 'listId')}
            onChange={(listId) => onChange({ ...filter, listId })}
            takesAny
            placeholder="Choose a list"
          />
        </>
      );
    default:
      return (
        <JsonField
          label="This filter as JSON"
          value={filter}
          onChange={(to) => isObject(to) && onChange(to)}
        />
      );
  }
}

function PropertyForm({ filter, objectTypeId, onChange }: FilterFormProps) {
  const property = textAt(filter, 'property');
  const { properties } = useProperties(objectTypeId);
  const type = properties.find(({ name }) => name === property)?.type ?? 'string';
  const operation = getIn(filter, ['operation']);
  const chosen = operatorOf(operation);
  const operators = operatorsFor(type);
  const offered =
    chosen && !operators.some(({ id }) => id === chosen.id) ? [...operators, chosen] : operators;
  const set = (to: RawObject) => onChange({ ...filter, operation: to });
  return (
    <>
      <PropertyPick
        label="Property"
        objectTypeId={objectTypeId}
        value={property}
        onChange={(name) => {
          const typeOf = properties.find((each) => each.name === name)?.type ?? 'string';
          const fits = chosen && operatorsFor(typeOf).some(({ id }) => id === chosen.id);
          onChange({
            ...filter,
            property: name,
            operation:
              fits && isObject(operation) ? operation : withOperator(undefined, operatorsFor(typeOf)[0]!),
          });
        }}
      />
      {property !== '' &&
        (isObject(operation) && !chosen ? (
          <JsonField
            label="The operation as JSON"
            value={operation}
            onChange={(to) => isObject(to) && set(to)}
          />
        ) : (
          <>
            <Select
              label="Operator"
              labelling="inline"
              choices={offered}
              value={chosen?.id}
              onChange={(id) => {
                const operator = offered.find((each) => each.id === id);
                if (operator && id !== chosen?.id) set(withOperator(operation, operator));
              }}
            />
            {isObject(operation) && (
              <OperandForm
                property={property}
                objectTypeId={objectTypeId}
                operation={operation}
                onChange={set}
              />
            )}
          </>
        ))}
    </>
  );
}

interface OperandFormProps {
  readonly property: string;
  readonly objectTypeId: string;
  readonly operation: RawObject;
  readonly onChange: (operation: RawObject) => void;
}

function OperandForm({ property, objectTypeId, operation, onChange }: OperandFormProps) {
  const { properties } = useProperties(objectTypeId);
  const found = properties.find(({ name }) => name === property);
  const options = (found?.options ?? []).map((option) => ({ id: option.value, name: option.label }));
  const set = (members: RawObject) => onChange({ ...operation, ...members });
  const number = (member: string, label: string) => (
    <TextField
      label={label}
      defaultValue={textAt(operation, member)}
      inputMode="decimal"
      onChange={(text) =>
        text.trim() !== '' && !Number.isNaN(Number(text)) && set({ [member]: Number(text) })
      }
    />
  );
  switch (operatorOf(operation)?.operand) {
    case 'texts':
    case 'options':
      return (
        <Many
          label="Values"
          problem={undefined}
          options={options}
          values={textsAt(operation, 'values')}
          onChange={(values) => set({ values })}
          placeholder={options.length > 0 ? 'Add a value' : 'Type a value, Enter adds it'}
        />
      );
    case 'number':
      return number('value', 'Value');
    case 'range':
      return (
        <div className={styles['pair']}>
          {number('lowerBound', 'From')}
          {number('upperBound', 'To')}
        </div>
      );
    case 'bool':
      return (
        <Select
          label="Value"
          labelling="inline"
          choices={YES_NO}
          value={String(operation['value'])}
          onChange={(text) => set({ value: text === 'true' })}
        />
      );
    case 'days':
      return number('numberOfDays', 'Days');
    case 'date':
      return <DateForm value={operation['timePoint']} onChange={(timePoint) => set({ timePoint })} />;
    default:
      return null;
  }
}

const YES_NO = [
  { id: 'true', name: 'Yes' },
  { id: 'false', name: 'No' },
];

function DateForm({
  value,
  onChange,
}: {
  readonly value: RawObject[string] | undefined;
  readonly onChange: (value: RawObject) => void;
}) {
  if (textAt(value, 'timeType') !== 'DATE')
    return (
      <JsonField label="The moment as JSON" value={value} onChange={(to) => isObject(to) && onChange(to)} />
    );
  const text = ['year', 'month', 'day']
    .map((part, at) => textAt(value, part).padStart(at === 0 ? 4 : 2, '0'))
    .join('-');
  return (
    <input
      type="date"
      aria-label="Date"
      className={styles['date']}
      value={text}
      onChange={({ target }) => {
        const [year, month, day] = target.value.split('-').map(Number);
        if (year && month && day)
          onChange({ ...(isObject(value) ? value : {}), timeType: 'DATE', year, month, day });
      }}
    />
  );
}

/** What is half made says what is to be done. */
function sentenceOfLine(filter: RawObject, objectTypeId: string, names: Names): readonly Part[] {
  const isBlank = textAt(filter, 'filterType') === 'PROPERTY' && textAt(filter, 'property') === '';
  return isBlank ? [{ text: 'Choose a property' }] : filterSentence(filter, objectTypeId, names);
}
