import type { FlowHook } from '../flows/index.ts';

/** Tells those who look at a flow, or at the list of them, that it was saved or deleted. */
export const tellOfFlow: FlowHook = async ({ tell }, { flowId, revisionId, next }) => {
  tell(() =>
    ['flows', `flow:${flowId}`].map((topic) => ({
      topic,
      kind: 'flow',
      about: { flowId, revisionId, isEnabled: next?.isEnabled ?? false, isDeleted: next === null },
    })),
  );
};
