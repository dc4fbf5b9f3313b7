import { mentionsOf } from '@millrace/core/flow';
import type { FlowWithText } from './queries/flow-row.ts';
import { storedDefinition } from './stored-definition.ts';

/** A marketing email that a flow sends. An email has one campaign here, so the two ids are the same. */
export interface FlowEmail {
  readonly flowId: string;
  readonly emailContentId: string;
  readonly emailCampaignId: string;
}

/** The emails that a flow's actions send, each once, in the order of the actions. */
export function emailsOf(flow: FlowWithText): FlowEmail[] {
  const mentions = mentionsOf(storedDefinition(flow.id, JSON.parse(flow.definition)));
  const sent = mentions.flatMap((mention) =>
    mention.kind === 'email' && mention.path.startsWith('actions[') && mention.path.includes('.fields.')
      ? [mention.id]
      : [],
  );
  return [...new Set(sent)].map((id) => ({ flowId: flow.id, emailContentId: id, emailCampaignId: id }));
}
