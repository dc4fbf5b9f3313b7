import { CircleCheck, PencilLine } from 'lucide-react';
import { Status } from '../kit/index.ts';

/** Only a published email goes out. */
export function PublishedStatus({ isPublished }: { readonly isPublished: boolean }) {
  return isPublished ? (
    <Status tone="ok" icon={CircleCheck}>
      Published
    </Status>
  ) : (
    <Status tone="off" icon={PencilLine}>
      Draft
    </Status>
  );
}
