import { actionEntry } from '@millrace/core/catalogue';
import { NO_NAMES } from '@millrace/core/sentences';
import { Braces } from 'lucide-react';
import { useMemo } from 'react';
import {
  Autocomplete,
  Button,
  Dialog,
  DialogTrigger,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Popover,
  SearchField,
  useFilter,
} from 'react-aria-components';
import {
  actionOf,
  idOf,
  objectsAt,
  type RawFlow,
  type RawObject,
  readingOrder,
  textAt,
  typeIdOf,
} from '../../flow-body/index.ts';
import { useProperties } from '../../pickers/index.ts';
import { typeName } from '../say/index.ts';
import { useEditorState } from '../state/index.ts';
import styles from './token-menu.module.css';

interface Given {
  readonly actionId: string;
  readonly key: string;
  readonly name: string;
}

/** The outputs of the actions before one, as one reads. */
export function outputsBefore(raw: RawFlow, actionId: string): readonly Given[] {
  const before = readingOrder(raw).slice(0, Math.max(readingOrder(raw).indexOf(actionId), 0));
  return before.flatMap((id) => outputsOf(actionOf(raw, id)!));
}

function outputsOf(action: RawObject): readonly Given[] {
  const actionId = idOf(action);
  const own = objectsAt(action, 'outputFields').map((field) => textAt(field, 'name'));
  const ofType = (actionEntry(typeIdOf(action))?.outputs ?? []).map(({ key }) => key);
  return [...ofType, ...own].map((key) => ({
    actionId,
    key,
    name: `${key} · #${actionId} ${typeName(action, NO_NAMES)}`,
  }));
}

interface TokenMenuProps {
  readonly actionId: string;
  readonly objectTypeId: string;
  readonly onChoose: (token: string) => void;
}

/** Puts a value of the record, or of an earlier action, into a text. */
export function TokenMenu({ actionId, objectTypeId, onChoose }: TokenMenuProps) {
  return (
    <DialogTrigger>
      <Button className={styles['open'] ?? ''}>
        <Braces aria-hidden size={12} />
        Insert a value
      </Button>
      <Popover className={styles['popover'] ?? ''} placement="bottom end">
        <Dialog aria-label="Insert a value" className={styles['dialog'] ?? ''}>
          {({ close }) => (
            <Choices
              actionId={actionId}
              objectTypeId={objectTypeId}
              onChoose={(token) => {
                onChoose(token);
                close();
              }}
            />
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function Choices({ actionId, objectTypeId, onChoose }: TokenMenuProps) {
  const { properties } = useProperties(objectTypeId);
  const raw = useEditorState(({ history }) => history.raw);
  const outputs = useMemo(() => outputsBefore(raw, actionId), [raw, actionId]);
  const { contains } = useFilter({ sensitivity: 'base' });
  return (
    <Autocomplete filter={contains}>
      <SearchField aria-label="Find a value" autoFocus className={styles['search'] ?? ''}>
        <Input placeholder="Find a value" className={styles['input'] ?? ''} />
      </SearchField>
      <Menu aria-label="Values" className={styles['menu'] ?? ''} onAction={(key) => onChoose(`{{ ${key} }}`)}>
        {outputs.length > 0 && (
          <MenuSection>
            <Header className={styles['header'] ?? ''}>Earlier actions</Header>
            {outputs.map(({ actionId: of, key, name }) => (
              <MenuItem
                key={`${of}.${key}`}
                id={`action_outputs.action_output_${of}.${key}`}
                className={styles['item'] ?? ''}
              >
                {name}
              </MenuItem>
            ))}
          </MenuSection>
        )}
        <MenuSection>
          <Header className={styles['header'] ?? ''}>The record</Header>
          {properties.map(({ name, label }) => (
            <MenuItem
              key={name}
              id={`enrolled_object.${name}`}
              textValue={`${label} ${name}`}
              className={styles['item'] ?? ''}
            >
              {label}
            </MenuItem>
          ))}
        </MenuSection>
      </Menu>
    </Autocomplete>
  );
}
