import { useMemo } from 'react';
import { EVENTS, type Option, useObjectTypes, useOptions, useProperties } from '../data/index.ts';

/** The names of what a flow mentions; the id where there is none (yet). */
export interface Names {
  readonly property: (name: string) => string;
  /** A value of a property: an option's label. */
  readonly valueOf: (property: string, value: string) => string;
  readonly email: (id: string) => string;
  readonly list: (id: string) => string;
  readonly form: (id: string) => string;
  readonly flow: (id: string) => string;
  readonly owner: (id: string) => string;
  readonly user: (id: string) => string;
  readonly subscription: (id: string) => string;
  readonly objectType: (id: string) => string;
  readonly event: (id: string) => string;
}

/** Of a flow over an object type. The same object while nothing became known. */
export function useNames(objectTypeId: string): Names {
  const { properties } = useProperties(objectTypeId);
  const email = useOptions('email').options;
  const list = useOptions('list').options;
  const form = useOptions('form').options;
  const flow = useOptions('flow').options;
  const owner = useOptions('owner').options;
  const user = useOptions('user').options;
  const subscription = useOptions('subscription').options;
  const objectTypes = useObjectTypes();
  const objectTypeKey = objectTypes.map(({ id, name }) => `${id} ${name}`).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the types are made anew each time, and told apart by their names.
  return useMemo((): Names => {
    const byName = new Map(properties.map((each) => [each.name, each]));
    return {
      property: (name) => byName.get(name)?.label ?? name,
      valueOf: (property, value) =>
        byName.get(property)?.options.find((option) => option.value === value)?.label ?? value,
      email: nameIn(email, 'email'),
      list: nameIn(list, 'list'),
      form: nameIn(form, 'form'),
      flow: nameIn(flow, 'flow'),
      owner: nameIn(owner, 'owner'),
      user: nameIn(user, 'user'),
      subscription: nameIn(subscription, 'subscription'),
      objectType: nameIn(objectTypes, 'object type'),
      event: nameIn(EVENTS, 'event'),
    };
  }, [properties, email, list, form, flow, owner, user, subscription, objectTypeKey]);
}

function nameIn(options: readonly Option[], what: string) {
  const byId = new Map(options.map(({ id, name }) => [id, name]));
  return (id: string) => byId.get(id) ?? `${what} ${id}`;
}
