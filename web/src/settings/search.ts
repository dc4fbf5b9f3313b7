import { TARGET_WORDS, WHO_WORDS } from './audit/words.ts';

/** The spans of time that the audit is narrowed down to, in days. */
export const SPANS = ['1', '7', '30'] as const;

/** What the address says of a section of the settings: each reads its own words. */
export interface SettingsSearch {
  /** Of the audit: what it was about. */
  readonly about?: keyof typeof TARGET_WORDS;
  /** Of the audit: who did it. */
  readonly by?: keyof typeof WHO_WORDS;
  /** Of the audit: for how many days back. */
  readonly days?: (typeof SPANS)[number];
  /** Of the properties: the type of records, contacts unless it says another. */
  readonly type?: string;
  /** Of the properties: words of a label or a name. */
  readonly search?: string;
}

export function readSettingsSearch(search: Record<string, unknown>): SettingsSearch {
  const about = keyIn(TARGET_WORDS, search['about']);
  const by = keyIn(WHO_WORDS, search['by']);
  const days = SPANS.find((each) => each === search['days']);
  const [type, text] = ['type', 'search'].map((name) => String(search[name] ?? ''));
  return {
    ...(about === undefined ? {} : { about }),
    ...(by === undefined ? {} : { by }),
    ...(days === undefined ? {} : { days }),
    ...(type === '' ? {} : { type: type! }),
    ...(text === '' ? {} : { search: text! }),
  };
}

function keyIn<Key extends string>(words: Readonly<Record<Key, string>>, said: unknown): Key | undefined {
  return (Object.keys(words) as Key[]).find((key) => key === said);
}
