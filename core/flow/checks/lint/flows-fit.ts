import type { Finding, Lint } from './finding.ts';

/** Flows that records are enrolled in are over the same object type, turned on, and other flows. */
export const flowsFit: Lint = ({ flow, mentions, world }) =>
  mentions.flatMap((mention): Finding[] => {
    if (mention.kind !== 'flow') return [];
    const { id, path } = mention;
    const named = world.flow(id);
    if (!named) return [];
    if (named.objectTypeId !== flow.objectTypeId) {
      const message = `${path} names the flow ${id}, which is over records of the object type ${named.objectTypeId}, not ${flow.objectTypeId}: no record gets in.`;
      const fix = `Name a flow over the object type ${flow.objectTypeId}.`;
      return [{ severity: 'error', code: 'OBJECT_TYPE_DOES_NOT_FIT', path, message, fix }];
    }
    if (named.isEnabled) return [];
    const message = `${path} names the flow ${id}, which is turned off: no record gets in until it is turned on.`;
    const fix = `Turn on the flow ${id}.`;
    const mend = { kind: 'TURN_ON_FLOW', flowId: id } as const;
    return [{ severity: 'warning', code: 'TARGET_FLOW_TURNED_OFF', path, message, fix, mend }];
  });
