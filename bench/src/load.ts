import { Agent, request } from 'node:http';

/** One request of a measured operation. `expect` is the status that counts as done. */
export type Shot = Readonly<{
  method: string;
  url: string;
  headers?: Record<string, string>;
  body?: unknown;
  expect: number;
}>;

/** How a run of requests went: requests a second and the latencies at the middle and the far end, in milliseconds. */
export type Pace = Readonly<{ perSecond: number; medianMs: number; p99Ms: number; bodies: string[] }>;

/** The shots are fired with `concurrency` in flight; throws at the first answer that is not the expected one. */
export async function fire(shots: readonly Shot[], concurrency: number): Promise<Pace> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  const latencies: number[] = [];
  const bodies: string[] = [];
  let next = 0;
  const started = performance.now();
  const worker = async () => {
    while (next < shots.length) {
      const index = next++;
      const from = performance.now();
      bodies[index] = await send(shots[index]!, agent);
      latencies.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  const seconds = (performance.now() - started) / 1000;
  agent.destroy();
  latencies.sort((a, b) => a - b);
  const at = (share: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
  return { perSecond: shots.length / seconds, medianMs: at(0.5), p99Ms: at(0.99), bodies };
}

function send(shot: Shot, agent: Agent): Promise<string> {
  const body = shot.body === undefined ? undefined : JSON.stringify(shot.body);
  const headers = { ...shot.headers, ...(body ? { 'Content-Length': String(Buffer.byteLength(body)) } : {}) };
  return new Promise((resolve, reject) => {
    const sent = request(shot.url, { method: shot.method, headers, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        if (response.statusCode === shot.expect) return resolve(text);
        reject(
          new Error(
            `${shot.method} ${shot.url} answered ${response.statusCode}, not ${shot.expect}: ${text}`,
          ),
        );
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
