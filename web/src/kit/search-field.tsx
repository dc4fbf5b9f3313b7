import { Search, X } from 'lucide-react';
import { SearchField as AriaSearchField, Button, Input, type SearchFieldProps } from 'react-aria-components';
import styles from './search-field.module.css';

interface Props extends Omit<SearchFieldProps, 'className' | 'style' | 'children'> {
  readonly label: string;
  readonly placeholder?: string;
}

export function SearchField({ label, placeholder = label, ...rest }: Props) {
  return (
    <AriaSearchField {...rest} aria-label={label} className={styles['field'] ?? ''}>
      <Search aria-hidden size={15} className={styles['icon']} />
      <Input className={styles['input'] ?? ''} placeholder={placeholder} />
      <Button className={styles['clear'] ?? ''} aria-label="Clear the search">
        <X aria-hidden size={14} />
      </Button>
    </AriaSearchField>
  );
}
