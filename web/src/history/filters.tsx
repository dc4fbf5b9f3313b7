import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { actionOf, type RawFlow, readingOrder } from '../flow-body/index.ts';
import { Button, FilterBar, SearchField, Select } from '../kit/index.ts';
import { type Names, sentenceOf, textOf } from '../say/index.ts';
import { DayField } from './day-field.tsx';
import styles from './history.module.css';
import type { HistorySearch } from './search.ts';

/** What may be changed in the address; undefined takes it out. */
export type Change<S> = { readonly [M in keyof S]?: S[M] | undefined };

interface FiltersProps {
  readonly flow: RawFlow;
  readonly names: Names;
  readonly search: HistorySearch;
  readonly onChange: (change: Change<HistorySearch>) => void;
  readonly onClear: () => void;
  /** Filters of one history only, which come first. */
  readonly children: ReactNode;
}

const ANY = 'any';

/** The filters of a history, all of which stand in the address. */
export function Filters({ flow, names, search, onChange, onClear, children }: FiltersProps) {
  return (
    <FilterBar>
      {children}
      <AnyOf
        label="Action"
        any="Any action"
        choices={readingOrder(flow).map((id) => ({
          id,
          name: `#${id} ${textOf(sentenceOf(actionOf(flow, id)!, flow, names))}`,
        }))}
        value={search.action}
        onChange={(action) => onChange({ action })}
      />
      <TextFilter label="Id of a record" value={search.record} onChange={(record) => onChange({ record })} />
      <DayField label="From" value={search.from} onChange={(from) => onChange({ from })} />
      <DayField label="To" value={search.to} onChange={(to) => onChange({ to })} />
      {Object.keys(search).length > 0 && (
        <Button kind="quiet" icon={X} onPress={onClear}>
          Clear
        </Button>
      )}
    </FilterBar>
  );
}

interface AnyOfProps<Id extends string> {
  readonly label: string;
  readonly any: string;
  readonly choices: readonly { readonly id: Id; readonly name: string }[];
  readonly value: Id | undefined;
  readonly onChange: (value: Id | undefined) => void;
}

/** One of a few, or all of them. */
export function AnyOf<Id extends string>({ label, any, choices, value, onChange }: AnyOfProps<Id>) {
  return (
    <Select<Id | typeof ANY>
      label={label}
      labelling="inline"
      choices={[{ id: ANY, name: any }, ...choices]}
      value={value ?? ANY}
      onChange={(id) => onChange(id === ANY ? undefined : (id as Id))}
    />
  );
}

interface TextFilterProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

export function TextFilter({ label, value, onChange }: TextFilterProps) {
  return (
    <div className={styles['text']}>
      <SearchField
        label={label}
        value={value ?? ''}
        onChange={(text) => onChange(text.trim() === '' ? undefined : text.trim())}
      />
    </div>
  );
}
