import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joined, NO_NAMES, namesOf, type Part, shortened } from '../../sentence/index.ts';
import { arbitraryTree } from '../arbitrary.test-support.ts';
import { filterBranchSchema } from '../schema.ts';
import { sayCriteria, sayNodes } from './index.ts';

const CONTACT = { objectTypeId: '0-1' };
const names = namesOf({
  properties: {
    '0-1': {
      lifecyclestage: {
        label: 'Lifecycle stage',
        type: 'enumeration',
        options: [
          { value: 'lead', label: 'Lead' },
          { value: 'customer', label: 'Customer' },
        ],
      },
      country: { label: 'Country', type: 'string' },
      hubspot_owner_id: { label: 'Contact owner', type: 'enumeration', holds: 'owner' },
    },
    '0-2': { industry: { label: 'Industry', type: 'string' } },
  },
  things: { list: { 7: 'Customers' }, owner: { 60: 'Ada Lovelace' }, form: { f1: 'Newsletter' } },
});

const stage = (...values: string[]) => ({
  filterType: 'PROPERTY',
  property: 'lifecyclestage',
  operation: { operationType: 'ENUMERATION', operator: 'IS_ANY_OF', values },
});
const country = (value: string) => ({
  filterType: 'PROPERTY',
  property: 'country',
  operation: { operationType: 'STRING', operator: 'IS_EQUAL_TO', value },
});
const group = (filterBranchType: string, filters: object[], filterBranches: object[] = []) => ({
  filterBranchType,
  filters,
  filterBranches,
});
const say = (tree: object) => joined(sayCriteria(tree, names, CONTACT));

describe('a sentence', () => {
  test('never flattens groups', () => {
    const either = group('OR', [country('DE'), country('AT')]);
    expect(say(group('AND', [stage('lead', 'customer')], [either]))).toBe(
      'Lifecycle stage is any of Lead or Customer and (Country is DE or Country is AT)',
    );
    expect(say(group('AND', [country('DE')], [group('AND', [country('AT'), stage('lead')])]))).toBe(
      'Country is DE and (Country is AT and Lifecycle stage is Lead)',
    );
    expect(say(group('OR', [], [group('AND', [stage('lead')])]))).toBe('Lifecycle stage is Lead');
    expect(say(group('NOT_ANY', [country('DE'), country('AT')]))).toBe(
      'Not (Country is DE or Country is AT)',
    );
    expect(say(group('AND', [stage('lead')], [group('NOT_ALL', [country('DE'), country('AT')])]))).toBe(
      'Lifecycle stage is Lead and not (Country is DE and Country is AT)',
    );
  });

  test('says nothing of what decides nothing', () => {
    expect(say({})).toBe('No criteria');
    expect(say(group('OR', [], [group('AND', [])]))).toBe('No criteria');
    expect(say(group('AND', [country('DE')], [{}, group('OR', [])]))).toBe('Country is DE');
  });

  test('speaks of the records behind an association as themselves', () => {
    const industry = { ...country('Software'), property: 'industry' };
    const branch = { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 279, objectTypeId: '0-2' };
    const behind = { ...group('ASSOCIATION', [industry, inList('7')]), ...branch, operator: 'IN_LIST' };
    expect(say(group('AND', [], [behind]))).toBe(
      'The contact has an associated company where (Industry is Software and the company is in the list Customers)',
    );
    expect(say({ ...behind, operator: 'NOT_IN_LIST', filters: [industry] })).toBe(
      'The contact has no associated company where Industry is Software',
    );
    expect(say({ ...behind, filters: [] })).toBe('The contact has an associated company');
  });

  test('speaks of events with what they were about, how often and when', () => {
    const submitted = {
      ...group('UNIFIED_EVENTS', [
        { filterType: 'PROPERTY', property: 'hs_form_id', operation: is('f1', 'f2') },
      ]),
      eventTypeId: '4-1639801',
      operator: 'HAS_COMPLETED',
      coalescingRefineBy: { type: 'NUM_OCCURRENCES', minOccurrences: 3 },
      pruningRefineBy: {
        type: 'RELATIVE_COMPARATIVE',
        comparison: 'AFTER',
        timeOffset: { amount: 30, timeUnit: 'DAYS', offsetDirection: 'PAST' },
      },
    };
    expect(say(submitted)).toBe(
      'The contact has submitted Newsletter or the form f2 at least 3 times in the last 30 days',
    );
    expect(say({ ...submitted, filters: [], operator: 'HAS_NOT_COMPLETED', coalescingRefineBy: null })).toBe(
      'The contact has not submitted a form in the last 30 days',
    );
    const opened = { property: 'hs_email_id', operation: is('44') };
    const clicked = { property: 'hs_click_url', operation: is('https://a.io') };
    expect(
      say({ filterBranchType: 'UNIFIED_EVENTS', eventTypeId: '4-666288', filters: [clicked, opened] }),
    ).toBe('The contact has clicked a link in the email 44 where the link is https://a.io');
  });

  test('speaks of a change of a property by the name of the property', () => {
    const changed = (...filters: object[]) => ({
      filterBranchType: 'UNIFIED_EVENTS',
      eventTypeId: '4-655002',
      filters,
    });
    const about = { property: 'hs_name', operation: is('lifecyclestage') };
    expect(say(changed(about, { property: 'hs_value', operation: is('customer', 'lead') }))).toBe(
      'Lifecycle stage has changed to Customer or Lead',
    );
    expect(say(changed(about))).toBe('Lifecycle stage has changed');
    const known = { operationType: 'ALL_PROPERTY', operator: 'IS_KNOWN' };
    expect(say(changed(about, { property: 'hs_value', operation: known }))).toBe(
      'Lifecycle stage has changed, and the new value is known',
    );
    expect(say(changed())).toBe('A property of the contact has changed');
  });

  test('knows owners, and has the id of what nobody knows', () => {
    const owner = { filterType: 'PROPERTY', property: 'hubspot_owner_id', operation: is('60', '61') };
    expect(say(group('AND', [owner]))).toBe('Contact owner is any of Ada Lovelace or 61');
    expect(joined(sayCriteria(group('AND', [owner, inList('7')]), NO_NAMES, CONTACT))).toBe(
      'hubspot_owner_id is any of 60 or 61 and the contact is in the list 7',
    );
  });

  test('says what is missing of criteria that are being written', () => {
    expect(say(group('AND', [{ filterType: 'PROPERTY' }]))).toBe(
      '(no property chosen) (no condition chosen)',
    );
    expect(say(group('AND', [{ filterType: 'PROPERTY', property: 'country', operation: null }]))).toBe(
      'Country (no condition chosen)',
    );
    expect(say(group('AND', [country('')]))).toBe('Country is empty');
    expect(say(group('AND', [{ filterType: 'IN_LIST' }, {}]))).toBe(
      'The contact is in the list (no list chosen) and (a filter of no type)',
    );
  });
});

test('every part has the place of its line', () => {
  const tree = group('OR', [], [group('AND', [country('DE'), stage('lead')]), inBranch(country('AT'))]);
  const at = (path: string) => joined(sayCriteria(tree, names, CONTACT).filter((part) => part.path === path));
  expect(at('filterBranches[0].filters[0]')).toBe('Country is DE');
  expect(at('filterBranches[0].filters[1]')).toBe('Lifecycle stage is Lead');
  expect(at('filterBranches[1].filters[0]')).toBe('Country is AT');
  expect(at('')).toBe('() or ');
});

test('a long list is shortened by whoever shows it', () => {
  const parts = sayCriteria(group('AND', [{ ...country(''), operation: is(...'abcdefgh') }]), names, CONTACT);
  expect(joined(shortened(parts, 3))).toBe('Country is any of a, b, c and 5 more');
  expect(joined(shortened(parts, 7))).toBe(joined(parts));
  expect(shortened(parts, 3).every((part) => part.path === 'filters[0]')).toBe(true);
});

test('of any criteria: one line, the same of the body as of the tree, whose places are those of its nodes', () => {
  fc.assert(
    fc.property(arbitraryTree, fc.boolean(), (body, known) => {
      const all = known ? names : NO_NAMES;
      const parsed = filterBranchSchema.parse(body);
      const said = sayCriteria(body, all, CONTACT);
      expectSaid(said);
      expect(sayCriteria(parsed, all, CONTACT).map(({ path }) => path)).toEqual(said.map(({ path }) => path));
      expect(joined(sayCriteria(parsed, all, CONTACT))).toBe(joined(said));
      for (const { path, parts } of sayNodes(parsed, all, CONTACT)) {
        expectSaid(parts);
        expect(JSON.stringify(parsed)).toContain(`"path":${JSON.stringify(path)}`);
      }
    }),
    { numRuns: 400 },
  );
});

test('of anything at all that stands where criteria should', () => {
  const members = [
    'filterBranchType',
    'filters',
    'filterBranches',
    'filterType',
    'operation',
    'operationType',
    'operator',
    'values',
    'value',
    'property',
    'eventTypeId',
    'metadata',
    'timePoint',
    'pruningRefineBy',
  ];
  const words = [
    'AND',
    'OR',
    'ASSOCIATION',
    'UNIFIED_EVENTS',
    'PROPERTY',
    'IN_LIST',
    'ENUMERATION',
    'TIME_POINT',
    'DATETIME',
    'IS_ANY_OF',
    '4-655002',
    'constructor',
    '__proto__',
  ];
  const json = fc.letrec<{ json: unknown }>((tie) => ({
    json: fc.oneof(
      { maxDepth: 5 },
      fc.constantFrom<unknown>(null, true, 0, 12.5, '', 'x', ...words),
      fc.array(tie('json'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...members), tie('json'), { maxKeys: 6 }),
    ),
  })).json;
  fc.assert(
    fc.property(json, (body) => expectSaid(sayCriteria(body, names, CONTACT))),
    { numRuns: 1_000 },
  );
});

/** What no sentence may have in it, and what every sentence is. */
function expectSaid(parts: readonly Part[]): void {
  const line = joined(parts);
  expect(line.trim()).not.toBe('');
  expect(line).not.toMatch(/undefined|\bnull\b|\[object|NaN|\n/);
  for (const part of parts) if ('label' in part) expect(part.label.trim()).not.toBe('');
}

function is(...values: string[]) {
  return { operationType: 'ENUMERATION', operator: 'IS_ANY_OF', values };
}

function inList(listId: string) {
  return { filterType: 'IN_LIST', listId, operator: 'IN_LIST' };
}

function inBranch(filter: object) {
  return group('AND', [filter]);
}
