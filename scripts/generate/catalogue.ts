import { ACTION_TYPES, catalogueEntry, catalogueHead } from '../../core/flow/index.ts';
import type { GeneratedFile } from './write.ts';

/** The catalogue as modules: a page has it without the types, which come with all that runs them. */
export function catalogueFiles(): GeneratedFile[] {
  const heads = ACTION_TYPES.map(catalogueHead);
  const entries = Object.fromEntries(ACTION_TYPES.map((type) => [type.id, catalogueEntry(type)]));
  return [
    moduleOf('heads', 'ActionHead', 'HEADS: readonly ActionHead[]', heads),
    moduleOf('entries', 'StoredEntry', 'ENTRIES: Readonly<Record<string, StoredEntry>>', entries),
  ];
}

function moduleOf(name: string, type: string, constant: string, value: unknown): GeneratedFile {
  const render =
    () => `/** Made by \`npm run generate\` of the types in core/flow/actions/types; not written by hand. */
import type { ${type} } from './entry.ts';

export const ${constant} = ${JSON.stringify(value, null, 1)};
`;
  return { path: `core/flow/catalogue/generated-${name}.ts`, render };
}
