import { run } from './cli/run.ts';

const { stderr } = process;

process.exitCode = await run(process.argv.slice(2), process.env, {
  print: (line) => console.log(line),
  progress: (text) => {
    if (stderr.isTTY) stderr.write(`\r\u001b[K${text.slice(0, (stderr.columns || 80) - 1)}`);
  },
});
