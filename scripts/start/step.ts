/** `work` is done and the list has its line, with the time it took; a terminal shows what is under way. */
export async function step<T>(
  name: string,
  work: (rename: (name: string) => void) => Promise<T>,
): Promise<T> {
  const startedAt = performance.now();
  let title = name;
  show(`  ${name} …`);
  try {
    const result = await work((better) => {
      title = better;
      show(`  ${better} …`);
    });
    write(`✓ ${title} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)\n`);
    return result;
  } catch (error) {
    write(`✗ ${title}\n`);
    throw error;
  }
}

function show(text: string): void {
  if (process.stdout.isTTY) write(text);
}

/** Over whatever the terminal's last line shows. */
function write(text: string): void {
  process.stdout.write(process.stdout.isTTY ? `\r\u001b[2K${text}` : text);
}
