import { spawn } from 'node:child_process';

/**
 * Reads until the pipe from our process breaks, which happens however that process ends, kill -9 included; then asks
 * the server to stop. The lock file is checked so that a number given to another program since is left alone.
 */
const script = `
read -r _
read -r pid < "$1/postmaster.pid" && [ "$pid" = "$2" ] && kill -INT "$2"
[ -n "$3" ] || exit 0
while kill -0 "$2"; do sleep 0.1; done
rm -rf "$1"
`;

/** A small shell now waits for our process to die and then stops the server `pid`; `dismiss` sends it away. */
export function watchParent(options: { pid: number; dataDir: string; removeData: boolean }): {
  dismiss: () => void;
} {
  const args = [
    '-c',
    script,
    'watch',
    options.dataDir,
    String(options.pid),
    options.removeData ? 'remove' : '',
  ];
  const watcher = spawn('/bin/sh', args, { stdio: ['pipe', 'ignore', 'ignore'], cwd: '/', detached: true });
  watcher.once('error', () => undefined);
  watcher.unref();
  return { dismiss: () => void watcher.kill('SIGKILL') };
}
