import type { Caller } from '../platform/index.ts';

export const ACTOR_KINDS = ['TOKEN', 'APP', 'SESSION', 'COMMAND_LINE', 'SYSTEM'] as const;

/** Who did something. Names are kept as they were then. */
export interface Actor {
  readonly kind: (typeof ACTOR_KINDS)[number];
  readonly tokenId: string | null;
  readonly tokenName: string | null;
  readonly appId: string | null;
  readonly sessionId: string | null;
  /** What the caller says of its program. */
  readonly client: string | null;
  /** The correlation id of the request, as the log has it. */
  readonly requestId: string | null;
}

const SYSTEM: Actor = {
  kind: 'SYSTEM',
  tokenId: null,
  tokenName: null,
  appId: null,
  sessionId: null,
  client: null,
  requestId: null,
};

/** How the command line calls itself. */
const COMMAND_LINE = /^millrace-cli\//;

/** The caller as an actor; without one, the server itself. */
export function actorOf(caller: Caller | null): Actor {
  if (caller === null) return SYSTEM;
  const {
    tokenId,
    tokenName = null,
    appId = null,
    sessionId = null,
    client = null,
    requestId = null,
  } = caller;
  return { kind: kindOf(caller), tokenId, tokenName, appId, sessionId, client, requestId };
}

function kindOf({ sessionId, appId, client }: Caller): Actor['kind'] {
  if (sessionId !== undefined) return 'SESSION';
  if (appId !== undefined) return 'APP';
  return client !== undefined && COMMAND_LINE.test(client) ? 'COMMAND_LINE' : 'TOKEN';
}
