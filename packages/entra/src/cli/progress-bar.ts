import type { Progress } from '../job/job-settings.ts';

/** Where progress is shown. */
export type ProgressStream = { isTTY?: boolean | undefined; write(text: string): unknown };

const width = 30;

/** Shows how far a cycle is: a bar on a terminal, a line for each quarter of a phase elsewhere. */
export function createProgressBar(stream: ProgressStream): { show(progress: Progress): void; clear(): void } {
  return stream.isTTY === true ? createBar(stream) : createLines(stream);
}

function createBar(stream: ProgressStream): ReturnType<typeof createProgressBar> {
  let shown = '';
  return {
    show: ({ phase, done, total }) => {
      const filled = Math.round((done / total) * width);
      const bar = `${'#'.repeat(filled)}${'.'.repeat(width - filled)}`;
      const text = `${phase.padEnd(8)} [${bar}] ${String(Math.floor((done / total) * 100)).padStart(3)} %`;
      if (text === shown) return;
      stream.write(`\r${text} ${done}/${total}\u001b[K`);
      shown = text;
    },
    clear: () => {
      if (shown !== '') stream.write('\r\u001b[K');
      shown = '';
    },
  };
}

function createLines(stream: ProgressStream): ReturnType<typeof createProgressBar> {
  let shown = '';
  return {
    show: ({ phase, done, total }) => {
      const quarter = Math.floor((done / total) * 4);
      const text = `${phase}: ${quarter * 25} %`;
      if (quarter === 0 || text === shown) return;
      stream.write(`${text}, ${done} of ${total}\n`);
      shown = text;
    },
    clear: () => {
      shown = '';
    },
  };
}
