/** Starting cannot go on; the message is one sentence for the person at the terminal, so no stack is shown. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
