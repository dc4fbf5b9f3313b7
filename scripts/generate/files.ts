import { actionPages } from './action-pages.ts';
import { actionTypesTable } from './action-types.ts';
import { catalogueFiles } from './catalogue.ts';
import { clientOperations } from './client-operations.ts';
import { commandsTable } from './command-line.ts';
import { datedPathsTable } from './dated-paths.ts';
import { filtersTable } from './filters.ts';
import { flowTestSchema } from './flow-test-schema.ts';
import { limitsTables } from './limits.ts';
import { apiDocument, operationsTables } from './openapi.ts';
import { SCHEMA_FILE, schemaFile } from './schema.ts';
import { actionSentences, flowSentences, groupSentence } from './sentences.ts';
import { readTested } from './tested.ts';
import { webScopes } from './web-scopes.ts';
import { between, type GeneratedFile, read } from './write.ts';

/** The list of what is generated. */
export async function generatedFiles(): Promise<GeneratedFile[]> {
  const document = await apiDocument();
  const limits = limitsTables();
  const commands = await commandsTable();
  const tested = await readTested();
  const schema = await schemaFile(await read(SCHEMA_FILE));
  return [
    { path: 'server/openapi.json', render: () => `${JSON.stringify(document, null, 1)}\n` },
    {
      path: 'docs/compatibility.md',
      render: (text) =>
        between(
          between(
            between(text, 'action types', actionTypesTable()),
            'operations',
            operationsTables(document, tested),
          ),
          'dated paths',
          datedPathsTable(),
        ),
    },
    { path: 'client/operations.ts', render: () => clientOperations(document) },
    { path: 'web/src/api/operation-scopes.ts', render: () => webScopes(document) },
    { path: SCHEMA_FILE, render: () => schema },
    ...catalogueFiles(),
    ...actionPages(),
    {
      path: 'docs/sentences.md',
      render: (text) =>
        between(
          between(between(text, 'group', groupSentence()), 'actions', actionSentences()),
          'flows',
          flowSentences(),
        ),
    },
    { path: 'docs/filters.md', render: (text) => between(text, 'filters', filtersTable()) },
    { path: 'docs/command-line.md', render: (text) => between(text, 'commands', commands) },
    { path: 'docs/flow-test.schema.json', render: flowTestSchema },
    { path: 'docs/limits.md', render: (text) => between(text, 'limits', limits) },
  ];
}
