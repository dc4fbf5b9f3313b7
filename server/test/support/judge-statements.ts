import { loadModule } from 'libpg-query';
import { EXCEPTIONS, type Exception, LOCKS_BESIDE_ROWS } from './account-exceptions.ts';
import { readSchema } from './known-schema.ts';
import { oneLine } from './noted-statements.ts';
import { type Fault, faultsOf } from './statement-rules.ts';

/** What is wrong with statements of the server, a line each. */
export async function troublesOf(
  statements: readonly string[],
  exceptions: readonly Exception[] = EXCEPTIONS,
): Promise<string[]> {
  if (statements.length === 0) return [];
  await loadModule();
  const schema = readSchema();
  return statements.flatMap((statement) => {
    const text = oneLine(statement);
    const exception = exceptions.find(
      ({ opening, ending = '' }) => text.startsWith(opening) && text.endsWith(ending),
    );
    const isLockAllowed = LOCKS_BESIDE_ROWS.some((opening) => text.startsWith(opening));
    const faults = faultsOf(statement, schema).filter(({ rule }) => rule !== 'lock' || !isLockAllowed);
    return troublesIn(faults, exception).map((trouble) => `${trouble}: ${text}`);
  });
}

function troublesIn(faults: readonly Fault[], exception: Exception | undefined): string[] {
  const unbound = faults.filter(({ rule }) => rule === 'account');
  const others = faults.flatMap(({ rule, of }) => (rule === 'account' ? [] : [`${rule}, ${of}`]));
  if (exception && unbound.length === 0) return [...others, 'is bound, so that its exception can go'];
  const left = unbound.filter(({ of }) => !exception?.tables.includes(of));
  return [...others, ...new Set(left.map(({ of }) => `no account of ${of}`))];
}
