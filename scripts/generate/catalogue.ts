import { ACTION_TYPES, catalogueEntry } from '../../core/flow/index.ts';

export const CATALOGUE_FILE = 'core/flow/catalogue/generated.ts';

/** The catalogue as a module: a page has it without the types, which come with all that runs them. */
export function catalogueFile(): string {
  const entries = ACTION_TYPES.map(catalogueEntry);
  return `/** Made by \`npm run generate\` of the types in core/flow/actions/types; not written by hand. */
import type { ActionEntry } from './entry.ts';

export const CATALOGUE: readonly ActionEntry[] = ${JSON.stringify(entries, null, 1)};
`;
}
