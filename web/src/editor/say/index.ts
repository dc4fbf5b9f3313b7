/** What the flow and its actions say, in words. */
export { countFilters, enrollmentSentence, eventParts, scheduleText } from './enrollment.ts';
export { type Names, useNames } from './names.ts';
export { lengthOf, type Part, sayValue, sentenceOf, textOf, timeOfDay, typeName } from './sentence.ts';
