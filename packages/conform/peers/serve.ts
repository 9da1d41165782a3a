import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { run } from '../src/cli/run.ts';

/** The peer was started on a port of its own and checked with the options of the command line; the exit code is the check's. */
export async function serve(peer: {
  name: string;
  handler: RequestListener;
  path: string;
  token: string;
}): Promise<void> {
  const server = createServer(peer.handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}${peer.path}`;
  const asked = process.argv.slice(2);
  if (asked.includes('--serve'))
    return console.log(`${peer.name} listens at ${baseUrl} for the token ${peer.token}`);
  process.exitCode = await run(
    ['--base-url', baseUrl, '--token', peer.token, ...asked],
    {},
    {
      print: (line) => console.log(line),
      progress: () => {},
    },
  );
  server.closeAllConnections();
  server.close();
}
