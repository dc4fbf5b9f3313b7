import { clauseOf, wordingOf as criteriaWording, sayEventBranch } from '../../criteria/sentences/index.ts';
import {
  type Bearer,
  type Given,
  isFilled,
  itemsOf,
  membersOf,
  type Names,
  textOf,
} from '../../sentence/index.ts';
import type { FlowWording } from '../wording.ts';
import { sayValue } from './say-value.ts';

const CONTACT = '0-1';

/** The words for what a flow has in it. */
export function wordingOf(flow: unknown, names: Names): FlowWording {
  const given = membersOf(flow);
  const bearer: Bearer = textOf(given['objectTypeId']) || (given['type'] === 'CONTACT_FLOW' ? CONTACT : null);
  const criteria = criteriaWording(names, bearer);
  const sources = new Map(
    itemsOf(given['dataSources'])
      .map(membersOf)
      .map((source) => [textOf(source['name']) ?? '', typeFound(source, bearer)] as const),
  );
  const setting = { names, bearer, typeFetched: (source: string) => sources.get(source) ?? null };
  return {
    ...setting,
    typeBehind: (association) => {
      const { associationCategory, associationTypeId } = membersOf(association);
      return names.association(textOf(associationCategory) ?? '', textOf(associationTypeId) ?? '')
        ?.toObjectTypeId;
    },
    anchor: isFilled(given['eventAnchor']) ? membersOf(given['eventAnchor']) : undefined,
    criteria: (tree) => clauseOf(tree, criteria),
    event: (branch) => sayEventBranch(branch, criteria),
    value: (value, words) => sayValue(value, words, setting),
  };
}

/** The object type of the records that a data source finds. */
function typeFound({ objectTypeId, propertyName }: Given, enrolled: Bearer): Bearer {
  const [, typed] = /^(\d+-\d+)\//.exec(textOf(propertyName) ?? '') ?? [];
  return textOf(objectTypeId) || typed || enrolled;
}
