import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ClipboardList, Database, ListFilter, Mail, Workflow } from 'lucide-react';
import { useEffect, useState } from 'react';
import { type Answer, call, useObjectTypes } from '../api/index.ts';
import { COMMANDS } from './commands.ts';
import type { Found, FoundSection } from './found.ts';
import { foundOnPage } from './on-page.ts';

/** So many of a kind are shown. */
const FOUND_MAX = 5;
/** Of one letter there are too many. */
const LETTERS_MIN = 2;
/** How long typing pauses before it is asked for. */
const PAUSE_MS = 120;

type Thing = Answer<'GET /millrace/v1/search'>['results'][number];

/** What is called as the text says: everything of the account by one request; what the open page has, pages and commands, which are known. */
export function useFound(text: string): readonly FoundSection[] {
  const wanted = text.trim().toLowerCase();
  const asked = usePaused(wanted);
  const types = useObjectTypes();
  const { data, isPlaceholderData } = useQuery({
    queryKey: ['found', asked],
    queryFn: ({ signal }) =>
      call('GET /millrace/v1/search', { query: { q: asked, limit: FOUND_MAX } }, signal),
    enabled: asked.length >= LETTERS_MIN,
    placeholderData: keepPreviousData,
    // What may not be asked for is not found, and keeps nothing else from being so.
    retry: false,
  });
  const isOld = isPlaceholderData || asked !== wanted;
  const all = wanted.length < LETTERS_MIN ? [] : (data?.results ?? []);
  const items = (kind: Thing['kind']) =>
    all
      .filter((thing) => thing.kind === kind)
      .map((thing) => foundOf(thing, types.find(({ id }) => id === thing.objectTypeId)?.singular))
      // What was found for the text before is shown as long as it fits.
      .filter((found) => !isOld || fits(found, wanted))
      .slice(0, kind === 'record' ? 2 * FOUND_MAX : FOUND_MAX);
  return [
    ...(wanted.length < LETTERS_MIN ? [] : foundOnPage(wanted)),
    { name: 'Flows', items: items('flow') },
    { name: 'Records', items: items('record') },
    { name: 'Lists', items: items('list') },
    { name: 'Forms', items: items('form') },
    { name: 'Emails', items: items('email') },
    { name: 'Go to, and do', items: COMMANDS.filter((each) => fits(each, wanted)) },
  ].filter(({ items }) => items.length > 0);
}

const ICONS = { flow: Workflow, record: Database, list: ListFilter, form: ClipboardList, email: Mail };

function foundOf({ kind, id, objectTypeId, name, hint }: Thing, type: string | undefined): Found {
  const said = kind === 'record' ? [type, hint].filter(Boolean).join(' · ') : hint;
  return {
    id: `${kind} ${objectTypeId} ${id}`,
    name,
    icon: ICONS[kind],
    href: kind === 'record' ? `/records/${objectTypeId}/${id}` : `/${kind}s/${id}`,
    ...(said ? { hint: said } : {}),
  };
}

function fits({ name, hint = '' }: Found, wanted: string): boolean {
  return `${name} ${hint}`.toLowerCase().includes(wanted);
}

/** The text once typing pauses: at once for the first letters. */
function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}
