import { EVENT_WORDS, joined, type Names, sayEnd, sayOutcome } from '@millrace/core/sentences';
import { Link } from '@tanstack/react-router';
import { LogIn, LogOut, type LucideIcon, Mail, PencilLine, Play, Zap } from 'lucide-react';
import type { ReactNode } from 'react';
import { type KnownEventType, type TimelineEntry, useObjectTypeName } from '../../api/index.ts';
import { FlowLink } from '../../kit/index.ts';
import type { KnownProperties } from '../use-properties.ts';
import { idIn } from './mentions.ts';

/** What is known of what entries mention. */
export interface Known {
  readonly properties: KnownProperties;
  readonly names: Names;
  readonly eventTypes: readonly KnownEventType[];
}

interface Said {
  readonly icon: LucideIcon;
  readonly tone: 'plain' | 'flow' | 'mail' | 'event';
  readonly says: ReactNode;
  readonly details: readonly (readonly [name: string, value: string])[];
}

type Of<Kind extends TimelineEntry['kind']> = Extract<TimelineEntry, { readonly kind: Kind }>;

/** An entry of the timeline in words, with links to who caused it. */
export function sayEntry(entry: TimelineEntry, known: Known): Said {
  switch (entry.kind) {
    case 'CHANGE':
      return sayChange(entry, known);
    case 'EVENT':
      return {
        icon: Zap,
        tone: 'event',
        says: sayEvent(entry, known),
        details: detailsOf(entry, known),
      };
    case 'MAIL':
      return {
        icon: Mail,
        tone: 'mail',
        says: (
          <>
            Mail {DELIVERIES[entry.delivery]} to {entry.to}: “{entry.subject ?? 'no subject'}”
            {entry.flowId && <> by {flowLink(entry.flowId, null)}</>}
          </>
        ),
        details: [],
      };
    case 'ENROLLMENT':
      return sayEnrollment(entry);
    case 'STEP':
      return {
        icon: Play,
        tone: 'flow',
        says: (
          <>
            Action {entry.step.actionId} of {flowLink(entry.step.flowId, entry.flowName)}:{' '}
            {joined(sayOutcome(entry.step, known.names))}
          </>
        ),
        details: [],
      };
  }
}

/** Own types of events have a label; those of every account are known by their ids. */
function sayEvent({ eventTypeId, eventType }: Of<'EVENT'>, { eventTypes }: Known): string {
  const words = EVENT_WORDS[eventTypeId];
  return words
    ? `Has ${words.did} ${words.what}${words.end ?? ''}`
    : (eventTypes.find(({ id }) => id === eventTypeId)?.label ?? eventType);
}

/** Its properties by their labels, an id by the name of what it is of. */
function detailsOf({ eventTypeId, properties }: Of<'EVENT'>, { eventTypes, names }: Known): Said['details'] {
  const known = eventTypes.find(({ id }) => id === eventTypeId)?.properties ?? [];
  return Object.entries(properties).map(([name, value]) => {
    const kind = idIn(name);
    if (kind !== undefined) return [KIND_WORDS[kind], names.thing(kind, value) ?? value];
    return [known.find((property) => property.name === name)?.label ?? name, value];
  });
}

const KIND_WORDS = { email: 'Email', form: 'Form' } as const;

const DELIVERIES = { sent: 'sent', captured: 'captured', bounced: 'bounced' } as const;

const CHANGES = {
  CREATED: 'Created',
  UPDATED: 'Changed',
  ARCHIVED: 'Archived',
  RESTORED: 'Restored',
  MERGED: 'Merged',
  ASSOCIATED: 'Linked',
  DISASSOCIATED: 'Link removed',
  LIST_JOINED: 'Joined list',
  LIST_LEFT: 'Left list',
} as const;

function sayChange(
  { change, source, listId, association, properties: changed }: Of<'CHANGE'>,
  { properties, names }: Known,
): Said {
  const list = listId !== null && (
    <>
      {' '}
      <Link to="/lists/$listId" params={{ listId }}>
        {names.thing('list', listId) ?? listId}
      </Link>
    </>
  );
  const details = changed.map(({ name, before, after }) => {
    const [from, to] = [before, after].map((value) => properties.text(name, value) || 'nothing');
    return [properties.label(name), before === null ? to! : `${from} → ${to}`] as const;
  });
  return {
    icon: PencilLine,
    tone: source.type === 'FLOW' ? 'flow' : 'plain',
    says: (
      <>
        {CHANGES[change]}
        {list}
        {association && <AssociatedRecord {...association} />} {bySource(source, names)}
      </>
    ),
    details,
  };
}

function bySource({ type, id, name }: Of<'CHANGE'>['source'], names: Names): ReactNode {
  switch (type) {
    case 'FLOW':
      return id === null ? 'by a flow' : <>by {flowLink(id, name)}</>;
    case 'FORM':
      return id === null ? (
        'by a form'
      ) : (
        <>
          by{' '}
          <Link to="/forms/$formId" params={{ formId: id }}>
            {names.thing('form', id) ?? 'a form'}
          </Link>
        </>
      );
    case 'API':
      return 'over the API';
    case 'IMPORT':
      return 'by an import';
    case 'MERGE':
      return 'by a merge';
    case 'SYSTEM':
      return '';
  }
}

function sayEnrollment({ event, flowId, flowName, status, endReason }: Of<'ENROLLMENT'>): Said {
  const flow = flowLink(flowId, flowName);
  return event === 'ENROLLED'
    ? { icon: LogIn, tone: 'flow', says: <>Enrolled in {flow}</>, details: [] }
    : {
        icon: LogOut,
        tone: 'flow',
        says: (
          <>
            {status === 'COMPLETED' ? 'Completed' : 'Left'} {flow}: {whyEnded(status, endReason)}
          </>
        ),
        details: [],
      };
}

function AssociatedRecord({ objectTypeId, objectId }: NonNullable<Of<'CHANGE'>['association']>) {
  const type = useObjectTypeName(objectTypeId);
  return (
    <>
      {' '}
      with{' '}
      <Link to="/records/$objectType/$recordId" params={{ objectType: objectTypeId, recordId: objectId }}>
        {type.singular.toLowerCase()} {objectId}
      </Link>
    </>
  );
}

/** The reason alone: the entry says itself that it has left. */
function whyEnded(status: string, reason: string | null): string {
  return joined(sayEnd({ status, reason })).replace(/^(Completed|Left): /, '');
}

function flowLink(flowId: string, name: string | null): ReactNode {
  return <FlowLink flowId={flowId} name={name} />;
}
