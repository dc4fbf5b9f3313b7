import type { BlockList } from 'node:net';
import { isIP } from 'node:net';
import { OutgoingError } from './answer.ts';
import { isIn, isPublic, networkList } from './networks.ts';

export interface PolicyOptions {
  /** Networks (`10.0.0.0/8`, `private`), addresses, host names (`hooks.internal`, `*.internal`) beyond the public internet. */
  readonly allow: readonly string[];
}

/** Names that mean this machine everywhere. */
const LOCAL_NAME = /^(.+\.)?localhost\.?$/i;
const LOOPBACK = '127.0.0.1';

/**
 * What may be asked of whom: `https:` and the public internet, and whatever an operator has allowed beyond that. Addresses are judged
 * where a connection is made, and not before: until then a name may come to mean another one.
 */
export class Policy {
  readonly #names: readonly string[];
  readonly #networks: BlockList;

  constructor({ allow }: PolicyOptions) {
    const isNetwork = (entry: string) =>
      isIP(entry.split('/')[0]!) !== 0 || /^(loopback|linklocal|private)$/.test(entry);
    this.#names = allow.filter((entry) => !isNetwork(entry)).map((entry) => entry.toLowerCase());
    this.#networks = networkList(allow.filter(isNetwork));
  }

  /** The URL of a request, or of a redirect. Throws an OutgoingError. */
  checkUrl(text: string): URL {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (!url) throw new OutgoingError('URL_NOT_ALLOWED', 'The URL cannot be read as one.');
    if (url.protocol !== 'https:' && url.protocol !== 'http:')
      throw new OutgoingError('URL_NOT_ALLOWED', `The URL must begin with https://, not ${url.protocol}`);
    if (url.username !== '' || url.password !== '')
      throw new OutgoingError('URL_NOT_ALLOWED', 'The URL must not have a user or a password in it.');
    const address = addressIn(url.hostname);
    if (address !== undefined) this.checkAddress(address, url);
    else if (url.protocol === 'http:' && !this.#mayBeLocal(url.hostname)) throw plain(url.hostname);
    return url;
  }

  /** Whether a host is one that an operator has allowed, as far as its name or its literal address tells. */
  isAllowedHost(hostname: string): boolean {
    const address = addressIn(hostname) ?? (LOCAL_NAME.test(hostname) ? LOOPBACK : undefined);
    return this.#isAllowedName(hostname) || (address !== undefined && isIn(this.#networks, address));
  }

  /** What is captured is connected to nobody; the rest is as if it were. Throws an OutgoingError. */
  checkCaptured({ protocol, hostname }: URL): void {
    if (protocol !== 'https:') throw plain(hostname);
  }

  /** The address that a connection for this URL goes to. Throws an OutgoingError. */
  checkAddress(address: string, { hostname, protocol }: Pick<URL, 'hostname' | 'protocol'>): void {
    if (this.#isAllowedName(hostname) || isIn(this.#networks, address)) return;
    if (!isPublic(address)) {
      const named = addressIn(hostname) === undefined ? `${hostname} is at ${address}, which` : address;
      throw new OutgoingError(
        'ADDRESS_NOT_ALLOWED',
        `${named} is no address of the public internet; MILLRACE_OUTGOING_ALLOW can allow it.`,
      );
    }
    if (protocol !== 'https:') throw plain(hostname);
  }

  /** A name that is not listed may still turn out to be at an address that is. */
  #mayBeLocal(hostname: string): boolean {
    return this.#isAllowedName(hostname) || this.#networks.rules.length > 0;
  }

  #isAllowedName(hostname: string): boolean {
    const name = hostname.toLowerCase().replace(/\.$/, '');
    return this.#names.some((entry) =>
      entry.startsWith('*.') ? name.endsWith(entry.slice(1)) : name === entry,
    );
  }
}

function plain(hostname: string): OutgoingError {
  return new OutgoingError(
    'URL_NOT_ALLOWED',
    `${hostname} is asked for by http://; the URL must begin with https://.`,
  );
}

/** The address that a host of a URL is written as; undefined for a name. `URL` has read decimal, octal and short spellings. */
export function addressIn(hostname: string): string | undefined {
  const bare = hostname.replace(/^\[(.*)\]$/, '$1');
  return isIP(bare) === 0 ? undefined : bare;
}
