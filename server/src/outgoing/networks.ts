import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** Networks that are no places of the public internet. */
const SPECIAL_IPV4 = [
  '0.0.0.0/8', // this network
  '10.0.0.0/8', // private
  '100.64.0.0/10', // carrier-grade NAT, and metadata services
  '127.0.0.0/8', // loopback
  '169.254.0.0/16', // link-local, and metadata services
  '172.16.0.0/12', // private
  '192.0.0.0/24', // protocol assignments
  '192.0.2.0/24', // documentation
  '192.88.99.0/24', // 6to4 relays
  '192.168.0.0/16', // private
  '198.18.0.0/15', // benchmarks
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, and broadcast
];

/**
 * The public internet. All else of IPv6 is refused without a name for each: loopback, mapped IPv4, NAT64, link-local, unique local,
 * site-local, multicast.
 */
const GLOBAL_IPV6 = ['2000::/3'];

/** Within it. */
const SPECIAL_IPV6 = [
  '2001::/23', // protocol assignments: Teredo, benchmarks, ORCHID
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4, which embeds any IPv4 address
  '3fff::/20', // documentation
];

/** Names for networks that an operator may allow. */
export const NAMED_NETWORKS: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  private: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
};

const special = networkList([...SPECIAL_IPV4, ...SPECIAL_IPV6]);
const global = networkList(GLOBAL_IPV6);

/** A list of networks, from `10.0.0.0/8`, an address, or a name such as `private`. */
export function networkList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks.flatMap((each) => NAMED_NETWORKS[each] ?? [each])) {
    const [address = '', bits] = network.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    list.addSubnet(address, bits === undefined ? (family === 'ipv6' ? 128 : 32) : Number(bits), family);
  }
  return list;
}

/** Whether an address is in a list. IPv4 written as IPv6 counts as IPv6 only, so that no spelling comes in by another's entry. */
export function isIn(list: BlockList, address: string): boolean {
  if (isIPv4(address)) return list.check(address, 'ipv4');
  return isIPv6(address) && !isMapped(address) && list.check(address, 'ipv6');
}

/** Whether an address is a place of the public internet. */
export function isPublic(address: string): boolean {
  if (isIPv4(address)) return !special.check(address, 'ipv4');
  return isIPv6(address) && global.check(address, 'ipv6') && !special.check(address, 'ipv6');
}

/** `::ffff:127.0.0.1`, which some lists take for the IPv4 address. */
function isMapped(address: string): boolean {
  return mapped.check(address, 'ipv6');
}

const mapped = networkList(['::ffff:0:0/96']);
