import { createServer } from 'node:net';
import { StartError } from './start-error.ts';

/** Every port is free, on every address of this machine; throws a StartError that names the one that is not. */
export async function checkPorts(ports: Readonly<Record<string, number>>): Promise<void> {
  for (const [variable, port] of Object.entries(ports)) {
    const clash = Object.entries(ports).find(([other, number]) => other !== variable && number === port);
    if (clash)
      throw new StartError(`${variable} and ${clash[0]} are both ${port}: give each a port of its own.`);
    for (const host of ['127.0.0.1', '0.0.0.0', '::']) await checkPort(variable, port, host);
  }
}

function checkPort(variable: string, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      // A machine without IPv6 says EAFNOSUPPORT or EADDRNOTAVAIL: nobody listens there.
      if (error.code === 'EADDRINUSE') reject(new StartError(taken(variable, port)));
      else if (error.code === 'EACCES')
        reject(new StartError(`Port ${port} needs more rights: choose another with ${variable}.`));
      else resolve();
    });
    probe.listen({ port, host, ipv6Only: true }, () => probe.close(() => resolve()));
  });
}

function taken(variable: string, port: number): string {
  return `Port ${port} is taken by another program: stop it, or choose another port, e.g. ${variable}=${port + 10} npx pnpm@12 start`;
}
