import { pathsOf } from './bash.ts';
import type { Place, Word } from './places.ts';

export function fishScript(places: readonly Place[]): string {
  return `function __millrace_at
  set -l at ''
  for word in (commandline -opc)[2..-1]
    switch "$at $word"
      case ${pathsOf(places).replaceAll('|', ' ')}
        set at "$at $word"
    end
  end
  test "$at" = "$argv[1]"
end
${places.flatMap(({ at, words }) => words.map((word) => lineOf(at, word))).join('\n')}`;
}

function lineOf(at: string, { word, says }: Word): string {
  const what = word.startsWith('--') ? `-l ${word.slice(2)}` : `-f -a ${word}`;
  return `complete -c millrace -n "__millrace_at '${at}'" ${what} -d '${says.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
