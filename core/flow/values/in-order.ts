import type { RecordImage } from '../../record/index.ts';
import type { DataSourceSort } from '../definition/index.ts';
import type { RunContext } from '../engine/index.ts';
import { type Fetched, notFetched } from './fetched.ts';

/**
 * Records by a data source's sort; those that it does not tell apart stay in their order. Numbers go by size, everything else
 * by text. Records without a value come last, or where `missing` says.
 */
export function inOrder(
  images: readonly RecordImage[],
  sort: DataSourceSort | undefined,
): readonly RecordImage[] {
  return sort ? [...images].sort(comparing(sort)) : images;
}

function comparing({ property, order, missing }: DataSourceSort) {
  const sign = order === 'DESC' ? -1 : 1;
  const end = missing === '_first' ? -1 : 1;
  const instead = missing === '_first' || missing === '_last' ? undefined : missing;
  return (a: RecordImage, b: RecordImage): number => {
    const [left, right] = [a.properties[property] ?? instead, b.properties[property] ?? instead];
    if (left === undefined || right === undefined)
      return end * (Number(left === undefined) - Number(right === undefined));
    const [x, y] = [Number(left), Number(right)];
    if (!Number.isNaN(x) && !Number.isNaN(y)) return sign * (x - y);
    return sign * (left < right ? -1 : left > right ? 1 : 0);
  };
}

/** A sort by a property that there is not would leave the choice to chance. */
export function unknownSort(
  source: string,
  sort: DataSourceSort | undefined,
  objectTypeId: string,
  { program }: RunContext,
): Fetched | undefined {
  if (!sort || program.schema.properties(objectTypeId).has(sort.property)) return undefined;
  const message = `The data source "${source}" sorts by "${sort.property}", which object type ${objectTypeId} does not have.`;
  return notFetched('UNKNOWN_PROPERTY', message);
}
