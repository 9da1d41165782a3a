import { invalidSyntax } from '../errors.ts';
import { isAttributeName } from '../filter/parse-attribute-path.ts';

/** Returns when the key may be the name of an attribute, known or not (RFC 7643 §2.1); otherwise throws `invalidSyntax`. */
export function requireName(key: string, at: string): void {
  if (!isAttributeName(key))
    throw invalidSyntax(`${JSON.stringify(key.slice(0, 80))} in ${at} is not the name of an attribute.`);
}
