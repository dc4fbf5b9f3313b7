import { sayReason } from '@millrace/core/sentences';

/** A code in words; the code itself is shown where it is pointed at. */
export function Reason({ code }: { readonly code: string }) {
  return <span title={code}>{sayReason(code)}</span>;
}
