import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { postOutbound } from '#server/gateways/outbound/post.ts';
import { ForbiddenTarget, type OutboundRules } from '#server/gateways/outbound/resolve-target.ts';
import { WAIT_MS } from '../../limits.ts';
import { type Receiver, startReceiver } from '../setup/receiver.ts';

let receiver: Receiver;
/** Hosts that were looked up. */
const lookups: string[] = [];

beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.close());
beforeEach(() => {
  lookups.length = 0;
  receiver.received.length = 0;
});

/** Rules whose names lead to the given addresses, one lookup after the other. */
function rules(options: { allowPrivate: boolean; addresses?: string[][] }): OutboundRules {
  const left = [...(options.addresses ?? [])];
  return {
    setting: 'NOTIFY_WEBHOOK_URL',
    allowPrivate: options.allowPrivate,
    resolve: async (host) => {
      lookups.push(host);
      return left.shift() ?? [];
    },
  };
}

const post = (url: string, allowed: OutboundRules, timeoutMs = WAIT_MS) =>
  postOutbound({ url, headers: { 'x-test': 'yes' }, body: '{"a":"ü"}', timeoutMs }, allowed);

describe('an address of a setting', () => {
  it.each([
    ['http://hooks.plant.example/a', 'must begin with https://'],
    ['ftp://hooks.plant.example/a', 'must begin with https://'],
    ['file:///etc/passwd', 'must begin with https://'],
    ['https://user:pass@hooks.plant.example/', 'must not hold a user or a password'],
    ['https://127.0.0.1/', 'loopback'],
    ['https://127.1/', 'must not lead to 127.0.0.1: loopback'],
    ['https://2130706433/', 'must not lead to 127.0.0.1: loopback'],
    ['https://0x7f000001/', 'must not lead to 127.0.0.1: loopback'],
    ['https://0177.0.0.1/', 'must not lead to 127.0.0.1: loopback'],
    ['https://0/', 'must not lead to 0.0.0.0: this host'],
    ['https://169.254.169.254/latest/meta-data', 'link-local'],
    ['https://[::1]/', 'loopback'],
    ['https://[::ffff:10.0.0.1]/', 'IPv4-mapped'],
    ['https://[fd00:ec2::254]/', 'unique-local'],
  ])('%s is refused before anything is looked up or sent', async (url, why) => {
    const refused = post(url, rules({ allowPrivate: false }));
    await expect(refused).rejects.toBeInstanceOf(ForbiddenTarget);
    await expect(refused).rejects.toThrow('NOTIFY_WEBHOOK_URL must');
    await expect(refused).rejects.toThrow(why);
    expect(lookups).toEqual([]);
  });

  it.each([
    ['loopback', ['127.0.0.1']],
    ['private', ['1.1.1.1', '10.0.0.5']],
    ['IPv4-mapped', ['::ffff:127.0.0.1']],
    ['link-local', ['2606:4700::1111', 'fe80::1']],
  ])('is refused when its name leads to an address that is %s, even as one of several', async (why, addresses) => {
    const refused = post('https://hooks.plant.example/', rules({ allowPrivate: false, addresses: [addresses] }));
    await expect(refused).rejects.toBeInstanceOf(ForbiddenTarget);
    await expect(refused).rejects.toThrow(why);
  });

  it('is connected to as it was checked: a second lookup that leads elsewhere is never made', async () => {
    const before = receiver.connections();
    const rebound = rules({ allowPrivate: false, addresses: [['1.1.1.1'], ['127.0.0.1'], ['127.0.0.1']] });
    await expect(post(`https://hooks.plant.example:${receiver.port}/`, rebound, 300)).rejects.toThrow('cannot reach');
    expect(lookups).toEqual(['hooks.plant.example']);
    expect(receiver.connections()).toBe(before);
  });

  it('says which name is not known', async () => {
    const unknown = { ...rules({ allowPrivate: false }), resolve: () => Promise.reject(new Error('ENOTFOUND')) };
    await expect(post('https://hooks.plant.example/', unknown)).rejects.toThrow('hooks.plant.example is not known');
  });
});

describe('a request', () => {
  const toReceiver = () => rules({ allowPrivate: true, addresses: [['127.0.0.1']] });
  const url = () => `http://hooks.plant.example:${receiver.port}/in?a=1`;

  it('arrives whole under the name of its host, and gives the answer', async () => {
    receiver.answerNext({ status: 202, body: 'taken' });
    expect(await post(url(), toReceiver())).toEqual({ status: 202, text: 'taken' });
    expect(receiver.received).toMatchObject([{ method: 'POST', url: '/in?a=1', body: '{"a":"ü"}' }]);
    expect(receiver.received[0]?.headers).toMatchObject({
      host: `hooks.plant.example:${receiver.port}`,
      'x-test': 'yes',
    });
  });

  it('follows no redirect', async () => {
    receiver.answerNext({ status: 307, headers: { location: `http://127.0.0.1:${receiver.port}/secret` } });
    expect((await post(url(), toReceiver())).status).toBe(307);
    expect(receiver.received.map((request) => request.url)).toEqual(['/in?a=1']);
  });

  it('reads no more than 16 KiB of an answer', async () => {
    receiver.answerNext({ status: 200, body: Buffer.alloc(4 * 2 ** 20, 'x') });
    expect((await post(url(), toReceiver())).text).toHaveLength(16 * 1024);
  });

  it('ends when its time is up, and says so', async () => {
    receiver.answerNext(null);
    await expect(post(url(), toReceiver(), 200)).rejects.toThrow('no answer within 0.2 s');
  });

  it('ends when it is called off', async () => {
    receiver.answerNext(null);
    const off = new AbortController();
    const request = { url: url(), headers: {}, body: '', timeoutMs: 60_000, signal: off.signal };
    const ended = postOutbound(request, toReceiver());
    off.abort();
    await expect(ended).rejects.toThrow('cannot reach hooks.plant.example');
  });

  it('says that nobody listens', async () => {
    const nobody = rules({ allowPrivate: true, addresses: [['127.0.0.1']] });
    await expect(post('http://hooks.plant.example:9/', nobody)).rejects.toThrow('ECONNREFUSED');
  });
});
