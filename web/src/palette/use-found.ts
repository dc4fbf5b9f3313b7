import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { CircleUser, Workflow } from 'lucide-react';
import { call } from '../api/index.ts';
import { COMMANDS } from './commands.ts';
import type { Found, FoundSection } from './found.ts';

/** So many of a kind are shown. */
const FOUND_MAX = 6;
/** Of one letter there are too many. */
const LETTERS_MIN = 2;

/** What is called as the text says. Commands are known; flows and contacts are asked for. */
export function useFound(text: string): readonly FoundSection[] {
  const wanted = text.trim().toLowerCase();
  const { data = NONE, isPlaceholderData } = useQuery({
    queryKey: ['found', wanted],
    queryFn: ({ signal }) => ask(wanted, signal),
    enabled: wanted.length >= LETTERS_MIN,
    placeholderData: keepPreviousData,
  });
  // What was found for the text before is shown as long as it fits.
  const fitting = (found: readonly Found[]) =>
    wanted.length < LETTERS_MIN ? [] : isPlaceholderData ? found.filter((each) => fits(each, wanted)) : found;
  const commands = COMMANDS.filter((each) => fits(each, wanted));
  return [
    { name: 'Flows', items: fitting(data.flows) },
    { name: 'Contacts', items: fitting(data.contacts) },
    { name: 'Go to, and do', items: commands },
  ].filter(({ items }) => items.length > 0);
}

function fits({ name, hint = '' }: Found, wanted: string): boolean {
  return `${name} ${hint}`.toLowerCase().includes(wanted);
}

const NONE: { readonly flows: readonly Found[]; readonly contacts: readonly Found[] } = {
  flows: [],
  contacts: [],
};

/** What may not be asked for is not found, and keeps nothing else from being so. */
async function ask(wanted: string, signal: AbortSignal): Promise<typeof NONE> {
  const [flows, contacts] = await Promise.all([
    findFlows(wanted, signal).catch(() => []),
    findContacts(wanted, signal).catch(() => []),
  ]);
  return { flows, contacts };
}

async function findFlows(wanted: string, signal: AbortSignal): Promise<readonly Found[]> {
  const { results } = await call('GET /millrace/v1/flows', { query: { limit: 50 } }, signal);
  return results
    .filter(({ name, id }) => name?.toLowerCase().includes(wanted) || id === wanted)
    .slice(0, FOUND_MAX)
    .map(({ id, name, isEnabled }) => ({
      ...{ id: `flow ${id}`, name: name || `Flow ${id}`, icon: Workflow, href: `/flows/${id}` },
      hint: isEnabled ? 'on' : 'off',
    }));
}

async function findContacts(wanted: string, signal: AbortSignal): Promise<readonly Found[]> {
  const { results } = await call(
    'POST /crm/v3/objects/{objectType}/search',
    {
      path: { objectType: 'contacts' },
      body: { query: wanted, limit: FOUND_MAX, properties: ['firstname', 'lastname', 'email'] },
    },
    signal,
  );
  return results.map(({ id, properties: { firstname, lastname, email } }) => ({
    ...{ id: `contact ${id}`, icon: CircleUser, href: `/records/0-1/${id}` },
    name: [firstname, lastname].filter(Boolean).join(' ') || email || `Contact ${id}`,
    ...(email ? { hint: email } : {}),
  }));
}
