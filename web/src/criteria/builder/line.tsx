import { isObject, type Path, type RawObject, setIn, textAt } from '@millrace/core/raw';
import { ChevronDown, ChevronRight, Trash2 } from 'lucide-react';
import { memo, type ReactNode, useEffect, useRef, useState } from 'react';
import { IconButton } from '../../kit/index.ts';
import { JsonField } from '../../pickers/index.ts';
import { VerdictMark } from '../answers/verdict-mark.tsx';
import styles from '../criteria.module.css';
import { FormFields } from '../forms/form-fields.tsx';
import { filterFormOf, PROPERTY_FIELDS } from '../model/filters/index.ts';
import { type FormField, membersOf } from '../model/form.ts';
import { removed } from '../model/places.ts';
import { keyOf, sameAs } from '../tree/keys.ts';
import { isAt, useSurroundings } from '../tree/surroundings.ts';
import { useTree } from '../tree/tree-context.ts';
import { NodeMenu } from './node-menu.tsx';
import { NodeSentence } from './node-sentence.tsx';

interface LineProps {
  readonly filter: RawObject;
  /** Where it stands, as text, so that a line whose place is the same is not drawn anew. */
  readonly place: string;
  readonly path: Path;
  readonly objectTypeId: string;
  readonly isOpen: boolean;
}

/** One filter: a sentence that opens to a form. What no form knows is JSON below its sentence. */
export const Line = memo(
  function Line({ filter, place, path, objectTypeId, isOpen }: LineProps) {
    const tree = useTree();
    const { problems, isReadOnly } = useSurroundings();
    const [isJson, setJson] = useState(false);
    const frame = useRef<HTMLDivElement>(null);
    const key = keyOf(filter);
    useEffect(() => {
      if (tree.wanted.current !== key) return;
      tree.wanted.current = undefined;
      if (frame.current) goTo(frame.current);
    });
    const type = textAt(filter, 'filterType');
    const fields = type === 'PROPERTY' ? PROPERTY_FIELDS : filterFormOf(type)?.fields;
    const shown = isOpen && !isJson ? fields : undefined;
    const own = problems.filter((problem) => isAt(problem, place) && !isSaidBy(shown, problem.path, place));
    const set = (to: RawObject) => tree.edit((root) => setIn(root, path, sameAs(to, filter)), path);
    return (
      <div ref={frame} className={styles['line']} data-key={key}>
        <div className={styles['lineHead']}>
          <Opener
            label={<NodeSentence node={filter} objectTypeId={objectTypeId} />}
            isOpen={isOpen}
            onPress={() => tree.toggle(key)}
          />
          {!isReadOnly && (
            <>
              <NodeMenu
                node={filter}
                path={path}
                what="the line"
                isJson={isJson}
                onJson={() => setJson(!isJson)}
              />
              <IconButton
                icon={Trash2}
                label="Delete the line"
                onPress={() =>
                  tree.edit(
                    (root) => removed(root, path),
                    path.slice(0, -2),
                    () => path.slice(0, -2),
                  )
                }
              />
            </>
          )}
        </div>
        <VerdictMark place={place} objectTypeId={objectTypeId} />
        {isOpen && (
          <div className={styles['form']} data-form>
            {isJson || !fields ? (
              <JsonField
                label={fields ? 'The line, as JSON' : 'No form knows this filter: it is kept as it is'}
                value={filter}
                onChange={(to) => isObject(to) && set(to)}
                height="180px"
              />
            ) : (
              <FormFields
                key={type}
                fields={fields}
                owner={filter}
                path={place}
                scope={{ objectTypeId }}
                onChange={set}
              />
            )}
          </div>
        )}
        {own.length > 0 && <Problems messages={own.map(({ message }) => message)} />}
      </div>
    );
  },
  (before, after) =>
    before.filter === after.filter &&
    before.place === after.place &&
    before.objectTypeId === after.objectTypeId &&
    before.isOpen === after.isOpen,
);

interface OpenerProps {
  readonly label: ReactNode;
  readonly isOpen: boolean;
  readonly onPress: () => void;
}

/** A sentence that opens the form of what it says. */
export function Opener({ label, isOpen, onPress }: OpenerProps) {
  return (
    <button type="button" className={styles['sentence']} aria-expanded={isOpen} onClick={onPress}>
      {isOpen ? <ChevronDown aria-hidden size={14} /> : <ChevronRight aria-hidden size={14} />}
      <span>{label}</span>
    </button>
  );
}

/** Whether an open form says a problem at its field. */
export function isSaidBy(fields: readonly FormField[] | undefined, path: string, place: string): boolean {
  const inside = place === '' ? path : path.slice(place.length + 1);
  return (fields ?? []).some((field) =>
    membersOf(field).some((member) => {
      const isWhole = ['object', 'variant', 'operation'].includes(field.kind);
      return isWhole ? inside.startsWith(`${member}.`) : inside === member || inside.startsWith(`${member}[`);
    }),
  );
}

/** To what is still to be said: the first field of a new line that is empty, or else the last one. */
export function goTo(frame: HTMLElement): void {
  const fields = [...frame.querySelectorAll<HTMLInputElement>('[data-form] input:not([type="checkbox"])')];
  const field = fields.find(({ value }) => value === '') ?? fields.at(-1);
  const target = field ?? [...frame.querySelectorAll<HTMLElement>('[data-add] button')].at(-1);
  // Scrolled to first: what a field offers is closed again when the page is scrolled under it.
  target?.scrollIntoView({ block: 'nearest' });
  target?.focus({ preventScroll: true });
}

export function Problems({ messages }: { readonly messages: readonly string[] }) {
  return (
    <ul className={styles['problems']}>
      {[...new Set(messages)].map((message) => (
        <li key={message}>{message}</li>
      ))}
    </ul>
  );
}
