import { notAcceptable } from '@rollcall/scim';

const scim = 'application/scim+json';
const json = 'application/json';

/**
 * The media type of an answer: SCIM's, or plain JSON for who likes that better (RFC 7644 §3.1). Undefined where the
 * client can read neither.
 */
export function answerType(accept: string | undefined): string | undefined {
  if (!accept || accept === scim || accept === '*/*') return scim;
  const ranges = weights(accept);
  const weightOf = (type: string) =>
    ranges.get(type) ?? ranges.get('application/*') ?? ranges.get('*/*') ?? 0;
  if (Math.max(weightOf(scim), weightOf(json)) === 0) return undefined;
  return weightOf(json) > weightOf(scim) ? json : scim;
}

/** Throws `notAcceptable` for a client that could not read the answer, before anything is done for it. */
export function requireAcceptable(accept: string | undefined): void {
  if (answerType(accept) === undefined)
    throw notAcceptable(`Answers here are ${scim} or ${json}; the header Accept allows neither.`);
}

/** What an Accept or Accept-Encoding header allows, by name in lower case, and how much each is liked (RFC 9110 §12.4.2). */
export function weights(header: string): ReadonlyMap<string, number> {
  return new Map(
    header.split(',').map((part) => {
      const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
      const q = parameters.find((parameter) => parameter.startsWith('q='));
      const weight = q === undefined ? 1 : Number(q.slice(2));
      return [name, weight >= 0 && weight <= 1 ? weight : 0];
    }),
  );
}
