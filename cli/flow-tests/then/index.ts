import type { Then } from '../form.ts';
import type { Stage } from '../stage.ts';
import { mailFailures } from './mails.ts';
import { passageFailures } from './passages.ts';
import { failureFailures, linkFailures, madeFailures, propertyFailures } from './records.ts';
import { requestFailures } from './requests.ts';
import type { Unmet } from './unmet.ts';

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
