import { expect, it } from 'vitest';
import { whyForbidden } from '#server/gateways/outbound/forbidden-addresses.ts';

it.each([
  ['0.0.0.0', 'this host'],
  ['10.1.2.3', 'private'],
  ['100.100.100.200', 'carrier-grade private'],
  ['127.0.0.1', 'loopback'],
  ['127.255.255.254', 'loopback'],
  ['168.63.129.16', 'metadata of a cloud'],
  ['169.254.169.254', 'link-local'],
  ['172.16.0.1', 'private'],
  ['172.31.255.255', 'private'],
  ['192.168.178.1', 'private'],
  ['198.18.0.1', 'benchmarking'],
  ['224.0.0.251', 'multicast'],
  ['255.255.255.255', 'reserved'],
  ['::', 'this host or IPv4-compatible'],
  ['::1', 'loopback'],
  ['::127.0.0.1', 'this host or IPv4-compatible'],
  ['::ffff:127.0.0.1', 'IPv4-mapped'],
  ['::ffff:8.8.8.8', 'IPv4-mapped'],
  ['64:ff9b::7f00:1', 'translated to IPv4'],
  ['2002:7f00:1::', 'translated to IPv4'],
  ['fd00:ec2::254', 'unique-local'],
  ['fe80::1', 'link-local'],
  ['fe80::1%eth0', 'link-local'],
  ['ff02::1', 'multicast'],
  ['4000::1', 'reserved'],
  ['localhost', 'no IP address'],
])('nothing may be sent to %s: %s', (address, why) => {
  expect(whyForbidden(address)).toBe(why);
});

it.each(['1.1.1.1', '172.15.255.255', '172.32.0.1', '223.255.255.255', '2606:4700::1111', '2a00:1450:4001::5e'])(
  '%s is public',
  (address) => {
    expect(whyForbidden(address)).toBeNull();
  },
);
