import { valueText } from '@millrace/core/sentences';
import { Bell, Link2, ListPlus, PencilLine, UserRound, Workflow } from 'lucide-react';
import type { ReactNode } from 'react';
import type { SimulatedWrites } from '../../api/index.ts';
import { useWords } from '../canvas/index.ts';
import type { Names } from '../say/index.ts';
import styles from './test-run.module.css';

/** What the server itself notes of every write: nobody set it. */
const NOTED =
  /^(hs_(object_id|lastmodifieddate|object_source.*|email_.*|is_closed|.*_id)|createdate|lastmodifieddate)$/;
/** Of a record of a type whose properties are not known here, what says what it is about. */
const SAYS_MUCH = /^(?!hs_)|subject|body|title|priority/;
/** New records have placeholders for ids. */
const PLACEHOLDER_FIRST = 9_000_000_000_000_000;

/** What would be written: properties before and after, records, lists, links, passages in other flows. */
export function Writes({ writes }: { readonly writes: SimulatedWrites }) {
  const { names } = useWords();
  const { records, associations, lists, notifications, handOffs, enrollments } = writes;
  const lines: (readonly [typeof Bell, ReactNode])[] = [
    ...records.flatMap((change) => recordLines(change, names)),
    ...associations
      .filter(({ from }) => Number(from.objectId) < PLACEHOLDER_FIRST)
      .map(
        ({ kind, to }) =>
          [
            Link2,
            kind === 'ADDED'
              ? `Associates ${aRecord(to.objectTypeId, to.objectId, names)}`
              : `Takes ${aRecord(to.objectTypeId, to.objectId, names)} away`,
          ] as const,
      ),
    ...lists.map(
      ({ kind, listId }) =>
        [
          ListPlus,
          `${kind === 'JOINED' ? 'Joins' : 'Leaves'} the list ${names.thing('list', listId) ?? listId}`,
        ] as const,
    ),
    ...notifications.map(
      ({ userId, subject }) =>
        [Bell, `Notifies ${names.thing('user', userId) ?? `user ${userId}`}: ${subject}`] as const,
    ),
    ...handOffs.map(() => [UserRound, 'Leaves it to a person, who says when it is done'] as const),
    ...enrollments.map(
      ({ flowId, refusal }) =>
        [
          Workflow,
          `${refusal === null ? 'Comes into' : 'Would come into'} the flow ${names.thing('flow', flowId) ?? flowId}${refusal === null ? '' : `, but: ${refusal.toLowerCase().replaceAll('_', ' ')}`}`,
        ] as const,
    ),
  ];
  if (lines.length === 0) return null;
  return (
    <ul className={styles['writes']}>
      {lines.map(([Icon, line], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of a step have no other name than their place.
        <li key={index} className={styles['iconLine']}>
          <Icon aria-hidden size={13} />
          <span>{line}</span>
        </li>
      ))}
    </ul>
  );
}

function recordLines(
  { kind, objectTypeId, objectId, before, after }: SimulatedWrites['records'][number],
  names: Names,
): (readonly [typeof PencilLine, ReactNode])[] {
  const set = Object.entries(after ?? {}).filter(([name]) => !NOTED.test(name));
  switch (kind) {
    case 'CREATED': {
      const told = set.filter(
        ([name]) => names.property(objectTypeId, name) !== undefined || SAYS_MUCH.test(name),
      );
      return [
        [
          PencilLine,
          `Makes ${aNew(objectTypeId, names)}: ${told.map(([name, value]) => `${labelOf(objectTypeId, name, names)} ${shown(objectTypeId, name, value, names)}`).join(', ')}`,
        ],
      ];
    }
    case 'UPDATED':
      return set.map(
        ([name, value]) =>
          [
            PencilLine,
            <>
              {labelOf(objectTypeId, name, names)}: {shown(objectTypeId, name, before?.[name], names)} →{' '}
              <b>{shown(objectTypeId, name, value, names)}</b>
            </>,
          ] as const,
      );
    case 'ARCHIVED':
      return [[PencilLine, `Deletes ${aRecord(objectTypeId, objectId, names)}`]];
    case 'RESTORED':
      return [[PencilLine, `Brings ${aRecord(objectTypeId, objectId, names)} back`]];
    case 'EVENT':
      return [];
  }
}

function labelOf(objectTypeId: string, name: string, names: Names): string {
  return names.property(objectTypeId, name)?.label ?? name.replace(/^hs_/, '').replaceAll('_', ' ');
}

function shown(objectTypeId: string, name: string, value: string | null | undefined, names: Names): string {
  if (value === null || value === undefined || value === '') return 'nothing';
  return valueText(value, names.property(objectTypeId, name), names);
}

function aNew(objectTypeId: string, names: Names): string {
  return `a ${names.objectType(objectTypeId)?.singular ?? 'record'}`;
}

function aRecord(objectTypeId: string, objectId: string, names: Names): string {
  const noun = names.objectType(objectTypeId)?.singular ?? 'record';
  return Number(objectId) >= PLACEHOLDER_FIRST ? `the new ${noun}` : `${noun} ${objectId}`;
}
