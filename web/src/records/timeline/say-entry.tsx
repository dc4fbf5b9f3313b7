import { EVENT_WORDS } from '@millrace/core/criteria';
import { Link } from '@tanstack/react-router';
import { LogIn, LogOut, type LucideIcon, Mail, PencilLine, Play, Zap } from 'lucide-react';
import type { ReactNode } from 'react';
import type { TimelineEntry } from '../../api/index.ts';
import { FlowLink } from '../../kit/index.ts';
import type { KnownProperties } from '../use-properties.ts';

interface Said {
  readonly icon: LucideIcon;
  readonly tone: 'plain' | 'flow' | 'mail' | 'event';
  readonly says: ReactNode;
  readonly details: readonly (readonly [name: string, value: string])[];
}

type Of<Kind extends TimelineEntry['kind']> = Extract<TimelineEntry, { readonly kind: Kind }>;

/** An entry of the timeline in words, with links to who caused it. */
export function sayEntry(entry: TimelineEntry, properties: KnownProperties): Said {
  switch (entry.kind) {
    case 'CHANGE':
      return sayChange(entry, properties);
    case 'EVENT':
      return {
        ...{ icon: Zap, tone: 'event', says: sayEvent(entry) },
        details: Object.entries(entry.properties),
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
            {entry.step.outcome.toLowerCase()}
          </>
        ),
        details: [],
      };
  }
}

/** Own types of events have a name; those of every account are known by their ids. */
function sayEvent({ eventTypeId, eventType }: Of<'EVENT'>): string {
  const words = EVENT_WORDS[eventTypeId];
  return words ? `Has ${words.did} ${words.what}${words.end ?? ''}` : eventType;
}

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
  { change, source, listId, properties: changed }: Of<'CHANGE'>,
  known: KnownProperties,
): Said {
  const list = listId !== null && (
    <>
      {' '}
      <Link to="/lists/$listId" params={{ listId }}>
        {listId}
      </Link>
    </>
  );
  const details = changed.map(({ name, before, after }) => {
    const [from, to] = [before, after].map((value) => known.text(name, value) || 'nothing');
    return [known.label(name), before === null ? to! : `${from} → ${to}`] as const;
  });
  return {
    icon: PencilLine,
    tone: source.type === 'FLOW' ? 'flow' : 'plain',
    says: (
      <>
        {CHANGES[change]}
        {list} {bySource(source)}
      </>
    ),
    details,
  };
}

function bySource({ type, id, name }: Of<'CHANGE'>['source']): ReactNode {
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
            a form
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

function sayEnrollment({ event, flowId, flowName, endReason }: Of<'ENROLLMENT'>): Said {
  const flow = flowLink(flowId, flowName);
  return event === 'ENROLLED'
    ? { icon: LogIn, tone: 'flow', says: <>Enrolled in {flow}</>, details: [] }
    : {
        icon: LogOut,
        tone: 'flow',
        says: (
          <>
            Left {flow}: <code>{endReason}</code>
          </>
        ),
        details: [],
      };
}

function flowLink(flowId: string, name: string | null): ReactNode {
  return <FlowLink flowId={flowId} name={name} />;
}
