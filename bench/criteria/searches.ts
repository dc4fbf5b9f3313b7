import { allOf, choiceIs, flagIs, isAfter, numberIsAtLeast, textIs } from '../bodies/filters.ts';

/** Criteria of three filters, and the index that docs/criteria.md suggests for the one that narrows most. */
export interface Search {
  readonly name: string;
  readonly criteria: Readonly<Record<string, unknown>>;
  /** What stands behind `create index on records`. */
  readonly index: string;
}

const EMAIL = `(account_id, object_type_id, (lower((properties->>'email') collate "und-x-icu")))`;
const CITY = `(account_id, object_type_id, (lower((properties->>'city') collate "und-x-icu")))`;
const FLAG = `(account_id, object_type_id, (properties->>'hs_email_optout'))`;
const STAGE = `using gin (string_to_array(properties->>'lifecyclestage', ';'))`;

export const SEARCHES: readonly Search[] = [
  {
    name: 'one contact by its address',
    criteria: allOf(
      textIs('email', 'Contact4711@example.test'),
      choiceIs('lifecyclestage', 'subscriber', 'lead', 'opportunity', 'customer'),
      textIs('country', 'Netherlands', 'Belgium', 'Germany', 'France', 'Denmark'),
    ),
    index: EMAIL,
  },
  {
    name: 'leads of one city in a thousand',
    criteria: allOf(
      textIs('city', 'City 17'),
      choiceIs('lifecyclestage', 'lead'),
      numberIsAtLeast('hs_email_open', 5),
    ),
    index: CITY,
  },
  {
    name: 'a stage that one in a thousand is in',
    criteria: allOf(
      choiceIs('lifecyclestage', 'evangelist'),
      textIs('country', 'Netherlands', 'Belgium'),
      isAfter('closedate', Date.UTC(2021, 0, 1)),
    ),
    index: STAGE,
  },
  {
    name: 'a flag that one in a hundred has',
    criteria: allOf(
      flagIs('hs_email_optout', true),
      choiceIs('lifecyclestage', 'customer'),
      textIs('country', 'France'),
    ),
    index: FLAG,
  },
  {
    name: 'two stages that most are in',
    criteria: allOf(
      choiceIs('lifecyclestage', 'subscriber', 'lead'),
      textIs('country', 'Netherlands', 'Belgium', 'Germany'),
      numberIsAtLeast('num_associated_deals', 3),
    ),
    index: STAGE,
  },
];
