import type { Then } from './form.ts';
import type { Stage } from './stage.ts';
import { mailFailures } from './then/mails.ts';
import { passageFailures } from './then/passages.ts';
import { failureFailures, linkFailures, madeFailures, propertyFailures } from './then/records.ts';
import { requestFailures } from './then/requests.ts';

/** What is not as it is expected: in a sentence, and of which records the passages tell more. Undefined members are of all of them. */
export interface Unmet {
  readonly message: string;
  readonly about?: readonly string[];
}

/** All that is not as a step expects, none where it is. */
export async function unmetOf(stage: Stage, then: Then): Promise<readonly Unmet[]> {
  const looks = [
    mailFailures,
    requestFailures,
    propertyFailures,
    linkFailures,
    passageFailures,
    madeFailures,
    failureFailures,
  ];
  const unmet: Unmet[] = [];
  for (const look of looks) unmet.push(...(await look(stage, then)));
  return unmet;
}
