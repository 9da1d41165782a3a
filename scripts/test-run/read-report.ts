import { readFile } from 'node:fs/promises';

/** What a test runner found: counts, and a line for each failure. */
export type Report = Readonly<{
  passed: number;
  failed: number;
  skipped: number;
  failures: readonly string[];
}>;

type Vitest = {
  success: boolean;
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { status: string; fullName: string; failureMessages?: string[] | null }[];
  }[];
};

type Playwright = PlaywrightSuite & { errors?: { message?: string }[] };

type PlaywrightSuite = {
  specs?: { title: string; tests: { status: string }[] }[];
  suites?: PlaywrightSuite[];
};

/** The report of vitest or of Playwright in `file`; undefined when there is none, or half of one. */
export async function readReport(file: string): Promise<Report | undefined> {
  try {
    const report = JSON.parse(await readFile(file, 'utf8')) as Vitest | Playwright;
    return 'testResults' in report ? vitestReport(report) : playwrightReport(report);
  } catch {
    return undefined;
  }
}

function vitestReport({ testResults }: Vitest): Report {
  const tests = testResults.flatMap((file) => file.assertionResults);
  // A file that could not even be loaded has no test to fail, so it fails as one itself.
  const unloaded = testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  const broken = tests.filter((test) => test.status === 'failed');
  return {
    passed: tests.filter((test) => test.status === 'passed').length,
    failed: broken.length + unloaded.length,
    skipped: tests.filter((test) => !['passed', 'failed'].includes(test.status)).length,
    failures: [
      ...broken.map((test) => `${test.fullName}: ${firstLine(test.failureMessages?.[0] ?? '')}`),
      ...unloaded.map((file) => `${file.name}: ${firstLine(file.message)}`),
    ],
  };
}

function playwrightReport(root: Playwright): Report {
  const specs = specsOf(root);
  const tests = specs.flatMap((spec) => spec.tests.map((test) => ({ title: spec.title, ...test })));
  // A flaky test is one that failed: nothing here is tried again in the hope that it passes.
  const broken = tests.filter((test) => test.status === 'unexpected' || test.status === 'flaky');
  // Errors outside of tests: a file that could not be loaded, a server that did not start.
  const errors = root.errors ?? [];
  return {
    passed: tests.filter((test) => test.status === 'expected').length,
    failed: broken.length + errors.length,
    skipped: tests.filter((test) => test.status === 'skipped').length,
    failures: [...broken.map((test) => test.title), ...errors.map((error) => firstLine(error.message ?? ''))],
  };
}

function specsOf(suite: PlaywrightSuite): NonNullable<PlaywrightSuite['specs']> {
  return [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? '';
}
