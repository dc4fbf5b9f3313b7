import { type RawFlow, sameRaw } from '../../flow-body/index.ts';

/** Members that every save writes. */
const OF_EVERY_SAVE = ['revisionId', 'updatedAt'];

/** Whether all that a newer revision does is to turn the flow on or off, which touches no edit of its body. */
export function onlyTurned(before: RawFlow, after: RawFlow): boolean {
  const rest = (flow: RawFlow) =>
    Object.fromEntries(
      Object.entries(flow).filter(([member]) => member !== 'isEnabled' && !OF_EVERY_SAVE.includes(member)),
    );
  return sameRaw(rest(before), rest(after));
}
