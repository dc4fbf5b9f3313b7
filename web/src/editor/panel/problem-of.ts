import type { Finding } from '../../api/index.ts';
import { useEditorState } from '../state/index.ts';

/** What lint says of a member of an action, or of something in it. */
export function useProblem(id: string, member: string): string | undefined {
  const found = useError(id, member);
  return found && withoutPath(found.message);
}

/** What mends it at once. */
export function useMend(id: string, member: string): Finding['mend'] {
  return useError(id, member)?.mend;
}

function useError(id: string, member: string): Finding | undefined {
  return useEditorState(({ findingsBy }) =>
    findingsBy.get(id)?.find(({ severity, path }) => severity === 'error' && isAt(path, member)),
  );
}

/** Whether a finding stands at a member, or inside of it. */
export function isAt(path: string, member: string): boolean {
  const inside = path.replace(/^actions\[\d+\]\.?/, '');
  return inside === member || inside.startsWith(`${member}.`) || inside.startsWith(`${member}[`);
}

/** The field stands where the path leads. */
export function withoutPath(message: string): string {
  const said = message
    .replace(/^actions\[\d+\]\.?/, '')
    .replace(
      /^(?:list|static|test)Branches\[(\d+)\](?:\.(?:filterBranch|connection))?/,
      (_, at: string) => `Branch ${Number(at) + 1}`,
    )
    .replace(/(is not published): [A-Z_]+\.$/, '$1.')
    .replace(/^fields\.[\w.]+ names the [\w ]+ \d+\. /, '')
    .replace(/^fields\.[\w.]+:? (?=is |must |has )/, '');
  return said.charAt(0).toUpperCase() + said.slice(1);
}
