/** Markup that is safe to send: only `html` makes it. */
export type Html = Readonly<{ markup: string }>;

type Part = Html | string | number | null | undefined | readonly Html[];

/** Markup with values in it. Text is escaped, so what a person or a provider calls themselves stays text. */
export function html(literals: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const markup = literals.reduce((done, literal, index) => done + markupOf(parts[index - 1]) + literal);
  return { markup };
}

function markupOf(part: Part): string {
  if (part === null || part === undefined) return '';
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  if ('markup' in part) return part.markup;
  return part.map(({ markup }) => markup).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
