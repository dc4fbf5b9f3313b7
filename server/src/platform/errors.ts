import { atMost, type Problem } from '@millrace/core/problem';

/** One entry of `errors[]` in an answer. */
export interface ErrorDetail {
  readonly message: string;
  readonly code?: string;
  /** The member at fault, by its path. */
  readonly in?: string;
  readonly subCategory?: string;
  readonly context?: Readonly<Record<string, readonly string[]>>;
}

interface ApiErrorParts {
  readonly status: number;
  readonly category: string;
  readonly message: string;
  readonly subCategory?: string;
  readonly errors?: readonly ErrorDetail[];
  readonly context?: Readonly<Record<string, readonly string[]>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Members of this error only. */
  readonly more?: Readonly<Record<string, string>>;
}

/** An expected failure of a request, in the contract's error shape. Anything else that is thrown is a bug: 500. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly category: string;
  readonly subCategory: string | undefined;
  readonly errors: readonly ErrorDetail[];
  readonly context: Readonly<Record<string, readonly string[]>> | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly more: Readonly<Record<string, string>>;

  constructor(parts: ApiErrorParts) {
    super(parts.message);
    this.status = parts.status;
    this.category = parts.category;
    this.subCategory = parts.subCategory;
    this.errors = parts.errors ?? [];
    this.context = parts.context;
    this.headers = parts.headers ?? {};
    this.more = parts.more ?? {};
  }

  /** The same, and what of the request it is about. */
  about(context: Readonly<Record<string, readonly string[]>>): ApiError {
    const { status, category, message, subCategory, errors, headers, more } = this;
    return new ApiError({
      status,
      category,
      message,
      errors,
      headers,
      more,
      ...(subCategory === undefined ? {} : { subCategory }),
      context: { ...this.context, ...context },
    });
  }
}

/** The body of every error, in one shape, for answers on a bare connection too. */
export function errorBody(error: ApiError, correlationId: string) {
  return {
    status: 'error',
    message: error.message,
    correlationId,
    category: error.category,
    ...(error.subCategory === undefined ? {} : { subCategory: error.subCategory }),
    ...(error.errors.length === 0 ? {} : { errors: error.errors }),
    ...(error.context === undefined ? {} : { context: error.context }),
    ...error.more,
  };
}

/** 400 VALIDATION_ERROR; a message is made of the first problem when none is given. */
export function invalid(problems: readonly Problem[], message?: string, subCategory?: string): ApiError {
  return new ApiError({
    status: 400,
    category: 'VALIDATION_ERROR',
    ...(subCategory === undefined ? {} : { subCategory }),
    message: message ?? `Invalid input: ${problems[0]?.message ?? 'no detail'}`,
    errors: detailsOf(problems),
  });
}

/** 400 VALIDATION_ERROR with one problem. */
export function refused(path: string, code: string, message: string): ApiError {
  return invalid([{ path, code, message }], message);
}

/** 404 OBJECT_NOT_FOUND. */
export function notFound(message: string, context?: Readonly<Record<string, readonly string[]>>): ApiError {
  return new ApiError({
    status: 404,
    category: 'OBJECT_NOT_FOUND',
    message,
    ...(context ? { context } : {}),
  });
}

/** 409 CONFLICT. */
export function conflict(message: string, context?: Readonly<Record<string, readonly string[]>>): ApiError {
  return new ApiError({ status: 409, category: 'CONFLICT', message, ...(context ? { context } : {}) });
}

/** Problems as entries of `errors[]`, a readable number. */
export function detailsOf(problems: readonly Problem[]): ErrorDetail[] {
  return atMost(problems).map((problem) => ({
    message: problem.message,
    code: problem.code,
    ...(problem.path === '' ? {} : { in: problem.path }),
  }));
}
