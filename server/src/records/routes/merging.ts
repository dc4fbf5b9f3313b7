import { z } from 'zod';
import type { Store } from '../../history/index.ts';
import { type App, idText, noContent, pathName } from '../../platform/index.ts';
import { objectTypeParams, openObjectType, requireProperties, WRITES_RECORDS } from '../../schema/index.ts';
import { recordAnswer } from '../answers.ts';
import { eraseContact } from '../merging/erase-contact.ts';
import { mergeRecords } from '../merging/merge-records.ts';
import type { RecordKeeper } from '../merging/record-keeper.ts';
import { openForWrite } from '../open-records.ts';
import { presentWritten } from '../present.ts';
import { writeRecords } from '../unit.ts';
import { linksOf } from './links.ts';

/** Routes that merge two records into one, or erase a contact; `keepers` are told. */
export function mergingRoutes(app: App, store: Store, keepers: readonly RecordKeeper[]): void {
  const merge = {
    summary: 'Merge one record into another',
    params: objectTypeParams,
    body: z.object({ primaryObjectId: idText(), objectIdToMerge: idText() }),
    response: { 200: recordAnswer },
  };
  app.post(
    '/crm/v3/objects/:objectType/merge',
    { config: WRITES_RECORDS, schema: merge },
    async (request) => {
      const { primaryObjectId, objectIdToMerge } = request.body;
      const { survivor, hidden } = await writeRecords(store, request.caller, async (unit) => {
        const { type, hidden } = openForWrite(unit.schema, request.caller, request.params.objectType, []);
        const survivor = await mergeRecords(unit, type, primaryObjectId, objectIdToMerge, keepers);
        return { survivor, hidden };
      });
      return presentWritten(survivor, [], hidden, linksOf(request));
    },
  );

  const erase = {
    summary: 'Erase a contact for good',
    body: z.object({ objectId: idText().pipe(pathName), idProperty: z.string().nullish() }),
    response: noContent,
  };
  app.post(
    '/crm/v3/objects/contacts/gdpr-delete',
    { config: { scopes: ['crm.objects.contacts.write'] }, schema: erase },
    async (request, reply) => {
      const { objectId, idProperty } = request.body;
      await writeRecords(store, request.caller, (unit) => {
        const type = openObjectType(unit.schema, request.caller, 'contacts', 'write');
        requireProperties(unit.schema, request.caller, type, [idProperty ?? ''], 'read');
        return eraseContact(unit, type, { objectId, idProperty: idProperty ?? undefined }, keepers);
      });
      return reply.code(204).send();
    },
  );
}
