import type { Raw, RawObject } from '@millrace/core/raw';
import { lazy, Suspense } from 'react';
import { SkeletonRows } from '../kit/index.ts';
import { useNames } from '../pickers/index.ts';

/** Fetched when the first list is made or edited: whoever looks at lists does not wait for it. */
const CriteriaBuilder = lazy(async () => ({
  default: (await import('../criteria/index.ts')).CriteriaBuilder,
}));

interface ListCriteriaProps {
  readonly objectTypeId: string;
  readonly value: Raw | undefined;
  readonly onChange: (value: RawObject) => void;
}

/** Who is in a list: filters, counted while they are written. */
export function ListCriteria({ objectTypeId, value, onChange }: ListCriteriaProps) {
  const names = useNames(objectTypeId);
  return (
    <Suspense fallback={<SkeletonRows rows={3} />}>
      <CriteriaBuilder
        label="Filters"
        objectTypeId={objectTypeId}
        value={value}
        onChange={onChange}
        names={names}
      />
    </Suspense>
  );
}
