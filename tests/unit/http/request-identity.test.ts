import { describe, expect, it } from 'vitest';
import { addressKey, clientAddress, requestIdOf } from '#server/http/request-identity.ts';

describe('the id of a request', () => {
  it('is the one it brought when that is a plain token', () => {
    expect(requestIdOf('trace-1.a_B')).toBe('trace-1.a_B');
  });

  it.each([null, '', 'a b', 'a\r\nset-cookie: x', '{"a":1}', 'x'.repeat(65), 'é'])(
    'is a new one instead of %j',
    (given) => {
      expect(requestIdOf(given)).toMatch(/^[0-9a-f-]{36}$/);
    },
  );
});

describe("a client's address", () => {
  it('is that of the connection, whatever the client claims', () => {
    expect(clientAddress(['1.1.1.1', '10.0.0.1', '203.0.113.5'], 0)).toBe('203.0.113.5');
  });

  it('is what the outermost of our own proxies saw', () => {
    expect(clientAddress(['1.1.1.1', '198.51.100.7', '10.0.0.2'], 1)).toBe('198.51.100.7');
    expect(clientAddress(['10.0.0.2'], 3)).toBe('10.0.0.2');
  });

  it.each([
    ['203.0.113.5', '203.0.113.5'],
    ['::ffff:203.0.113.5', '203.0.113.5'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002::9', '2001:db8:1:2::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('%s is counted as %s', (address, key) => {
    expect(addressKey(address)).toBe(key);
  });
});
