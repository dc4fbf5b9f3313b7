/** Days of the whole way, in three stretches. */
export const DAYS = 90;
const STRETCHES = 3;
export const MINUTES_EACH = (DAYS / STRETCHES) * 1_440;
/** Actions of a stretch: a wait, a mail, a property. */
export const ACTIONS_EACH = 3;

/** Three times: wait for thirty days, send a mail, set a property. */
export function nurture(emailId: string): object {
  const actions = Array.from({ length: STRETCHES }, (_, index) => [
    ['0-1', { delta: String(MINUTES_EACH), time_unit: 'MINUTES' }],
    ['0-4', { content_id: emailId }],
    [
      '0-5',
      { property_name: 'jobtitle', value: { type: 'STATIC_VALUE', staticValue: `Stage ${index + 1}` } },
    ],
  ]).flat() as [string, object][];
  return {
    name: 'Nurture',
    type: 'CONTACT_FLOW',
    flowType: 'WORKFLOW',
    objectTypeId: '0-1',
    isEnabled: true,
    startActionId: '1',
    enrollmentCriteria: { type: 'MANUAL', shouldReEnroll: false },
    actions: actions.map(([actionTypeId, fields], index) => ({
      type: 'SINGLE_CONNECTION',
      actionId: String(index + 1),
      ...{ actionTypeId, actionTypeVersion: 0, fields },
      ...(index + 1 < actions.length
        ? { connection: { edgeType: 'STANDARD', nextActionId: String(index + 2) } }
        : {}),
    })),
  };
}
