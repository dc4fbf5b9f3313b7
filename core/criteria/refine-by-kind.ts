/** Newer definitions spell the type as the name of its class. */
const OF_CLASSES: ReadonlyMap<unknown, string> = new Map([
  ['AbsoluteComparativeTimestampRefineBy', 'ABSOLUTE_COMPARATIVE'],
  ['AbsoluteRangedTimestampRefineBy', 'ABSOLUTE_RANGED'],
  ['RelativeComparativeTimestampRefineBy', 'RELATIVE_COMPARATIVE'],
  ['RelativeRangedTimestampRefineBy', 'RELATIVE_RANGED'],
  ['NumOccurrencesRefineBy', 'NUM_OCCURRENCES'],
  ['SetOccurrencesRefineBy', 'SET_OCCURRENCES'],
  ['AllHistoryRefineBy', 'ALL_HISTORY'],
  ['TimePointOperation', 'TIME_POINT'],
  ['RangedTimeOperation', 'TIME_RANGED'],
]);

/** What kind of refinement is given, in the spelling of today: `type`, or `operationType` where there is none. Undefined where neither is a text. */
export function kindOfRefineBy(given: { readonly type?: unknown; readonly operationType?: unknown }) {
  const name = 'type' in given ? given.type : given.operationType;
  return typeof name === 'string' ? (OF_CLASSES.get(name) ?? name) : undefined;
}
