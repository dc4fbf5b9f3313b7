import * as z from 'zod';
import { testFile } from '../../cli/flow-tests/form.ts';

/** The form of tests of flows, for editors: what `millrace test` reads them by. */
export function flowTestSchema(): string {
  const { $schema, ...schema } = z.toJSONSchema(testFile, {
    io: 'input',
    unrepresentable: 'any',
  });
  const said = {
    $schema,
    title: 'A test of flows',
    description: 'Run by "millrace test": given, when, then. See docs/testing.md.',
    ...schema,
  };
  return `${JSON.stringify(said, null, 1)}\n`;
}
