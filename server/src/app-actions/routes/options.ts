import { z } from 'zod';
import type { App } from '../../platform/index.ts';
import { optionsAnswer } from '../answers.ts';
import { fetchOptions, type OptionServices } from '../fetch-options.ts';

const config = { scopes: ['automation'] };

const TEXT_CHARACTERS_MAX = 1_000;

const params = z.object({ actionTypeId: z.string().max(40) });
const text = z.string().max(TEXT_CHARACTERS_MAX);

const body = z.strictObject({
  inputFieldName: text,
  objectTypeId: text.optional(),
  /** As in the flow: `{"sku": {"type": "STATIC_VALUE", "staticValue": "S-1"}}`. */
  inputFields: z.record(z.string(), z.unknown()).default({}),
  fetchOptions: z.strictObject({ q: text.nullish(), after: text.nullish() }).default({}),
});

/** `/millrace/v1/action-types/{actionTypeId}/options`: what a form offers for a field of an app's action. */
export function optionRoutes(app: App, services: OptionServices): void {
  const schema = {
    summary: "Fetch the options of a field of an app's action",
    params,
    body,
    response: { 200: optionsAnswer },
  };
  const url = '/millrace/v1/action-types/:actionTypeId/options';
  app.post(url, { config, schema }, async ({ caller, params, body }) => {
    const { fetchOptions: wanted, inputFieldName, objectTypeId, inputFields } = body;
    return fetchOptions(services, caller, {
      ...params,
      inputFieldName,
      objectTypeId,
      inputFields,
      q: wanted.q ?? undefined,
      after: wanted.after ?? undefined,
    });
  });
}
