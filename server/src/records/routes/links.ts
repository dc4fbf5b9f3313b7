import type { FastifyRequest } from 'fastify';
import { addressOf, calledUnder } from '../../platform/index.ts';
import type { Links } from '../links.ts';

/** The links of one answer; `associations` is the version whose form associations have in it. */
export function linksOf(request: FastifyRequest, associations: 'v3' | 'v4' = 'v3'): Links {
  const address = addressOf(request);
  const version = calledUnder(request);
  const objects = version === undefined ? `/crm/${associations}/objects` : `/crm/objects/${version}`;
  const { accountId } = request.caller;
  return {
    record: (objectTypeId, id) => `${address}/contacts/${accountId}/record/${objectTypeId}/${id}`,
    associated: (from, id, to, after) =>
      `${address}${objects}/${from.id}/${id}/associations/${to.id}?after=${after}`,
  };
}
