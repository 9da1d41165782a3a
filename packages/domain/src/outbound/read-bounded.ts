import type { Response as Answer } from 'undici';
import { noAnswer } from '../errors.ts';

/** The answer with its whole body in memory. One longer than `maxBytes` is broken off and thrown as `noAnswer`. */
export async function readBounded(answer: Answer, maxBytes: number): Promise<Response> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Counted as it is unpacked: a few bytes of gzip can hold gigabytes.
  for await (const chunk of answer.body ?? []) {
    const bytes = chunk as Uint8Array;
    length += bytes.length;
    if (length > maxBytes) {
      throw noAnswer(`${new URL(answer.url).host} answered with more than ${maxBytes} bytes.`);
    }
    chunks.push(bytes);
  }
  const { status, statusText, headers } = answer;
  const mayHaveBody = ![101, 204, 205, 304].includes(status);
  const body = mayHaveBody ? Buffer.concat(chunks) : null;
  return new Response(body, { status, statusText, headers: [...headers] });
}
