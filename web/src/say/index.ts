/** What a flow says in words: core's sentences, over the raw body. */
import { joined, type Names, type Part, sayAction, sayEnrollment, typeName } from '@millrace/core/sentences';
import { isObject, type RawFlow, type RawObject } from '../flow-body/index.ts';

export type { Names, Part } from '@millrace/core/sentences';
export { typeName };

/** What an action does. */
export function sentenceOf(action: RawObject, flow: RawFlow, names: Names): readonly Part[] {
  return sayAction(action, flow, names);
}

/** How records come in. */
export function enrollmentSentence(flow: RawFlow, names: Names): readonly Part[] {
  if (!isObject(flow['enrollmentCriteria']) && !isObject(flow['enrollmentSchedule']))
    return [{ text: 'Choose how records come in.' }];
  return sayEnrollment(flow, names);
}

export function textOf(parts: readonly Part[]): string {
  return joined(parts);
}
