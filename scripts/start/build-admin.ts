import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './settings.ts';
import { StartError } from './start-error.ts';
import { step } from './step.ts';

/** `apps/admin/build` is the Command Center as its sources are now; turbo builds only what changed. */
export async function buildAdmin(): Promise<void> {
  await step('Command Center built', async () => {
    const turbo = join(root, 'node_modules', '.bin', 'turbo');
    const args = ['run', 'build', '--filter=@rollcall/admin', '--output-logs=errors-only'];
    const env = { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' };
    await promisify(execFile)(turbo, args, { cwd: root, env }).catch(
      (error: { stdout?: string; stderr?: string }) => {
        const output = `${error.stdout ?? ''}\n${error.stderr ?? ''}`;
        const lines = output.trim().split('\n').slice(-25).join('\n');
        throw new StartError(`The Command Center does not build.\n\n${lines}`);
      },
    );
  });
}
