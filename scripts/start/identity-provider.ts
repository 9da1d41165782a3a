import { startOpenIdProvider } from '@rollcall/entra';
import { demoClient, signInPeople } from '@rollcall/testkit';

// A program of its own: the simulated identity provider of the demo, which says much on the console.
const { close } = await startOpenIdProvider({
  client: { ...demoClient, origin: String(process.env['PUBLIC_ORIGIN']) },
  people: () => signInPeople,
  port: Number(process.env['PORT']),
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close());
