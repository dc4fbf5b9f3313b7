/** A flow over contacts that is off, with its actions in a row. */
export function flow(name: string, actions: readonly object[]) {
  return {
    name,
    type: 'CONTACT_FLOW',
    flowType: 'WORKFLOW',
    objectTypeId: '0-1',
    isEnabled: false,
    ...(actions.length > 0 ? { startActionId: '1' } : {}),
    actions: actions.map((action, at) => ({
      type: 'SINGLE_CONNECTION',
      actionId: String(at + 1),
      actionTypeVersion: 0,
      ...action,
      ...(at + 1 < actions.length
        ? { connection: { edgeType: 'STANDARD', nextActionId: String(at + 2) } }
        : {}),
    })),
  };
}

export const mail = (content_id: unknown) => ({ actionTypeId: '0-4', fields: { content_id } });
export const into = (flow_id: unknown) => ({ actionTypeId: '0-15', fields: { flow_id } });
