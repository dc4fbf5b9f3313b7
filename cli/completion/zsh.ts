import { pathsOf } from './bash.ts';
import type { Place, Word } from './places.ts';

/** Where nothing of ours fits, files are offered. */
export function zshScript(places: readonly Place[]): string {
  const cases = places.map(({ at, words }) => `    "${at}") said=(${words.map(entryOf).join(' ')}) ;;`);
  return `#compdef millrace
_millrace() {
  local at="" i
  local -a said
  for ((i = 2; i < CURRENT; i++)); do
    case "$at \${words[i]}" in
      ${pathsOf(places)}) at="$at \${words[i]}" ;;
    esac
  done
  case "$at" in
${cases.join('\n')}
  esac
  _describe 'millrace' said || _files
}
compdef _millrace millrace`;
}

/** `'list:list the flows'`: the colon parts, and a quote is written as the shell reads it. */
function entryOf({ word, says }: Word): string {
  return `'${word}:${says.replaceAll(':', '\\:').replaceAll("'", "'\\''")}'`;
}
