/** Membership of a list, and of the lists that a workflow makes by itself. */
export function listMembership(record: string, list: string): string {
  const [kind, id] = list.includes(':') ? (list.split(':') as [string, string]) : ['LIST', list];
  const member = `m.account_id = ${record}.account_id and m.record_id = ${record}.id`;
  // A record has been where those that were merged into it have been.
  const ids = `select ${record}.id union all select w.id from records w where w.account_id = ${record}.account_id and w.merged_into = ${record}.id`;
  const enrolled = (condition: string) =>
    `exists (select from enrollments m where m.account_id = ${record}.account_id and m.record_id in (${ids})` +
    ` and m.object_type_id = ${record}.object_type_id and m.flow_id = ${id} and ${condition})`;
  switch (kind) {
    case 'LIST':
      return `exists (select from list_memberships m where ${member} and m.list_id = ${id})`;
    case 'WORKFLOWS_ENROLLMENT':
      return enrolled('m.entered');
    case 'WORKFLOWS_ACTIVE':
      return enrolled(`m.status = 'ACTIVE'`);
    case 'WORKFLOWS_COMPLETED':
      return enrolled(`m.status = 'COMPLETED'`);
    case 'WORKFLOWS_GOAL':
      return enrolled(`m.end_reason = 'GOAL_MET'`);
    default:
      // There are no imports here: nobody came by one.
      return 'false';
  }
}
