import type { WriteCause } from '@millrace/core/record';
import type { Flusher } from '../history/index.ts';
import { insertHandOffs } from './queries/hand-offs.ts';
import { forgetOldest, insertNotifications } from './queries/notifications.ts';
import type { Origin } from './queries/origin.ts';

/** Stores the messages of the unit's world, with three statements at most. */
export const flushMessages: Flusher = async (unit) => {
  const { notifications, handOffs } = unit.world;
  if (notifications.length > 0) {
    await insertNotifications(
      unit,
      notifications.map((each) => ({ ...each, ...originOf(each.cause) })),
    );
    await forgetOldest(unit, [...new Set(notifications.map(({ userId }) => userId))]);
  }
  if (handOffs.length > 0)
    await insertHandOffs(
      unit,
      handOffs.map((each) => ({ ...each, ...originOf(each.cause) })),
    );
};

/** Only actions of flows leave messages. */
function originOf({ source }: WriteCause): Origin {
  const { id, enrollmentId, actionId } = source;
  if (id === undefined || enrollmentId === undefined || actionId === undefined)
    throw new Error(`A message comes from a ${source.type}, not from a step of a flow.`);
  return { flowId: id, enrollmentId, actionId };
}
