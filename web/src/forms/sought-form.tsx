import { Link } from '@tanstack/react-router';
import type { Sought } from '../kit/index.ts';

/** What the pages of one form are about. */
export function soughtForm(formId: string): Sought {
  return { noun: 'form', id: formId, back: <Link to="/forms">Go to the forms</Link> };
}
