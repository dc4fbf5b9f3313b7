import { type App, page, pageOf } from '../../platform/index.ts';
import { effectAnswer, effectWithTriesAnswer } from '../answers.ts';
import type { EffectService } from '../effect-service.ts';
import { openEffects, opensContacts } from '../open-effects.ts';
import { presentEffect, presentEffectWithTries, TRIES_SHOWN_MAX } from '../present.ts';
import { findEffect, loadTries } from '../queries/find.ts';
import { listNewest, listNext } from '../queries/ledger.ts';
import { config, cursorText, effectNotFound, ledgerQuery, effectParams as params } from './inputs.ts';

/** Reading the ledger of effects, which the original lacks. */
export function ledgerRoutes(app: App, { store: { sql }, flows }: EffectService): void {
  const list = {
    summary: 'List effects, the newest or the next first',
    querystring: ledgerQuery,
    response: { 200: pageOf(effectAnswer) },
  };
  app.get('/millrace/v1/effects', { config, schema: list }, async (request) => {
    const { caller, query } = request;
    const { limit, flowId, order } = query;
    if (flowId !== undefined) await flows.require(caller, flowId, 'read');
    const of = await openEffects(flows, caller, 'read');
    const listed = order === 'next' ? listNext : listNewest;
    const found = await listed(sql, caller.accountId, { ...query, of });
    const { results, ...paging } = page(found, limit, cursorText(order), request);
    return {
      results: results.map((effect) => presentEffect(effect, opensContacts(caller, 'read'))),
      ...paging,
    };
  });

  const read = {
    summary: 'Read an effect with its tries',
    params,
    response: { 200: effectWithTriesAnswer },
  };
  app.get('/millrace/v1/effects/:effectId', { config, schema: read }, async ({ caller, params }) => {
    const { accountId } = caller;
    const of = await openEffects(flows, caller, 'read');
    const effect = await findEffect(sql, accountId, params.effectId, of);
    if (!effect) throw effectNotFound(params.effectId);
    const tries = await loadTries(sql, accountId, effect, TRIES_SHOWN_MAX);
    return presentEffectWithTries(effect, tries, opensContacts(caller, 'read'));
  });
}
