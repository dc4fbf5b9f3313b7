import { useRouter } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { useRef, useState } from 'react';
import {
  Autocomplete,
  Collection,
  Dialog,
  Header,
  Input,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Modal,
  ModalOverlay,
  SearchField,
} from 'react-aria-components';
import type { Found } from './found.ts';
import styles from './palette.module.css';
import { useFound } from './use-found.ts';

/** Arrows choose, Enter goes, Escape closes. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const [text, setText] = useState('');
  const sections = useFound(text);
  const router = useRouter();
  const all = sections.flatMap(({ items }) => items);
  const isGone = useRef(false);
  const go = (key: string | number | undefined) => {
    if (key === undefined || isGone.current) return;
    isGone.current = true;
    const found = all.find(({ id }) => id === key);
    onClose();
    if (found?.href !== undefined) void router.navigate({ href: found.href });
    found?.onDo?.();
  };
  return (
    <ModalOverlay
      isDismissable
      isOpen
      onOpenChange={(open) => open || onClose()}
      className={styles['veil'] ?? ''}
    >
      <Modal className={styles['modal'] ?? ''}>
        <Dialog aria-label="Search everything" className={styles['dialog'] ?? ''}>
          <Autocomplete inputValue={text} onInputChange={setText}>
            <SearchField
              aria-label="Search everything"
              autoFocus
              onSubmit={() => go(all[0]?.id)}
              className={styles['field'] ?? ''}
            >
              <Search aria-hidden size={16} />
              <Input
                className={styles['input'] ?? ''}
                placeholder="Flows, records, lists, forms, emails, pages"
              />
            </SearchField>
            <ListBox
              aria-label="Found"
              className={styles['list'] ?? ''}
              onAction={go}
              selectionMode="none"
              renderEmptyState={() => <p className={styles['none']}>Nothing is called so.</p>}
            >
              {sections.map(({ name, items }) => (
                <ListBoxSection key={name} id={name}>
                  <Header className={styles['section'] ?? ''}>{name}</Header>
                  <Collection items={items}>{(found) => <FoundItem found={found} />}</Collection>
                </ListBoxSection>
              ))}
            </ListBox>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function FoundItem({ found: { id, name, hint, icon: Icon } }: { readonly found: Found }) {
  return (
    <ListBoxItem id={id} textValue={name} className={styles['item'] ?? ''}>
      <Icon aria-hidden size={15} />
      <span className={styles['name']}>{name}</span>
      {hint && <span className={styles['hint']}>{hint}</span>}
    </ListBoxItem>
  );
}
