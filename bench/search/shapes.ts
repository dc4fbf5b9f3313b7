/** Filters that are counted as the editor does, by the number of the run. */
export const FILTERS: Readonly<Record<string, (n: number) => object>> = {
  'filters, two conditions': (n) =>
    all(
      {
        property: 'city',
        operation: { operationType: 'STRING', operator: 'IS_EQUAL_TO', value: `City ${n * 7}` },
      },
      {
        property: 'lifecyclestage',
        operation: { operationType: 'ENUMERATION', operator: 'IS_ANY_OF', values: ['lead'] },
      },
    ),
  'filters, texts with a beginning': (n) =>
    all({
      property: 'company',
      operation: { operationType: 'STRING', operator: 'STARTS_WITH', value: `company ${100 + (n % 900)}` },
    }),
};

function all(...filters: readonly object[]): object {
  return {
    filterBranchType: 'AND',
    filters: filters.map((filter) => ({ filterType: 'PROPERTY', ...filter })),
  };
}

/** What is searched for, by the number of the run: always something else. */
export const SHAPES: Readonly<Record<string, (n: number) => object>> = {
  'EQ, a thousandth': (n) => by({ propertyName: 'city', operator: 'EQ', value: `City ${n * 7}` }),
  'EQ, a third': () => by({ propertyName: 'lifecyclestage', operator: 'EQ', value: 'lead' }),
  'IN of 100': (n) =>
    by({
      propertyName: 'company',
      operator: 'IN',
      values: Array.from({ length: 100 }, (_, each) => `company ${(n * 100 + each) % 20_000}`),
    }),
  'a range': (n) => by({ propertyName: 'num_associated_deals', operator: 'GTE', value: String(n % 20) }),
  'two conditions': (n) =>
    by(
      { propertyName: 'city', operator: 'EQ', value: `City ${n * 7}` },
      { propertyName: 'lifecyclestage', operator: 'EQ', value: 'lead' },
    ),
  'sorted by a text': () => ({ sorts: ['lastname'] }),
  'sorted downwards, a third': () => ({
    sorts: ['-lastname'],
    ...by({ propertyName: 'lifecyclestage', operator: 'EQ', value: 'lead' }),
  }),
  'sorted by a number of few values': () => ({ sorts: ['-num_associated_deals'] }),
  'query, one record': (n) => ({ query: `contact${n * 997}@example` }),
  'query, a word of a few thousand': (n) => ({ query: `number${10 + (n % 80)}` }),
  'query, a word of all': () => ({ query: 'example' }),
  'query, two words': (n) => ({ query: `ada ${n}00` }),
  everything: () => ({}),
};

function by(...filters: readonly object[]): object {
  return { filterGroups: [{ filters }] };
}
