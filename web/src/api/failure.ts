/** One entry of `errors[]`. */
export interface FailureDetail {
  readonly message: string;
  readonly code?: string;
  /** The path of the member at fault, such as `actions[2].fields`. */
  readonly in?: string;
  readonly context?: Context;
}

interface FailureParts {
  readonly status: number;
  readonly message: string;
  readonly category: string;
  readonly correlationId: string | undefined;
  readonly errors: readonly FailureDetail[];
  readonly missingScopes: readonly string[];
  readonly context: Context;
  readonly isMissing: boolean;
}

type Context = Readonly<Record<string, readonly string[]>>;

/** Status 0: no server answered. */
const UNREACHABLE = 0;

/** What went wrong with a call: an answer that is an error, or none at all. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';
  readonly status: number;
  readonly category: string;
  readonly correlationId: string | undefined;
  readonly errors: readonly FailureDetail[];
  /** Of a 403: what the token would have to have. */
  readonly missingScopes: readonly string[];
  /** What the refusal is about. */
  readonly context: Context;
  /** The path names something that is not there. */
  readonly isMissing: boolean;

  constructor(parts: FailureParts) {
    super(parts.message);
    this.status = parts.status;
    this.category = parts.category;
    this.correlationId = parts.correlationId;
    this.errors = parts.errors;
    this.missingScopes = parts.missingScopes;
    this.context = parts.context;
    this.isMissing = parts.isMissing;
  }

  /**
   * What an answer of the server says of itself. A proxy may answer in its place, with anything. `named` are the parameters of the path
   * that was asked.
   */
  static of(status: number, text: string, named: readonly string[] = []): ApiFailure {
    const body = parse(text);
    const errors = Array.isArray(body['errors']) ? (body['errors'] as FailureDetail[]) : [];
    const missingScopes = [...new Set(errors.flatMap(scopesOf))];
    return new ApiFailure({
      status,
      message:
        lacking(missingScopes) ?? wordOf(body['message']) ?? `The server answered with status ${status}.`,
      category: wordOf(body['category']) ?? 'UNKNOWN',
      correlationId: wordOf(body['correlationId']),
      errors,
      missingScopes,
      context: (body['context'] ?? {}) as Context,
      isMissing: status === 404 || (status === 400 && isAbout(errors, named)),
    });
  }

  /** What the server would say to a token without these scopes, said without asking it. */
  static lackingScopes(scopes: readonly string[]): ApiFailure {
    return new ApiFailure({
      status: 403,
      message: lacking(scopes)!,
      category: 'MISSING_SCOPES',
      correlationId: undefined,
      errors: [],
      missingScopes: scopes,
      context: {},
      isMissing: false,
    });
  }

  static unreachable(): ApiFailure {
    return new ApiFailure({
      status: UNREACHABLE,
      message: 'The server cannot be reached. It may be restarting, or the connection is gone.',
      category: 'UNREACHABLE',
      correlationId: undefined,
      errors: [],
      missingScopes: [],
      context: {},
      isMissing: false,
    });
  }
}

export function isMissingScope(error: unknown): error is ApiFailure {
  return error instanceof ApiFailure && error.status === 403;
}

/** Whether a thing that was asked for is not there; there is none of an id, either, that no thing of its kind can have. */
export function isMissing(error: unknown): error is ApiFailure {
  return error instanceof ApiFailure && error.isMissing;
}

/** Whether what is wrong is in the path alone. */
function isAbout(errors: readonly FailureDetail[], named: readonly string[]): boolean {
  return errors.length > 0 && errors.every((detail) => detail.in !== undefined && named.includes(detail.in));
}

/** The server speaks to programs of apps; here a person has a token. */
function lacking(scopes: readonly string[]): string | undefined {
  return scopes.length === 0
    ? undefined
    : `Your access token does not open this: it lacks ${scopes.join(' or ')}.`;
}

function scopesOf({ context }: FailureDetail): readonly string[] {
  return context?.['requiredGranularScopes'] ?? context?.['requiredScopes'] ?? [];
}

function wordOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? { ...body } : {};
  } catch {
    return {};
  }
}
