import { Link } from '@tanstack/react-router';

interface RecordLinkProps {
  readonly objectTypeId: string;
  readonly id: string;
  readonly name: string;
}

/** A record by its name. */
export function RecordLink({ objectTypeId, id, name }: RecordLinkProps) {
  return (
    <Link to="/records/$objectType/$recordId" params={{ objectType: objectTypeId, recordId: id }}>
      {name}
    </Link>
  );
}
