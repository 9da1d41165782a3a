import { pino, type Logger } from 'pino';

/** The log of the process: JSON lines on standard output. Secrets are cut out wherever they turn up. */
export function createLog(level: string): Logger {
  return pino({
    level,
    redact: {
      paths: ['*.authorization', '*.cookie', '*.token', '*.secret', '*.password', 'headers.*'],
      remove: true,
    },
  });
}
