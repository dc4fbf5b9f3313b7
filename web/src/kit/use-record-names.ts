import { useNamesOfRecords, useObjectTypeName } from '../api/index.ts';
import { recordName } from './record-name.ts';

/** What records of a type are called, by their ids; those that are gone, or that the token may not read, by their ids. */
export function useRecordNames(objectTypeId: string, ids: readonly string[]): (id: string) => string {
  const type = useObjectTypeName(objectTypeId);
  const names = useNamesOfRecords(objectTypeId, ids);
  return (id) => names.get(id) ?? recordName(type, id, {});
}
