import { isLossOfNode } from './loss-of-node.ts';

/** The database cannot be asked now, or went away meanwhile: the result of unanswered statements is unknown. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
  /** A code of the system or a SQLSTATE, when there is one. */
  readonly code: string | undefined;

  /** `message` may go to clients: it names neither host nor path. */
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? {} : { cause });
    this.code = codeOf(cause);
  }
}

/** An error as the rest of the program sees it: one that ended the connection, or one of a cluster to its nodes, is DatabaseUnavailable. */
export function asFailure(error: unknown): Error {
  if (error instanceof DatabaseUnavailable || isBug(error)) return error;
  const code = codeOf(error);
  if (code !== undefined && SQLSTATE.test(code) && !endsConnection(code) && !isLossOfNode(error))
    return error as Error;
  return new DatabaseUnavailable(`The database ${reasonOf(code)}.`, error);
}

/** A mistake of this program, such as an unwritable parameter, says nothing about the database. */
function isBug(error: unknown): error is Error {
  return error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError;
}

export function codeOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
}

/** Codes of the system, such as EPIPE, have no digits. */
const SQLSTATE = /^(?=.*\d)[0-9A-Z]{5}$/;

/** PostgreSQL's codes for ending or refusing a connection. */
const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refuses connections',
  ENOENT: 'is not running',
  ENOTFOUND: 'has a host name that is not known',
  EAI_AGAIN: 'has a host name that cannot be looked up now',
  ECONNRESET: 'has broken the connection off',
  EPIPE: 'has broken the connection off',
  ETIMEDOUT: 'does not answer',
  '25P03': 'ended a transaction that was silent for too long',
  '25P04': 'ended a transaction that took too long',
  '28000': 'does not let this user in',
  '28P01': 'does not accept the password',
  '3D000': 'has no database of this name',
  '53300': 'has no connection left for us',
  '57P01': 'is being shut down, or an administrator ended the connection',
  '57P02': 'has crashed and is starting again',
  '57P03': 'is starting up or shutting down',
};

/** 08: connections; 57P: the server's own will; 25P03, 25P04: a silent or long transaction; 28, 3D, 53300: not let in. */
function endsConnection(code: string): boolean {
  return /^(08|28|57P)/.test(code) || code in REASONS;
}

function reasonOf(code: string | undefined): string {
  return (code !== undefined && REASONS[code]) || 'does not answer: the connection broke off';
}

/** A database that does not answer in time counts as away; its late answer is dropped. */
export async function withinMs<T>(ms: number, answer: PromiseLike<T>): Promise<T> {
  const timeout = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    timeout.reject(new DatabaseUnavailable(`The database has not answered for ${ms} ms.`));
  }, ms);
  try {
    return await Promise.race([answer, timeout.promise]);
  } finally {
    clearTimeout(timer);
  }
}
