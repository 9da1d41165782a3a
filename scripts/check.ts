import { join } from 'node:path';
import { turbo } from './test-run/run-turbo.ts';

// The command `check`: what is quick to know, types, lint and boundaries. `test` proves the rest too.
const root = join(import.meta.dirname, '..');
const codes = [await turbo(root, ['run', 'types', 'lint', '--continue']), await turbo(root, ['boundaries'])];
process.exitCode = Math.max(...codes);
