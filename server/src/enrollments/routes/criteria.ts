import { z } from 'zod';
import type { Store } from '../../history/index.ts';
import { type App, detailsOf, errorDetail, instant, instantAnswer } from '../../platform/index.ts';
import { criteriaAnswer } from '../explain/answers.ts';
import { explainUnsaved, previewCriteria } from '../unsaved-criteria.ts';
import { config } from './inputs.ts';

const filters = {
  objectTypeId: z.string().min(1).max(100).describe('Such as 0-1, or the name of the type'),
  filterBranch: z.unknown().describe('As in the enrollment criteria of a flow, or in a list'),
};
const previewBody = z.strictObject(filters);
const explainBody = z.strictObject({
  ...filters,
  objectId: z.union([z.string().min(1).max(500), z.number().int().nonnegative()]).transform(String),
  idProperty: z.string().max(200).optional(),
  at: instant.optional().describe('A past moment; by default now'),
});

const problems = z.array(errorDetail).describe('Why filters are met by nobody: what they name is not there');
const previewAnswer = z
  .strictObject({
    matching: z.int(),
    isComplete: z.boolean().describe('Whether those are all; false where more match than are counted'),
    sample: z.array(z.strictObject({ objectId: z.string(), properties: z.record(z.string(), z.string()) })),
    problems,
  })
  .meta({ id: 'CriteriaPreview' });
const explainAnswer = z
  .strictObject({
    objectTypeId: z.string(),
    objectId: z.string(),
    at: instantAnswer,
    criteria: criteriaAnswer.nullable().describe('Null for a record that was not there'),
    problems,
  })
  .meta({ id: 'UnsavedCriteriaExplanation' });

/** `/millrace/v1/criteria`: filters that are still being written. */
export function criteriaRoutes(app: App, store: Store): void {
  const preview = {
    summary: 'Count the records that filters are met by now, saved nowhere, and show some',
    body: previewBody,
    response: { 200: previewAnswer },
  };
  app.post('/millrace/v1/criteria/preview', { config, schema: preview }, async ({ caller, body }) => {
    const { problems, ...meeting } = await previewCriteria(store, caller, body);
    return { ...meeting, problems: detailsOf(problems) };
  });

  const explain = {
    summary: 'Explain what filters say of a record, saved nowhere, now or at a past moment',
    body: explainBody,
    response: { 200: explainAnswer },
  };
  app.post('/millrace/v1/criteria/explain', { config, schema: explain }, async ({ caller, body }) => {
    const { problems, ...answer } = await explainUnsaved(store, caller, body);
    return { ...answer, problems: detailsOf(problems) };
  });
}
