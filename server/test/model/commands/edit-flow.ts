import fc from 'fast-check';
import { nth } from '../bodies/names.ts';
import { edit, editOf } from '../edits/list.ts';
import { aFlow, flowPath, withIds } from '../pair.ts';
import { saveFlow } from '../reference/flows.ts';
import { currentOf } from '../reference/state.ts';
import { tellFlow } from '../tell-flow.ts';
import { command } from './command.ts';

/** A PUT, for everybody or for new ones only. */
export const editFlow = command({
  given: fc.record({
    flow: nth,
    edit,
    appliesTo: fc.constantFrom('EVERYBODY' as const, 'EVERYBODY' as const, 'NEW_ONLY' as const),
  }),
  async run({ flow: index, edit, appliesTo }, pair) {
    const flow = aFlow(pair, index);
    const next = flow && withIds(editOf(edit, flow), pair.names);
    if (!flow || !next || JSON.stringify(next) === JSON.stringify(currentOf(flow))) return null;
    const body = { ...next, revisionId: String(flow.revisions.length) };
    await pair.server.must('PUT', `${flowPath(flow)}?appliesTo=${appliesTo}`, body);
    saveFlow(pair.state, flow.id, next, appliesTo);
    return `flow ${flow.id} is saved for ${appliesTo}, ${edit.kind}: ${tellFlow(next)}`;
  },
});
