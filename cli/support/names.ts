import { mentionsOf, type Names, namesOf } from '@millrace/core/sentences';
import type { Target } from '../target/target.ts';

/** The names of what is said about records of a type, in one question. What is gone, or not to be seen, is said by its id. */
export async function namesFor(
  target: Target,
  objectTypeId: string,
  say: (names: Names) => unknown,
): Promise<Names> {
  return namesOf(await target.call('POST /millrace/v1/names', { body: mentionsOf(objectTypeId, say) }));
}
