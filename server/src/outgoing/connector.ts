import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { OutgoingError } from './answer.ts';
import { addressIn, type Policy } from './policy.ts';

/** Finds the addresses of a name; the system's way unless a test brings its own. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

/** Asks once for all that want the same name at the same time: a name server that is silent holds one thread of the system's few. */
export function systemResolver(): Resolve {
  const asked = new Map<string, Promise<readonly LookupAddress[]>>();
  return (hostname) => {
    const known = asked.get(hostname);
    if (known) return known;
    const answer = lookup(hostname, { all: true }).finally(() => asked.delete(hostname));
    asked.set(hostname, answer);
    return answer;
  };
}

/**
 * Connects to addresses that the policy allows, and to none else: what was checked is what is connected to, so that a name whose
 * address changes in between gains nothing.
 */
export function guardedConnector(
  policy: Policy,
  resolve: Resolve,
  connectMs: number,
): buildConnector.connector {
  // One connector for each scheme, since Node's `lookup` is told the name only.
  const connectors = new Map(
    ['http:', 'https:'].map((protocol) => [
      protocol,
      buildConnector({
        timeout: connectMs,
        allowH2: false,
        lookup: guardedLookup(policy, resolve, protocol),
      }),
    ]),
  );
  return (options, callback) => {
    try {
      // Node asks for no lookup of a literal address.
      const address = addressIn(options.hostname);
      if (address !== undefined) policy.checkAddress(address, options);
    } catch (error) {
      return callback(error as Error, null);
    }
    connectors.get(options.protocol)!(options, callback);
  };
}

/** The lookup of a name, which answers with none but allowed addresses. */
export function guardedLookup(policy: Policy, resolve: Resolve, protocol: string): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname)
      .then((addresses) => allowedOf(addresses, policy, hostname, protocol))
      .then(
        (allowed) => {
          const [first] = allowed;
          if (options.all) callback(null, allowed);
          else callback(null, first!.address, first!.family);
        },
        (error: Error) => callback(error, ''),
      );
  };
}

function allowedOf(
  addresses: readonly LookupAddress[],
  policy: Policy,
  hostname: string,
  protocol: string,
): LookupAddress[] {
  let refusal: unknown = new OutgoingError('HOST_NOT_FOUND', `${hostname} has no address.`);
  const allowed = addresses.filter(({ address }) => {
    try {
      policy.checkAddress(address, { hostname, protocol });
      return true;
    } catch (error) {
      refusal = error;
      return false;
    }
  });
  if (allowed.length === 0) throw refusal;
  return allowed;
}
