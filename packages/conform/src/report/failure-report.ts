import type { Answer } from '../http/exchange.ts';
import type { Result } from '../result.ts';
import { headerLine, redact } from './redact.ts';

const most = 1200;
const telling = ['content-type', 'location', 'etag', 'www-authenticate', 'allow', 'retry-after'];

/** For each check that failed: what was sent, what was expected by which section, and what came. */
export function failureReport(results: readonly Result[], secrets: readonly string[]): string {
  const blocks = results.flatMap((result) => {
    if (result.outcome !== 'fail' && result.outcome !== 'blocked') return [];
    const { check, outcome, reason, answer } = result;
    const head = `${outcome === 'fail' ? 'FAIL' : 'NOT JUDGED'}  ${check.level}  ${check.section}  ${check.title}`;
    const expected = outcome === 'fail' ? `  expected  ${reason}` : `  because   ${reason}`;
    return [
      [head, ...(answer ? sentLines(answer) : []), expected, ...(answer ? cameLines(answer) : [])].join('\n'),
    ];
  });
  return redact(blocks.join('\n\n'), secrets);
}

function sentLines({ sent }: Answer): string[] {
  const headers = Object.entries(sent.headers).map(
    ([name, value]) => `            ${headerLine(name, value)}`,
  );
  const body = sent.body === undefined ? [] : [`            ${cut(sent.body)}`];
  return [`  sent      ${sent.method} ${readable(sent.url)}`, ...headers, ...body];
}

function cameLines({ status, headers, text }: Answer): string[] {
  const shown = telling.flatMap((name) => {
    const value = headers.get(name);
    return value === null ? [] : [`            ${headerLine(name, value)}`];
  });
  return [`  came      ${status}`, ...shown, ...(text === '' ? [] : [`            ${cut(text)}`])];
}

const cut = (text: string) =>
  text.length > most ? `${text.slice(0, most)} … (${text.length} characters)` : text;

function readable(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
