import type { Action } from './actions/index.ts';
import type { Connection } from './connection.ts';

/** An edge from an action, and the member that holds it. */
export interface OutgoingConnection {
  readonly member: string;
  readonly connection: Connection;
}

/** All edges from an action, in written order; members are like `listBranches[2].connection`. */
export function connectionsOf(action: Action): readonly OutgoingConnection[] {
  switch (action.type) {
    case 'STATIC_BRANCH':
      return [
        ...ofBranches('staticBranches', action.staticBranches),
        ...of('defaultBranch', action.defaultBranch),
      ];
    case 'LIST_BRANCH':
      return [
        ...ofBranches('listBranches', action.listBranches),
        ...of('defaultBranch', action.defaultBranch),
      ];
    case 'AB_TEST_BRANCH':
      return ofBranches('testBranches', action.testBranches);
    case 'CUSTOM_CODE':
    case 'WEBHOOK':
    case 'SINGLE_CONNECTION':
      return of('connection', action.connection);
  }
}

function of(member: string, connection: Connection | undefined): OutgoingConnection[] {
  return connection ? [{ member, connection }] : [];
}

function ofBranches(
  member: string,
  branches: readonly { readonly connection?: Connection | undefined }[],
): OutgoingConnection[] {
  return branches.flatMap((branch, index) => of(`${member}[${index}].connection`, branch.connection));
}
