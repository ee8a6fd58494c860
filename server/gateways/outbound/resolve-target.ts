import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { HeliographError, messageOf } from '#server/errors.ts';
import { whyForbidden } from '#server/gateways/outbound/forbidden-addresses.ts';

/** All addresses of a host name, in the order in which they are to be tried. */
export type Resolve = (host: string) => Promise<string[]>;

export interface OutboundRules {
  /** The setting that holds the address, for messages. */
  setting: string;
  /** Also hosts in private networks and on this machine. */
  allowPrivate: boolean;
  resolve?: Resolve;
}

/** A host that may be connected to, at the one address that was checked. */
export interface Target {
  host: string;
  address: string;
  family: 4 | 6;
}

/** An address of a setting that may not be used, whatever is sent there: trying again does not help. */
export class ForbiddenTarget extends HeliographError {}

const systemResolve: Resolve = async (host) => (await lookup(host, { all: true })).map(({ address }) => address);

/**
 * The host of a checked URL and the address to connect to. Every form of an address (decimal, octal, hexadecimal,
 * IPv4-mapped) is judged by what it resolves to; one forbidden address among several forbids the name.
 */
export async function resolveTarget(hostname: string, rules: OutboundRules, signal: AbortSignal): Promise<Target> {
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const addresses = isIP(host) === 0 ? await resolved(host, rules, signal) : [host];
  for (const address of addresses) {
    const why = rules.allowPrivate ? null : whyForbidden(address);
    if (why === null) continue;
    const at = address === host ? host : `${host} (${address})`;
    throw forbidden(rules, `must not lead to ${at}: ${why}; NOTIFY_ALLOW_PRIVATE=true allows it`);
  }
  const [address] = addresses;
  if (address === undefined) throw new HeliographError('notification', `${host} has no address`);
  return { host, address, family: isIP(address) === 6 ? 6 : 4 };
}

/** An address for requests: https (or http inside a private network), no credentials in it. */
export function checkedHttpUrl(text: string, rules: OutboundRules): URL {
  const url = URL.parse(text);
  if (!url) throw forbidden(rules, 'is no address');
  const plainAllowed = url.protocol === 'http:' && rules.allowPrivate;
  if (url.protocol !== 'https:' && !plainAllowed) {
    throw forbidden(rules, 'must begin with https:// (http:// only with NOTIFY_ALLOW_PRIVATE=true)');
  }
  if (url.username || url.password) throw forbidden(rules, 'must not hold a user or a password');
  return url;
}

async function resolved(
  host: string,
  { resolve = systemResolve }: OutboundRules,
  signal: AbortSignal,
): Promise<string[]> {
  try {
    return await until(signal, resolve(host));
  } catch (error) {
    signal.throwIfAborted();
    throw new HeliographError('notification', `the name ${host} is not known (${messageOf(error)})`, { cause: error });
  }
}

/** The system's lookup cannot be called off: it is left to itself. */
function until<Result>(signal: AbortSignal, work: Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

function forbidden({ setting }: OutboundRules, why: string): ForbiddenTarget {
  return new ForbiddenTarget('notification', `${setting} ${why}`);
}
