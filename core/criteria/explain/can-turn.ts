import type { Condition, EventCondition, PropertyCondition } from '../condition.ts';
import { presentValue } from '../leaf.ts';
import type { RefineBy } from '../refine-by.ts';
import type { Subject } from '../subject.ts';

/** The record, and what it answers. */
export interface Answering {
  readonly subject: Subject;
  isMet(condition: Condition): boolean;
}

/**
 * Whether anything but time can make a condition met, or no longer met. What has happened stays so: a value that there has been, an event
 * that has come.
 */
export function canTurn(condition: Condition, to: boolean, answering: Answering): boolean {
  switch (condition.kind) {
    case 'ALL':
    case 'ANY': {
      const decisive = condition.kind === 'ANY';
      if (to === decisive) return condition.parts.some((part) => canBe(part, to, answering));
      return condition.parts.every((part) => canBe(part, to, answering));
    }
    case 'NOT':
      return canTurn(condition.part, !to, answering);
    case 'CONSTANT':
      return condition.met === to;
    case 'PROPERTY':
      return canPropertyTurn(condition, to, answering);
    case 'EVENT':
      return to ? canCome(condition, answering) : condition.refineBy.some(hasUpperBound);
    case 'LIST':
    case 'ASSOCIATED':
    case 'UNKNOWN':
      return true;
  }
}

/** Whether it is so already, or can come to be. */
function canBe(condition: Condition, wanted: boolean, answering: Answering): boolean {
  return answering.isMet(condition) === wanted || canTurn(condition, wanted, answering);
}

function canPropertyTurn({ property, operation }: PropertyCondition, to: boolean, { subject }: Answering) {
  if (operation.operator.startsWith('HAS_EVER_')) return to;
  if (!operation.operator.startsWith('HAS_NEVER_') || !to) return true;
  return (
    presentValue(subject, property) === undefined && !subject.history?.(property).some(({ value }) => value)
  );
}

/** More events than are allowed do not become fewer, nor do those go that should not be there. */
function canCome(condition: EventCondition, { isMet }: Answering): boolean {
  const windows = condition.refineBy.filter(
    ({ type }) => type !== 'NUM_OCCURRENCES' && type !== 'SET_OCCURRENCES',
  );
  return condition.refineBy.every((refinement) => {
    if (refinement.type === 'NUM_OCCURRENCES') {
      const { maxOccurrences: most } = refinement;
      if (most === null || most === undefined) return true;
      const more: RefineBy = { type: 'NUM_OCCURRENCES', minOccurrences: most + 1 };
      return !isMet({ ...condition, refineBy: [...windows, more] });
    }
    if (refinement.type !== 'SET_OCCURRENCES') return true;
    if (refinement.setType.startsWith('NONE')) return !isMet({ ...condition, refineBy: windows });
    if (refinement.setType.startsWith('ALL')) return !isMet({ ...condition, filters: [], refineBy: windows });
    return true;
  });
}

/** Whether one event more can end it. */
function hasUpperBound(refinement: RefineBy): boolean {
  if (refinement.type === 'NUM_OCCURRENCES') return typeof refinement.maxOccurrences === 'number';
  return refinement.type === 'SET_OCCURRENCES' && !refinement.setType.startsWith('ANY');
}
