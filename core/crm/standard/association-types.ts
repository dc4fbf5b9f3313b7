import type { AssociationType } from '../association-type.ts';

/**
 * The association types of every account: `from to  type-id inverse-id  [label [inverse label]]`.
 * A line without a label is the plain association of its pair; the original lists it beside every labelled one.
 */
const TABLE = `
0-1   0-2    279 280
0-1   0-2    1   2    Primary
0-1   0-1    449 449
0-1   0-3    4   3
0-1   0-5    15  16
0-1   0-14   70  69
0-1   0-18   82  81
0-1   0-19   97  98
0-1   0-27   203 204
0-1   0-46   201 202
0-1   0-47   199 200
0-1   0-48   193 194
0-1   0-49   197 198
0-1   0-116  454 453
0-2   0-2    450 450
0-2   0-2    13  14   Child Company / Parent Company
0-2   0-3    342 341
0-2   0-3    6   5    Primary
0-2   0-5    340 339
0-2   0-5    25  26   Primary
0-2   0-14   72  71
0-2   0-18   88  87
0-2   0-27   191 192
0-2   0-46   189 190
0-2   0-47   187 188
0-2   0-48   181 182
0-2   0-49   185 186
0-2   0-116  460 459
0-3   0-3    451 451
0-3   0-5    27  28
0-3   0-8    19  20
0-3   0-14   63  64
0-3   0-18   86  85
0-3   0-27   215 216
0-3   0-46   213 214
0-3   0-47   211 212
0-3   0-48   205 206
0-3   0-49   209 210
0-3   0-116  458 457
0-5   0-5    452 452
0-5   0-18   84  83
0-5   0-19   99  100
0-5   0-27   229 230
0-5   0-46   227 228
0-5   0-47   225 226
0-5   0-48   219 220
0-5   0-49   223 224
0-5   0-116  456 455
0-14  0-8    67  68
0-14  0-27   217 218
0-48  0-47   399 400
0-123 0-1    507 508
0-123 0-2    509 510
0-123 0-3    512 511
0-123 0-8    513 514
0-136 0-1    578 579  Primary
0-136 0-1    608 609
0-136 0-2    610 611
0-136 0-18   602 603
0-136 0-27   646 647
0-136 0-46   854 855
0-136 0-47   600 601
0-136 0-48   596 597
0-136 0-49   598 599
`;

/** Both directions of every line. */
export const STANDARD_ASSOCIATION_TYPES: readonly AssociationType[] = TABLE.trim()
  .split('\n')
  .flatMap(bothDirections);

function bothDirections(line: string): AssociationType[] {
  const found = /^(\S+)\s+(\S+)\s+(\d+)\s+(\d+)(?:\s+(.+))?$/.exec(line);
  if (!found) throw new Error(`The catalogue's line cannot be read: ${line}`);
  const [, from = '', to = '', id, inverse, labels] = found;
  const typeId = Number(id);
  const inverseTypeId = Number(inverse);
  const [label = null, inverseLabel = label] = labels?.split(' / ') ?? [];
  const there = oneDirection(from, to, typeId, inverseTypeId, label);
  return typeId === inverseTypeId
    ? [there]
    : [there, oneDirection(to, from, inverseTypeId, typeId, inverseLabel)];
}

function oneDirection(
  from: string,
  to: string,
  typeId: number,
  inverseTypeId: number,
  label: string | null,
): AssociationType {
  return {
    category: 'HUBSPOT_DEFINED',
    typeId,
    inverseTypeId,
    fromObjectTypeId: from,
    toObjectTypeId: to,
    name: label === null ? '' : label.toLowerCase().replaceAll(' ', '_'),
    label,
  };
}
