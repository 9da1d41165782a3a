import { join } from 'node:path';
import { runProgram, untilAnswers, type Program } from './run-program.ts';
import { root, type Settings } from './settings.ts';
import { step } from './step.ts';

const endWithParent = ['--import', join(import.meta.dirname, 'end-with-parent.ts')];

/** The API answers on both its ports. With `--watch` it starts again when a source changes. */
export async function runApi(settings: Settings, databaseUrl: string, secretKey: string): Promise<Program> {
  const { ports, watch, publicOrigin, adminOrigin, privateUrl } = settings;
  const main = join(root, 'apps/api/src/main.ts');
  const program = runProgram({
    name: 'The API',
    args: watch ? ['--watch', '--watch-preserve-output', main] : [...endWithParent, main],
    cwd: join(root, 'apps/api'),
    log: join(settings.folder, 'logs', 'api.log'),
    env: {
      NODE_ENV: watch ? 'development' : 'production',
      DATABASE_URL: databaseUrl,
      SECRET_KEY: secretKey,
      PUBLIC_ORIGIN: publicOrigin,
      ADMIN_ORIGIN: adminOrigin,
      PUBLIC_PORT: String(ports.PUBLIC_PORT),
      PRIVATE_PORT: String(ports.PRIVATE_PORT),
      // The simulated identity provider is on this machine.
      OUTBOUND_LOOPBACK: 'true',
    },
  });
  return answering('API', program, [`http://127.0.0.1:${ports.PUBLIC_PORT}/`, `${privateUrl}/readyz`]);
}

/** The simulated identity provider of the demo answers. */
export async function runIdentityProvider(settings: Settings): Promise<Program> {
  const { ports, publicOrigin, issuer } = settings;
  const program = runProgram({
    name: 'The simulated identity provider',
    args: [...endWithParent, join(import.meta.dirname, 'identity-provider.ts')],
    cwd: import.meta.dirname,
    log: join(settings.folder, 'logs', 'identity-provider.log'),
    env: { PORT: String(ports.IDENTITY_PROVIDER_PORT), PUBLIC_ORIGIN: publicOrigin },
  });
  return answering('Simulated identity provider', program, [`${issuer}/.well-known/openid-configuration`]);
}

/** The Command Center answers: its build, or with `--watch` Vite's development server. */
export async function runAdmin(settings: Settings): Promise<Program> {
  const { ports, watch, adminOrigin, privateUrl } = settings;
  const folder = join(root, 'apps/admin');
  const vite = [join(folder, 'node_modules/vite/bin/vite.js'), 'dev', '--strictPort', '--host', '127.0.0.1'];
  const program = runProgram({
    name: 'The Command Center',
    args: [
      ...endWithParent,
      ...(watch ? [...vite, '--port', String(ports.ADMIN_PORT)] : [join(folder, 'build')]),
    ],
    cwd: folder,
    log: join(settings.folder, 'logs', 'admin.log'),
    env: {
      NODE_ENV: watch ? 'development' : 'production',
      API_URL: privateUrl,
      ORIGIN: adminOrigin,
      HOST: '127.0.0.1',
      PORT: String(ports.ADMIN_PORT),
    },
  });
  return answering('Command Center', program, [`http://127.0.0.1:${ports.ADMIN_PORT}/sign-in`]);
}

function answering(name: string, program: Program, urls: readonly string[]): Promise<Program> {
  return step(name, async () => {
    try {
      for (const url of urls) await untilAnswers(url, [program]);
      return program;
    } catch (error) {
      await program.stop();
      throw error;
    }
  });
}
