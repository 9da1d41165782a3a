import { createRawSnippet, type Snippet } from 'svelte';

/** A snippet that renders the words, for components that take children. */
export function words(text: string): Snippet {
  return createRawSnippet(() => ({ render: () => `<span>${text}</span>` }));
}
