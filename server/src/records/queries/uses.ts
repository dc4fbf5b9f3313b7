import type { Uses } from '../../schema/index.ts';

export const recordUses: Uses = {
  async hasRecords(db, account, objectTypeId) {
    const rows = await db`
      select 1 from records
      where account_id = ${account} and object_type_id = ${objectTypeId} and archived_at is null limit 1`;
    return rows.length > 0;
  },

  async countRecordsWith(db, account, objectTypeId, property, values) {
    if (values.length === 0) return 0;
    const [row] = await db`
      select count(*)::integer as count from records
      where account_id = ${account} and object_type_id = ${objectTypeId} and archived_at is null
        and properties ->> ${property}::text = any(${[...values]}::text[])`;
    return row?.['count'] as number;
  },

  async areAssociatedBy(db, account, type) {
    const rows = await db`
      select 1 from associations
      where account_id = ${account} and from_object_type_id = ${type.fromObjectTypeId}
        and to_object_type_id = ${type.toObjectTypeId} and category = ${type.category} and type_id = ${type.typeId}
      limit 1`;
    return rows.length > 0;
  },
};
