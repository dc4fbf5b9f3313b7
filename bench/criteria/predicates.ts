import {
  allOf,
  anyOf,
  choiceIs,
  choiceIsNot,
  flagIs,
  isAfter,
  isKnown,
  numberIsAtLeast,
  textContains,
  textIs,
} from '../bodies/filters.ts';

type Json = Readonly<Record<string, unknown>>;

const LONG_AGO = Date.UTC(2000, 0, 1);

/** Ten filters of several kinds that every contact of the bench meets, so that none can be passed over. */
const MET: readonly Json[] = [
  textContains('email', '@example.test', '@example.com'),
  textIs('firstname', 'ada', 'grace', 'edsger', 'barbara', 'donald'),
  isKnown('lastname'),
  textContains('city', 'city'),
  textIs('country', 'netherlands', 'belgium', 'germany', 'france', 'denmark'),
  choiceIs('lifecyclestage', 'subscriber', 'lead', 'opportunity', 'customer', 'evangelist'),
  choiceIsNot('lifecyclestage', 'other'),
  numberIsAtLeast('num_associated_deals', 0),
  numberIsAtLeast('hs_email_open', 0),
  isKnown('hs_email_optout'),
];

const unmet = (index: number) => textIs('jobtitle', `astronaut ${index}`);

/** Predicates of ten filters, by what is asked of a record. */
export const PREDICATES: Readonly<Record<string, Json>> = {
  'ten of several kinds, all met': allOf(...MET),
  'the first decides': allOf(unmet(0), ...MET.slice(1)),
  'nine groups in vain, the tenth met': anyOf(
    ...Array.from({ length: 9 }, (_, index) => allOf(unmet(index))),
    allOf(MET[0]!),
  ),
  'two groups of five, the first fails late': anyOf(
    allOf(...MET.slice(0, 4), unmet(0)),
    allOf(...MET.slice(5)),
  ),
  'ten choices': allOf(
    ...Array.from({ length: 10 }, (_, index) => choiceIsNot('lifecyclestage', `stage ${index}`, 'other')),
  ),
  'ten texts looked through': allOf(
    ...Array.from({ length: 10 }, (_, index) => textContains(index % 2 ? 'email' : 'city', '@', 'it')),
  ),
  'ten numbers': allOf(
    ...Array.from({ length: 10 }, (_, index) =>
      numberIsAtLeast(index % 2 ? 'num_associated_deals' : 'hs_email_open', -index),
    ),
  ),
  'five times, five flags': anyOf(
    allOf(
      ...Array.from({ length: 5 }, (_, index) => isAfter('closedate', LONG_AGO + index)),
      ...Array.from({ length: 5 }, () => flagIs('hs_email_optout', false)),
    ),
  ),
};
