/** One entry of `errors[]`. */
export interface FailureDetail {
  readonly message: string;
  readonly code?: string;
  readonly in?: string;
  readonly context?: Readonly<Record<string, readonly string[]>>;
}

interface Parts {
  readonly status: number;
  readonly message: string;
  readonly category: string;
  readonly errors: readonly FailureDetail[];
}

/** Status 0: no server answered. */
export const UNREACHABLE = 0;

/** What went wrong with a call: an answer that is an error, or none at all. Its message says what to do next, where that is known. */
export class TargetFailure extends Error {
  override readonly name = 'TargetFailure';
  readonly status: number;
  readonly category: string;
  readonly errors: readonly FailureDetail[];

  constructor({ status, message, category, errors }: Parts) {
    super(message);
    this.status = status;
    this.category = category;
    this.errors = errors;
  }

  /** Whether nobody gets further with this target and this token. */
  get isOfTarget(): boolean {
    return this.status === UNREACHABLE || this.status === 401 || this.status === 403;
  }
}

/** `of` is what the target is called. */
export function unreachable(of: string, error: unknown): TargetFailure {
  const { cause } = error as { cause?: { code?: string; message?: string } };
  const why = cause?.code ?? cause?.message ?? (error as Error).message;
  return new TargetFailure({
    status: UNREACHABLE,
    category: 'UNREACHABLE',
    message: `${of} cannot be reached (${why}). Start a server with "millrace start", or name another with --profile.`,
    errors: [],
  });
}

/** What an answer says of itself. A proxy may answer in the server's place, with anything. */
export function failureOf(of: string, status: number, text: string): TargetFailure {
  const body = parse(text);
  const errors = Array.isArray(body['errors']) ? (body['errors'] as FailureDetail[]) : [];
  const said = typeof body['message'] === 'string' && body['message'] !== '' ? body['message'] : undefined;
  return new TargetFailure({
    status,
    category: typeof body['category'] === 'string' ? body['category'] : 'UNKNOWN',
    message: messageOf(of, status, said, errors),
    errors,
  });
}

function messageOf(
  of: string,
  status: number,
  said: string | undefined,
  errors: readonly FailureDetail[],
): string {
  if (status === 401)
    return `${of} does not know the token. Give it another with "millrace profiles add", or set MILLRACE_TOKEN.`;
  const scopes = [...new Set(errors.flatMap(({ context }) => context?.['requiredGranularScopes'] ?? []))];
  if (status === 403 && scopes.length > 0) return `${of}: the token lacks the scope ${scopes.join(' or ')}.`;
  return said ?? `${of} answered with status ${status}.`;
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? { ...body } : {};
  } catch {
    return {};
  }
}
