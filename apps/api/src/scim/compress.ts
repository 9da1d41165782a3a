import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { weights } from './media-type.ts';

/** Below this a body fits a packet or two, and compressing it costs more time than it saves. */
const worthwhileBytes = 2048;

/** Middling: the quality at which brotli is about as quick as gzip. */
const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

const coders = {
  br: (bytes: Buffer) => promisify(brotliCompress)(bytes, quality),
  gzip: (bytes: Buffer) => promisify(gzip)(bytes),
};

type Coding = keyof typeof coders;

/** The coding an answer of so many bytes is sent in (RFC 9110 §12.5.3); undefined where it goes as it is. */
export function codingFor(acceptEncoding: string | undefined, bytes: number): Coding | undefined {
  if (!acceptEncoding || bytes < worthwhileBytes) return undefined;
  const liked = weights(acceptEncoding);
  const weightOf = (coding: string) => liked.get(coding) ?? liked.get('*') ?? 0;
  if (Math.max(weightOf('br'), weightOf('gzip')) === 0) return undefined;
  return weightOf('gzip') > weightOf('br') ? 'gzip' : 'br';
}

/** The bytes in that coding, made outside the event loop. */
export function compress(coding: Coding, bytes: Buffer): Promise<Buffer> {
  return coders[coding](bytes);
}
