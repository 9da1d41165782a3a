import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { checkPorts } from './check-ports.ts';
import { StartError } from './start-error.ts';

test.for(['127.0.0.1', '0.0.0.0'])(
  'a port taken on %s is named, with the variable that changes it',
  async (host) => {
    const other = createServer().listen(0, host);
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const check = checkPorts({ ADMIN_PORT: port });
    await expect(check).rejects.toThrow(StartError);
    await expect(check).rejects.toThrow(
      `Port ${port} is taken by another program: stop it, or choose another port, e.g. ADMIN_PORT=${port + 10} `,
    );
    other.close();
    await once(other, 'close');
    await expect(checkPorts({ ADMIN_PORT: port })).resolves.toBeUndefined();
  },
);

test('two programs cannot be given the same port', async () => {
  await expect(checkPorts({ PUBLIC_PORT: 4000, PRIVATE_PORT: 4000 })).rejects.toThrow(
    'PUBLIC_PORT and PRIVATE_PORT are both 4000',
  );
});
