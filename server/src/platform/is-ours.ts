/** SQLSTATE classes that say nothing about the rows: connections, conflicts with others, resources, the server itself. */
const ELSEWHERE = new Set(['08', '40', '53', '55', '57', '58']);

/** Whether an error lies in the rows of a batch; a lost connection or a full disk lies elsewhere and is tried again whole. */
export function isOurs(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  if (typeof code !== 'string') return true;
  if (/^[0-9A-Z]{5}$/.test(code)) return !ELSEWHERE.has(code.slice(0, 2));
  return !/^(CONNECT|ECONN|ETIMEDOUT|EPIPE|ENOENT|ENOTFOUND)/.test(code);
}
