/**
 * The states of emails, by the original's names. An email is made as a draft; publishing brings it into the state of
 * the same kind in which it is sent, unpublishing takes it back.
 */
export const STATES = [
  'AUTOMATED',
  'AUTOMATED_DRAFT',
  'AUTOMATED_SENDING',
  'AUTOMATED_FOR_FORM',
  'AUTOMATED_FOR_FORM_BUFFER',
  'AUTOMATED_FOR_FORM_DRAFT',
  'AUTOMATED_FOR_FORM_LEGACY',
  'BLOG_EMAIL_DRAFT',
  'BLOG_EMAIL_PUBLISHED',
  'DRAFT',
  'DRAFT_AB',
  'DRAFT_AB_VARIANT',
  'ERROR',
  'LOSER_AB_VARIANT',
  'PAGE_STUB',
  'PRE_PROCESSING',
  'PROCESSING',
  'PUBLISHED',
  'PUBLISHED_AB',
  'PUBLISHED_AB_VARIANT',
  'PUBLISHED_OR_SCHEDULED',
  'RSS_TO_EMAIL_DRAFT',
  'RSS_TO_EMAIL_PUBLISHED',
  'SCHEDULED',
  'SCHEDULED_AB',
  'SCHEDULED_OR_PUBLISHED',
  'AUTOMATED_AB',
  'AUTOMATED_AB_VARIANT',
  'AUTOMATED_DRAFT_AB',
  'AUTOMATED_DRAFT_ABVARIANT',
  'AUTOMATED_LOSER_ABVARIANT',
  'AGENT_GENERATED',
] as const;

const PUBLISHED_BY_DRAFT: Readonly<Record<string, string>> = {
  AUTOMATED_DRAFT: 'AUTOMATED',
  AUTOMATED_DRAFT_AB: 'AUTOMATED_AB',
  AUTOMATED_DRAFT_ABVARIANT: 'AUTOMATED_AB_VARIANT',
  AUTOMATED_FOR_FORM_DRAFT: 'AUTOMATED_FOR_FORM',
  BLOG_EMAIL_DRAFT: 'BLOG_EMAIL_PUBLISHED',
  DRAFT: 'PUBLISHED',
  DRAFT_AB: 'PUBLISHED_AB',
  DRAFT_AB_VARIANT: 'PUBLISHED_AB_VARIANT',
  RSS_TO_EMAIL_DRAFT: 'RSS_TO_EMAIL_PUBLISHED',
};

const DRAFT_BY_PUBLISHED = Object.fromEntries(
  Object.entries(PUBLISHED_BY_DRAFT).map(([draft, published]) => [published, draft]),
);

/** The state of a new email: only automated ones do anything here, so they are what is made unless the body says other. */
export function firstState(body: {
  readonly state?: string | undefined;
  readonly subcategory?: string | undefined;
}): string {
  return body.state ?? (body.subcategory === 'batch' ? 'DRAFT' : 'AUTOMATED_DRAFT');
}

/** The state that publishing leads to. */
export function publishedState(state: string): string {
  return PUBLISHED_BY_DRAFT[state] ?? state;
}

/** The state that unpublishing leads back to. */
export function unpublishedState(state: string): string {
  return DRAFT_BY_PUBLISHED[state] ?? state;
}

/** Whether it is sent when it is asked for. */
export function isPublished(state: string): boolean {
  return (
    state in DRAFT_BY_PUBLISHED || state === 'AUTOMATED_SENDING' || state === 'AUTOMATED_FOR_FORM_LEGACY'
  );
}

/** Sent one by one, by a flow or a form, not to a list at once. */
export function isAutomated(state: string): boolean {
  return state.startsWith('AUTOMATED');
}

/** The API's type of an email. */
export function typeOf(state: string): string {
  if (isAutomated(state)) return state.includes('_AB') ? 'AUTOMATED_AB_EMAIL' : 'AUTOMATED_EMAIL';
  if (state.startsWith('BLOG_EMAIL')) return 'BLOG_EMAIL';
  if (state.startsWith('RSS_TO_EMAIL')) return 'RSS_EMAIL';
  return state.includes('_AB') ? 'AB_EMAIL' : 'BATCH_EMAIL';
}
