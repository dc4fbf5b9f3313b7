/** A change as the engine has it in memory when it flushes. */
export interface ChangeRow {
  readonly id: string;
  readonly objectTypeId: string;
  readonly recordId: string;
  readonly kind: string;
  readonly before: object | null;
  readonly after: object | null;
  readonly at: number;
  readonly source: object;
  readonly depth: number;
}

/** Rows of one batch of the engine bench: two properties set, a ticket made and linked, for every enrollment. */
export function changesOf(firstId: number, enrollments: number, at: number): ChangeRow[] {
  let id = firstId;
  return Array.from({ length: enrollments }, (_, index) => {
    const contact = String(1_000_000 + firstId + index);
    const ticket = String(2_000_000 + firstId + index);
    const row = (
      actionId: string,
      recordId: string,
      kind: string,
      before: object | null,
      after: object,
    ): ChangeRow => ({
      id: String(id++),
      objectTypeId: recordId === contact ? '0-1' : '0-5',
      recordId,
      kind,
      before,
      after,
      at,
      source: { type: 'FLOW', id: '100001', enrollmentId: String(firstId + index), actionId },
      depth: 1,
    });
    const link = (objectTypeId: string, to: string, typeId: number) => ({
      objectTypeId,
      id: to,
      category: 'HUBSPOT_DEFINED',
      typeId,
    });
    return [
      row('2', contact, 'updated', { jobtitle: 'Mathematician' }, { jobtitle: 'Engineer' }),
      row('3', contact, 'updated', { city: 'London' }, { city: 'Utrecht' }),
      row('4', ticket, 'created', null, ticketProperties(ticket, at)),
      row('4', ticket, 'associated', null, link('0-1', contact, 16)),
      row('4', contact, 'associated', null, link('0-5', ticket, 15)),
    ];
  }).flat();
}

function ticketProperties(id: string, at: number): object {
  const instant = new Date(at).toISOString();
  return {
    subject: 'Call the new "lead"',
    hs_pipeline: '0',
    hs_pipeline_stage: '1',
    hs_object_id: id,
    createdate: instant,
    hs_lastmodifieddate: instant,
    hs_ticket_id: id,
  };
}
