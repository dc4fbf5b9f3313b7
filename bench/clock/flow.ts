import { action, contactFlow, setProperty, waitMinutes } from '../bodies/contact-flow.ts';

/** Days of the whole way, in three stretches. */
export const DAYS = 90;
const STRETCHES = 3;
export const MINUTES_EACH = (DAYS / STRETCHES) * 1_440;
/** Actions of a stretch: a wait, a mail, a property. */
export const ACTIONS_EACH = 3;

/** Three times: wait for thirty days, send a mail, set a property. */
export function nurture(emailId: string): object {
  const stretches = Array.from({ length: STRETCHES }, (_, index) => [
    waitMinutes(MINUTES_EACH),
    action('0-4', { content_id: emailId }),
    setProperty('jobtitle', `Stage ${index + 1}`),
  ]);
  return contactFlow('Nurture', stretches.flat());
}
