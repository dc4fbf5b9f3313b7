import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { FailureNote } from '../kit/index.ts';

/** A page that could not be shown at all. */
export function Trouble({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <FailureNote
      error={error instanceof Error ? error : new Error(String(error))}
      onRetry={() => {
        reset();
        void router.invalidate();
      }}
    />
  );
}
