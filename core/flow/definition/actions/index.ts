/** The kinds of node in a flow's graph: the list, and how a node without `type` is recognised. */
import * as z from 'zod';
import { type AbTestBranchAction, abTestBranchActionSchema } from './ab-test-branch.ts';
import { type CustomCodeAction, customCodeActionSchema } from './custom-code.ts';
import { type ListBranchAction, listBranchActionSchema } from './list-branch.ts';
import { type SingleConnectionAction, singleConnectionActionSchema } from './single-connection.ts';
import { type StaticBranchAction, staticBranchActionSchema } from './static-branch.ts';
import { type WebhookAction, webhookActionSchema } from './webhook.ts';

export { WEBHOOK_MEMBERS, type WebhookAuthSettings } from './webhook.ts';
export type {
  AbTestBranchAction,
  CustomCodeAction,
  ListBranchAction,
  SingleConnectionAction,
  StaticBranchAction,
  WebhookAction,
};

export type Action =
  | AbTestBranchAction
  | CustomCodeAction
  | ListBranchAction
  | SingleConnectionAction
  | StaticBranchAction
  | WebhookAction;
export type ActionNodeType = Action['type'];

export const actionSchema = z.preprocess(
  typedAction,
  z.discriminatedUnion('type', [
    abTestBranchActionSchema,
    customCodeActionSchema,
    listBranchActionSchema,
    singleConnectionActionSchema,
    staticBranchActionSchema,
    webhookActionSchema,
  ]),
);

/** The API's own samples leave `type` out of branches, whose members give them away. */
function typedAction(input: unknown): unknown {
  if (typeof input !== 'object' || input === null || 'type' in input) return input;
  if ('staticBranches' in input) return { type: 'STATIC_BRANCH', ...input };
  if ('listBranches' in input) return { type: 'LIST_BRANCH', ...input };
  return input;
}
