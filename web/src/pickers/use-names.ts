import { type Names, namesOf, type PropertyWords } from '@millrace/core/sentences';
import { useMemo } from 'react';
import { useSession } from '../api/index.ts';
import { useEvents } from './events.ts';
import { useObjectTypes } from './object-types.ts';
import type { Option } from './option.ts';
import { useOptions, useProperties } from './use-options.ts';

/** The names of what a flow over an object type mentions, as far as they have come. The same object while nothing new is known. */
export function useNames(objectTypeId: string): Names {
  const { timeZone, currency } = useSession();
  const own = useProperties(objectTypeId).properties;
  const contacts = useProperties('0-1').properties;
  const companies = useProperties('0-2').properties;
  const deals = useProperties('0-3').properties;
  const tickets = useProperties('0-5').properties;
  const email = useOptions('email').options;
  const list = useOptions('list').options;
  const form = useOptions('form').options;
  const flow = useOptions('flow').options;
  const owner = useOptions('owner').options;
  const user = useOptions('user').options;
  const team = useOptions('team').options;
  const subscription = useOptions('subscription').options;
  const event = useEvents();
  const objectTypes = useObjectTypes();
  return useMemo(
    () =>
      namesOf({
        properties: {
          '0-1': wordsOf(contacts),
          '0-2': wordsOf(companies),
          '0-3': wordsOf(deals),
          '0-5': wordsOf(tickets),
          [objectTypeId]: wordsOf(own),
        },
        objectTypes: Object.fromEntries(
          objectTypes.map(({ id, name, plural }) => [id, { singular: name.toLowerCase(), plural }]),
        ),
        things: {
          email: namesById(email),
          list: namesById(list),
          form: namesById(form),
          flow: namesById(flow),
          owner: namesById(owner),
          user: namesById(user),
          team: namesById(team),
          subscription: namesById(subscription),
          // The built-in events have their words in the sentences themselves.
          event: namesById(event.filter(({ isOwn }) => isOwn)),
        },
        ...(timeZone ? { timeZone } : {}),
        ...(currency ? { currency } : {}),
      }),
    [
      own,
      contacts,
      companies,
      deals,
      tickets,
      objectTypeId,
      objectTypes,
      event,
      timeZone,
      currency,
      email,
      list,
      form,
      flow,
      owner,
      user,
      team,
      subscription,
    ],
  );
}

function namesById(options: readonly Option[]): Record<string, string> {
  return Object.fromEntries(options.map(({ id, name }) => [id, name]));
}

function wordsOf(properties: ReturnType<typeof useProperties>['properties']): Record<string, PropertyWords> {
  return Object.fromEntries(
    properties.map(({ name, label, type, options }) => [
      name,
      { label, type, options, ...(/owner_id$/.test(name) ? { holds: 'owner' as const } : {}) },
    ]),
  );
}
