import { canHold, holdsEverybody, partsFor } from '@millrace/core/flow';
import type { FastifyReply } from 'fastify';
import { readAccount } from '../../accounts/index.ts';
import { loadAppActions } from '../../app-actions/index.ts';
import { type Caller, type Db, warnInHeader } from '../../platform/index.ts';
import { loadSchema } from '../../schema/index.ts';
import type { FlowWithText } from '../queries/flow-row.ts';
import { storedDefinition } from '../stored-definition.ts';

/** Actions that the warning names; lint has them all. */
const NAMED_MAX = 10;

/**
 * Says in a header, since the body is the original's, that a flow that is on has waits that hold every enrollment. No statement
 * for a flow that is off or does not wait.
 */
export async function warnOfWaits(
  db: Db,
  caller: Caller,
  reply: FastifyReply,
  flow: FlowWithText,
): Promise<void> {
  if (!flow.isEnabled) return;
  const definition = storedDefinition(flow.id, JSON.parse(flow.definition));
  const { actions, objectTypeId } = definition;
  if (!actions.some(canHold)) return;
  const { id, schemaVersion, timeZone } = await readAccount(db, caller.accountId);
  const schema = await loadSchema(db, id, schemaVersion);
  const appActions = await loadAppActions(db, id, schemaVersion, schema);
  const context = { flowId: flow.id, objectTypeId, schema, timeZone, appActions, ...partsFor(definition) };
  const waits = actions.flatMap((action, index) =>
    holdsEverybody(action, context) ? [`actions[${index}]`] : [],
  );
  if (waits.length === 0) return;
  const named = waits.slice(0, NAMED_MAX).join(', ') + (waits.length > NAMED_MAX ? ', ...' : '');
  const text = `Waits that cannot be waited hold every enrollment that comes to them: ${named}. See /millrace/v1/flows/${flow.id}/lint`;
  warnInHeader(reply, text);
}
