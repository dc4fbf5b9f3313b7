import { flowUpdateSchema } from '@millrace/core/flow';
import { z } from 'zod';
import { editQuery, inputIn } from '../flows/index.ts';
import type { Store } from '../history/index.ts';
import { type App, idOf } from '../platform/index.ts';
import { editPreviewAnswer } from './answers.ts';
import { presentPreview } from './present.ts';
import { previewEdit } from './preview-edit.ts';

/** `/millrace/v1/flows/{flowId}/edit-preview`: takes the body of a PUT of the flow, and saves nothing. */
export function editPreviewRoutes(app: App, store: Store): void {
  const schema = {
    summary: 'Tell what a save of a flow would do to those inside, without saving it',
    params: z.object({ flowId: idOf('an id') }),
    querystring: editQuery,
    response: { 200: editPreviewAnswer },
  };
  const config = { scopes: ['automation'], reads: flowUpdateSchema };
  app.post('/millrace/v1/flows/:flowId/edit-preview', { config, schema }, async (request) => {
    const { caller, params, query } = request;
    return presentPreview(await previewEdit(store, caller, params.flowId, inputIn(request), query.appliesTo));
  });
}
