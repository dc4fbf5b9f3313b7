import { type RefObject, useEffect } from 'react';

/** What is written or chosen in, as the keyboard reaches it. */
const FIELDS =
  'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable="true"], button[aria-haspopup="listbox"]';
/** What a field at fault says of itself: all of it, or the part that is written in. */
const AT_FAULT = '[data-invalid], [aria-invalid="true"]';

/**
 * Where the keyboard is in a form that opens over a page: in its first field, and after a try that failed in the first field that it is
 * about. What has taken the keyboard by itself keeps it.
 */
export function useFormFocus(form: RefObject<HTMLElement | null>, failure: Error | null | undefined): void {
  useEffect(() => {
    const opened = form.current;
    if (opened && !opened.contains(document.activeElement)) firstFieldIn(opened)?.focus();
  }, [form]);
  useEffect(() => {
    const atFault = failure && form.current?.querySelector<HTMLElement>(AT_FAULT);
    if (atFault) (atFault.matches(FIELDS) ? atFault : firstFieldIn(atFault))?.focus();
  }, [form, failure]);
}

function firstFieldIn(part: HTMLElement): HTMLElement | undefined {
  return [...part.querySelectorAll<HTMLElement>(FIELDS)].find(
    (field) => field.tabIndex >= 0 && !field.matches(':disabled') && !field.closest('[aria-hidden="true"]'),
  );
}
