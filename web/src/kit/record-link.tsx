import { Link } from '@tanstack/react-router';
import { useObjectTypeName, useRecordName } from '../api/index.ts';

interface RecordLinkProps {
  readonly objectTypeId: string;
  readonly id: string;
  /** Where it is known already. */
  readonly name?: string | undefined;
}

/** A record by its name; one that the token may not see, or that is gone, by its type and id. */
export function RecordLink({ objectTypeId, id, name }: RecordLinkProps) {
  const { singular } = useObjectTypeName(objectTypeId);
  const found = useRecordName(objectTypeId, id, name === undefined);
  return (
    <Link to="/records/$objectType/$recordId" params={{ objectType: objectTypeId, recordId: id }}>
      {name ?? found ?? `${singular} ${id}`}
    </Link>
  );
}
