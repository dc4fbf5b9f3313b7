/** What a table of records shows beside the name, by object type: names of properties. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  '0-1': ['email', 'lifecyclestage', 'phone', 'createdate'],
  '0-2': ['domain', 'city', 'phone', 'createdate'],
  '0-3': ['dealstage', 'amount', 'closedate', 'createdate'],
  '0-5': ['hs_pipeline_stage', 'hs_ticket_priority', 'createdate'],
  '0-27': ['hs_task_status', 'hs_task_priority', 'hs_timestamp'],
};

const OTHERS = ['createdate'];

export function columnsOf(objectTypeId: string): readonly string[] {
  return COLUMNS[objectTypeId] ?? OTHERS;
}
