/** What a browser holds of a session. Cookies do not know ports, so each server of a machine has a name of its own. */
export interface SessionCookie {
  readonly name: string;
  readonly attributes: string;
}

/** The cookie of the server that people reach at this address. Behind TLS no other host and no plain page can set it. */
export function sessionCookie(address: string): SessionCookie {
  const { protocol, port } = new URL(address);
  const attributes = 'Path=/; HttpOnly; SameSite=Strict';
  return protocol === 'https:'
    ? { name: `__Host-millrace_${port || 443}`, attributes: `${attributes}; Secure` }
    : { name: `millrace_${port || 80}`, attributes };
}

/** The header that has the browser hold it. */
export function setCookie({ name, attributes }: SessionCookie, secret: string): string {
  return `${name}=${secret}; ${attributes}`;
}

/** The header that has the browser forget it. */
export function clearCookie({ name, attributes }: SessionCookie): string {
  return `${name}=; ${attributes}; Max-Age=0`;
}

/** Every value under the name in a request. A page on another port of the host can put a second one beside ours. */
export function cookieValues(header: string | undefined, name: string): string[] {
  return (header ?? '').split(';').flatMap((pair) => {
    const [, found, value = ''] = /^\s*([^=\s]+)\s*=\s*"?([^"]*?)"?\s*$/.exec(pair) ?? [];
    return found === name ? [value] : [];
  });
}
