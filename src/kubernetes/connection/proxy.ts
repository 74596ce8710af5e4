import { BlockList, isIP, isIPv6 } from 'node:net';

/**
 * The proxy that the environment names for a server; undefined for none. As Go
 * reads the variables, and so kubectl: HTTPS_PROXY or HTTP_PROXY by the scheme,
 * NO_PROXY with hosts, domains, addresses and ranges; never for this machine.
 *
 * @param server - an address that begins with http: or https:
 */
export function environmentProxy(
  server: string,
  environment: NodeJS.ProcessEnv
): string | undefined {
  const { protocol, hostname, port } = new URL(server);
  const name = protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const proxy = variable(environment, name);
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const usedPort = port || (protocol === 'https:' ? '443' : '80');
  const exceptions = (variable(environment, 'NO_PROXY') ?? '').split(',');
  if (
    proxy === undefined ||
    isLoopback(host) ||
    exceptions.some(each => isMeant(each.trim().toLowerCase(), host, usedPort))
  ) {
    return undefined;
  }
  return proxy.includes('://') ? proxy : `http://${proxy}`;
}

/** As is usual, the lower case name too. */
function variable(
  environment: NodeJS.ProcessEnv,
  name: string
): string | undefined {
  return environment[name] || environment[name.toLowerCase()] || undefined;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}

/** Whether an entry of NO_PROXY stands for a host. */
function isMeant(entry: string, host: string, port: string): boolean {
  if (entry === '*') {
    return true;
  }
  if (entry.includes('/')) {
    return isInRange(entry, host);
  }
  const [, name = entry, onlyPort] =
    /^\[?(.+?)\]?:(\d+)$/.exec(isIPv6(entry) ? '' : entry) ?? [];
  if (name === '' || (onlyPort !== undefined && onlyPort !== port)) {
    return false;
  }
  const domain = name.replace(/^\*?\./, '');
  return (
    host.endsWith(`.${domain}`) || (host === domain && !name.startsWith('.'))
  );
}

function isInRange(range: string, host: string): boolean {
  const [network, bits] = range.split('/');
  const family = isIP(network);
  if (family === 0 || isIP(host) !== family || !/^\d{1,3}$/.test(bits)) {
    return false;
  }
  const type = family === 6 ? 'ipv6' : 'ipv4';
  const list = new BlockList();
  try {
    list.addSubnet(network, Number(bits), type);
  } catch {
    return false;
  }
  return list.check(host, type);
}
