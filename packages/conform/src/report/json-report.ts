import type { Run } from '../run-checks.ts';
import { redact } from './redact.ts';

/** The run as JSON text: one entry for each check, with status and body of the answer that failed it. */
export function jsonReport(baseUrl: string, { results, left }: Run, secrets: readonly string[]): string {
  const entries = results.map((result) => {
    const { section, level, title } = result.check;
    const reason = 'reason' in result ? { reason: result.reason } : {};
    const answer = 'answer' in result ? result.answer : undefined;
    const exchange = answer && {
      sent: { method: answer.sent.method, url: answer.sent.url, body: answer.sent.body },
      came: { status: answer.status, body: answer.text },
    };
    return { section, level, title, outcome: result.outcome, ...reason, ...exchange };
  });
  return `${redact(JSON.stringify({ baseUrl, results: entries, left }, null, 2), secrets)}\n`;
}
