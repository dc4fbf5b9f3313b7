import type { Compilation } from './node.ts';

/** Notes a problem once, also when a part is compiled more than once. */
export function problemAt(compilation: Compilation, path: string, code: string, message: string): void {
  const { problems } = compilation;
  if (
    problems.some(
      (known) => known.path === path && known.code === code && known.message.endsWith(`${message}.`),
    )
  )
    return;
  const member = path === '' ? 'The filter' : path;
  problems.push({ path, code, message: `${member}: ${message}.` });
}
