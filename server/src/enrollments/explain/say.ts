/** An explanation gains the sentences of the flow's rules, and of each branch and filter of its criteria. */
import {
  type AssociatedExplanation,
  type BranchExplanation,
  type Criteria,
  type CriteriaContext,
  type CriteriaExplanation,
  type EventExplanation,
  type FilterExplanation,
  turningOf,
} from '@millrace/core/criteria';
import type { FlowDefinition } from '@millrace/core/flow';
import {
  joined,
  type Names,
  type SaidTurning,
  type Setting,
  sayNodes,
  saySchedule,
  saySettings,
  sayTurning,
  type Tense,
} from '@millrace/core/sentences';
import type { EpochMillis } from '@millrace/core/time';

type Said = { readonly sentence?: string };
type Sentences = ReadonlyMap<string, string>;

/** Criteria as they were asked of a record. */
export interface AskedCriteria {
  readonly tree: Criteria;
  readonly objectTypeId: string;
  readonly context: CriteriaContext;
  readonly at: EpochMillis;
  readonly tense: Tense;
}

export type SaidExplanation = CriteriaExplanation & Said & { readonly toTurn: SaidTurning };

/** Criteria with the sentence of each of their places, and what would have to be different. */
export function sayExplained(
  explanation: CriteriaExplanation,
  asked: AskedCriteria,
  names: Names,
): SaidExplanation {
  const said = sayBranch(explanation, sentencesOf(asked.tree, asked.objectTypeId, names));
  return {
    ...said,
    toTurn: sayTurning(turningOf(explanation, { context: asked.context, now: asked.at }), names, asked),
  };
}

/** A branch for events, asked of one, likewise. */
export function sayExplainedEvent(
  explanation: EventExplanation,
  branch: Criteria,
  objectTypeId: string,
  names: Names,
): EventExplanation & Said {
  const sentences = sentencesOf(branch, objectTypeId, names);
  const filters = explanation.filters.map((each) => sayFilter(each, sentences));
  return { ...explanation, ...sentenceAt(explanation, sentences), filters };
}

function sentencesOf(tree: Criteria, objectTypeId: string, names: Names): Sentences {
  return new Map(sayNodes(tree, names, { objectTypeId }).map(({ path, parts }) => [path, joined(parts)]));
}

function sayBranch<B extends BranchExplanation>(branch: B, sentences: Sentences): B & Said {
  return {
    ...branch,
    ...sentenceAt(branch, sentences),
    ...sayParts(branch, sentences),
    ...(branch.associated
      ? {
          associated: branch.associated.map(
            (each): AssociatedExplanation => ({ ...each, ...sayParts(each, sentences) }),
          ),
        }
      : {}),
  };
}

function sayParts(
  { filters, filterBranches }: Pick<BranchExplanation, 'filterBranches' | 'filters'>,
  sentences: Sentences,
): Pick<BranchExplanation, 'filterBranches' | 'filters'> {
  return {
    filters: filters.map((each) => sayFilter(each, sentences)),
    filterBranches: filterBranches.map((each) => sayBranch(each, sentences)),
  };
}

function sayFilter(filter: FilterExplanation, sentences: Sentences): FilterExplanation & Said {
  return { ...filter, ...sentenceAt(filter, sentences) };
}

function sentenceAt({ path }: { readonly path: string }, sentences: Sentences): Said {
  const sentence = sentences.get(path);
  return sentence === undefined ? {} : { sentence };
}

/** Which of a flow's rules a rule of the explanation is about. */
const KINDS: Readonly<Record<string, readonly Setting['kind'][]>> = {
  CRITERIA: ['ENROLLMENT'],
  RE_ENROLLMENT: ['RE_ENROLLMENT'],
  NOT_SUPPRESSED: ['SUPPRESSION'],
  NOT_TO_LEAVE: ['SUPPRESSION'],
  GOAL_NOT_MET: ['GOAL'],
};

/** Rules with the sentence of what the flow has there. */
export function sayRules<R extends { readonly rule: string; readonly verdict: string }>(
  rules: readonly R[],
  flow: FlowDefinition,
  names: Names,
): (R & Said)[] {
  const settings = saySettings(flow, names);
  const schedule =
    flow.enrollmentSchedule && joined(saySchedule(flow.enrollmentSchedule, flow.objectTypeId, names));
  return rules.map((rule) => {
    if (rule.verdict === 'NOT_ASKED') return rule;
    const kinds = KINDS[rule.rule] ?? [];
    const found = settings.filter(({ kind }) => kinds.includes(kind)).map(({ parts }) => joined(parts));
    const said = rule.rule === 'SCHEDULE' && schedule ? [schedule] : found;
    return said.length === 0 ? rule : { ...rule, sentence: said.join('; ') };
  });
}
