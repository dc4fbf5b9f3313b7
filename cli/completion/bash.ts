import type { Place } from './places.ts';

/** Where nothing of ours fits, files are offered. */
export function bashScript(places: readonly Place[]): string {
  const cases = places.map(
    ({ at, words }) => `    "${at}") words="${words.map(({ word }) => word).join(' ')}" ;;`,
  );
  return `_millrace() {
  local at="" words="" i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$at \${COMP_WORDS[i]}" in
      ${pathsOf(places)}) at="$at \${COMP_WORDS[i]}" ;;
    esac
  done
  case "$at" in
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _millrace millrace`;
}

/** All commands as one pattern of a `case`. */
export function pathsOf(places: readonly Place[]): string {
  return places
    .filter(({ at }) => at !== '')
    .map(({ at }) => `"${at}"`)
    .join('|');
}
