import {
  entryFor,
  type Given,
  missing,
  or,
  type Part,
  text,
  textOf,
  textsOf,
  thing,
} from '../sentence/index.ts';
import type { Wording } from './wording.ts';

const STATES: Readonly<Record<string, string>> = {
  OPT_IN: 'subscribed to',
  OPT_OUT: 'unsubscribed from',
  NOT_OPTED: 'neither subscribed to nor unsubscribed from',
};

/** `the contact is subscribed to Newsletter or Product news`. */
export function saySubscribed(
  states: unknown,
  { subscriptionIds, channel }: Given,
  { names, subject }: Wording,
): Part[] {
  const said = textsOf(states).map((state) => [
    text(entryFor(STATES, state.toUpperCase()) ?? `${quotedState(state)} for`),
  ]);
  const types = textsOf(subscriptionIds).map((id) => [
    thing('subscription', id, names.thing('subscription', id)),
  ]);
  const way = textOf(channel);
  const by = way && way.toLowerCase() !== 'email' ? ` (${way.toLowerCase()})` : '';
  return [
    text(`${subject} is `),
    ...(said.length > 0 ? or(said) : [text('subscribed to')]),
    text(' '),
    ...(types.length > 0 ? or(types) : [missing('no subscription type chosen')]),
    ...(by ? [text(by)] : []),
  ];
}

const quotedState = (state: string) => state.toLowerCase().replaceAll('_', ' ');
