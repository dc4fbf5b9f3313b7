import type { ChangeSource } from '../record/index.ts';

/** The original's names for the makers of changes. */
export function sourceType({ type }: ChangeSource): string {
  switch (type) {
    case 'API':
      return 'INTEGRATION';
    case 'FLOW':
      return 'AUTOMATION_PLATFORM';
    case 'MERGE':
      return 'MERGE_OBJECTS';
    case 'SYSTEM':
      return 'CALCULATED';
    case 'FORM':
    case 'IMPORT':
      return type;
  }
}
