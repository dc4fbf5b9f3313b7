import { expect, test } from 'vitest';
import { isIn, isPublic, networkList } from './networks.ts';

test.each([
  '8.8.8.8',
  '1.1.1.1',
  '172.15.255.255',
  '172.32.0.1',
  '100.63.255.255',
  '192.0.1.1',
  '223.255.255.255',
  '2606:4700::1111',
  '2a00:1450:4001:800::200e',
])('%s is a place of the public internet', (address) => expect(isPublic(address)).toBe(true));

test.each([
  ['this network', '0.0.0.0'],
  ['private', '10.255.0.1'],
  ['private', '172.16.0.1'],
  ['private', '172.31.255.255'],
  ['private', '192.168.1.1'],
  ['carrier-grade NAT', '100.64.0.1'],
  ['a metadata service', '100.100.100.200'],
  ['loopback', '127.255.255.254'],
  ['a metadata service', '169.254.169.254'],
  ['protocol assignments', '192.0.0.192'],
  ['documentation', '203.0.113.9'],
  ['benchmarks', '198.19.0.1'],
  ['multicast', '224.0.0.1'],
  ['broadcast', '255.255.255.255'],
  ['unspecified', '::'],
  ['loopback', '::1'],
  ['IPv4 in IPv6', '::ffff:127.0.0.1'],
  ['IPv4 in IPv6, a public one', '::ffff:8.8.8.8'],
  ['IPv4 in IPv6, the old way', '::127.0.0.1'],
  ['NAT64', '64:ff9b::7f00:1'],
  ['NAT64 of one network', '64:ff9b:1::1'],
  ['Teredo', '2001:0:4136:e378:8000:63bf:3fff:fdd2'],
  ['6to4', '2002:7f00:1::'],
  ['documentation', '2001:db8::1'],
  ['unique local, a metadata service', 'fd00:ec2::254'],
  ['link-local', 'fe80::1'],
  ['site-local', 'fec0::1'],
  ['multicast', 'ff02::1'],
  ['no address', 'localhost'],
])('%s, %s, is none', (_, address) => expect(isPublic(address)).toBe(false));

test('a list knows networks, addresses and names, and no other spelling of what is in it', () => {
  const list = networkList(['10.0.0.0/8', '192.168.7.7', 'loopback']);
  expect(['10.1.2.3', '192.168.7.7', '127.0.0.2', '::1'].map((address) => isIn(list, address))).toEqual(
    Array(4).fill(true),
  );
  expect(['11.0.0.1', '192.168.7.8', '::ffff:10.1.2.3', '::2'].map((address) => isIn(list, address))).toEqual(
    Array(4).fill(false),
  );
});
