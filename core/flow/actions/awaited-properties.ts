import type { FlowDefinition } from '../definition/index.ts';
import { mentionsOf } from '../mentions/index.ts';
import { delayUntilDate } from './types/delay-until-date.ts';

/** A property of the enrolled record whose value tells until when an action waits. */
export interface AwaitedProperty {
  readonly actionId: string;
  readonly property: string;
}

/** The dates that people in a flow wait for: when one is changed, whoever waits for it is looked at again. */
export function awaitedProperties(flow: FlowDefinition): AwaitedProperty[] {
  const waits = flow.actions.flatMap((action, index) =>
    action.type === 'SINGLE_CONNECTION' && action.actionTypeId === delayUntilDate.id
      ? [{ actionId: action.actionId, path: `actions[${index}].fields.date` }]
      : [],
  );
  if (waits.length === 0) return [];
  const mentions = mentionsOf(flow).filter(
    (mention) => mention.kind === 'property' && mention.objectTypeId === flow.objectTypeId,
  );
  return waits.flatMap(({ actionId, path }) =>
    mentions.flatMap((mention) =>
      mention.kind === 'property' && mention.path.startsWith(path)
        ? [{ actionId, property: mention.name }]
        : [],
    ),
  );
}
