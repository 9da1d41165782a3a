import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const release = fileURLToPath(new URL('../', import.meta.url));
/** The user of the images. Whoever is not root already is such a user, and may not become another. */
const nobody = process.getuid?.() === 0 ? { uid: 65532, gid: 65532 } : {};

export type Container = Readonly<{
  output: () => string;
  /** Resolves with the exit code, also if it is over already. */
  ended: Promise<number | null>;
  signal: (name: NodeJS.Signals) => void;
}>;
export type Image = Readonly<{
  /** Where its files are on this machine; root may still add some. */
  files: string;
  run: (env: Readonly<Record<string, string>>, command?: readonly string[]) => Container;
  [Symbol.dispose]: () => void;
}>;

/**
 * The image of a target of the Dockerfile, as it would run: its files where it cannot write them, its own variables and
 * command, its user, and nothing of this machine's environment. `build` is what `assemble.sh` made, here or in another checkout.
 */
export function openImage(target: 'api' | 'admin', build = `${release}build`): Image {
  const files = mkdtempSync(join(tmpdir(), `rollcall-image-${target}-`));
  cpSync(`${build}/${target}`, files, { recursive: true });
  // A temporary folder is its maker's alone.
  execFileSync('chmod', ['-R', 'a+rX,a-w', files]);
  const dockerfile = readFileSync(`${release}Dockerfile`, 'utf8');
  const stages = dockerfile.split(/^FROM /m);
  const own = [' AS runtime', ` AS ${target}`].map(
    (end) => stages.find((stage) => stage.includes(`${end}\n`)) ?? '',
  );
  const started: ChildProcess[] = [];
  const at = (path: string) => path.replace(/^\/(?=app)/, `${files}/`);
  const variables = own.flatMap((stage) =>
    [...stage.matchAll(/^ENV (\w+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, at(value)] as const),
  );
  const defaultCommand = JSON.parse(/^CMD (.*)$/m.exec(own[1] ?? '')?.[1] ?? '[]') as string[];
  return {
    files,
    run(env, command = defaultCommand) {
      const child = spawn(process.execPath, command.map(at), {
        ...nobody,
        cwd: `${files}/app`,
        env: { ...Object.fromEntries(variables), ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      started.push(child);
      return watched(child);
    },
    [Symbol.dispose]() {
      for (const child of started) child.kill('SIGKILL');
      rmSync(files, { recursive: true, force: true });
    },
  };
}

/** Resolves once `url` answers; throws with what the container said when it ends first. */
export async function untilAnswers(container: Container, url: string): Promise<void> {
  let isOver = false;
  void container.ended.then(() => (isOver = true));
  for (;;) {
    const answer = await fetch(url, { redirect: 'manual' }).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer && answer.status < 500) return;
    if (isOver) throw new Error(`It ended before it answered at ${url}:\n${container.output()}`);
    await pause(50);
  }
}

/** Ports that nobody listens on. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}

function watched(child: ChildProcess): Container {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += String(chunk)));
  return {
    output: () => output,
    ended: once(child, 'close').then(([code]) => code as number | null),
    signal: (name) => void child.kill(name),
  };
}
