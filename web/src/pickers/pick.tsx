import { ChevronDown } from 'lucide-react';
import { useMemo, useState } from 'react';
import {
  Button,
  ComboBox,
  FieldError,
  Input,
  type Key,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
} from 'react-aria-components';
import type { FieldProps } from '../kit/index.ts';
import type { Option } from './option.ts';
import styles from './pickers.module.css';

/** More at once are not read; typing finds the rest. */
const SHOWN_MAX = 60;

interface PickProps extends FieldProps {
  readonly options: readonly Option[];
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly isRequired?: boolean;
  readonly placeholder?: string;
  /** What is typed counts, even if nothing is called so: an id, a value. */
  readonly takesAny?: boolean;
  readonly isDisabled?: boolean;
  readonly labelling?: 'above' | 'inline';
  /** What shows the choices: going there, or only typing and the arrow. */
  readonly opensBy?: 'focus' | 'input';
  /** Is told what is typed, where the options are looked for elsewhere. */
  readonly onSearch?: (typed: string) => void;
  /** Why nothing can be offered: it is said where the choices would be. */
  readonly refusal?: Error | null;
}

/** One of many, found by typing. */
export function Pick(props: PickProps) {
  const {
    label,
    description,
    problem,
    options,
    value,
    onChange,
    isRequired,
    placeholder = 'Choose…',
  } = props;
  const {
    takesAny = false,
    isDisabled = false,
    labelling = 'above',
    onSearch,
    opensBy = 'focus',
    refusal,
  } = props;
  const chosen = options.find(({ id }) => id === value);
  const shownValue = chosen?.name ?? value;
  const [typed, setTyped] = useState<string>();
  const found = useMemo(() => {
    const wanted = typed?.trim().toLowerCase() ?? '';
    const fit =
      wanted === '' || onSearch
        ? options
        : options.filter(({ id, name, hint = '' }) => `${name} ${id} ${hint}`.toLowerCase().includes(wanted));
    return fit.slice(0, SHOWN_MAX);
  }, [options, typed, onSearch]);
  const choose = (key: Key | null) => {
    if (key === null) {
      if (takesAny && typed !== undefined && typed !== shownValue) onChange(typed);
    } else if (String(key) !== value) onChange(String(key));
    setTyped(undefined);
  };
  return (
    <ComboBox
      {...(labelling === 'inline' ? { 'aria-label': label } : {})}
      items={found}
      selectedKey={chosen ? value : null}
      onSelectionChange={choose}
      inputValue={typed ?? shownValue}
      onInputChange={(text) => {
        setTyped(text === shownValue ? undefined : text);
        onSearch?.(text === shownValue ? '' : text);
      }}
      onOpenChange={(isOpen) => isOpen || (takesAny && typed !== undefined) || setTyped(undefined)}
      onBlur={() => {
        if (typed !== undefined && takesAny) onChange(typed);
        else if (typed === '') onChange('');
        setTyped(undefined);
      }}
      allowsCustomValue={takesAny}
      allowsEmptyCollection
      menuTrigger={opensBy}
      isDisabled={isDisabled}
      isInvalid={problem !== undefined}
      className={styles['field'] ?? ''}
    >
      {labelling === 'above' && (
        <Label className={styles['label'] ?? ''}>
          {label}
          {isRequired && <Required />}
        </Label>
      )}
      <div
        className={styles['combo']}
        onKeyDownCapture={(event) => {
          // Enter takes what was typed, as leaving the field does, where it does not take one of the choices.
          const isOnChoice = (event.target as HTMLElement).hasAttribute('aria-activedescendant');
          if (event.key !== 'Enter' || isOnChoice || !takesAny || typed === undefined) return;
          onChange(typed);
          setTyped(undefined);
        }}
      >
        <Input
          className={styles['input'] ?? ''}
          placeholder={placeholder}
          onFocus={(event) => event.target.select()}
        />
        <Button className={styles['chevron'] ?? ''} aria-label={`Show the choices of ${label}`}>
          <ChevronDown aria-hidden size={14} />
        </Button>
      </div>
      {description && (
        <Text slot="description" className={styles['description'] ?? ''}>
          {description}
        </Text>
      )}
      <FieldError className={styles['problem'] ?? ''}>{problem}</FieldError>
      <Popover className={styles['popover'] ?? ''} offset={4}>
        <ListBox<Option>
          className={styles['list'] ?? ''}
          renderEmptyState={() => (
            <p className={styles['none']}>
              {refusal && `${refusal.message} `}
              {takesAny ? 'Enter takes what you typed.' : !refusal && 'Nothing is called so.'}
            </p>
          )}
        >
          {({ id, name, hint }) => (
            <ListBoxItem id={id} textValue={name} className={styles['option'] ?? ''}>
              <span className={styles['optionName']}>{name}</span>
              {hint && <span className={styles['hint']}>{hint}</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}

export function Required() {
  return (
    <span aria-hidden className={styles['required']}>
      {' '}
      *
    </span>
  );
}
