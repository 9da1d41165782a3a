import comments from '@eslint-community/eslint-plugin-eslint-comments/configs';
import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/** Which packages of ours each one may import. `turbo boundaries` holds the manifests to the same stairs. */
const staircase = {
  'packages/environment': [],
  'packages/telemetry': [],
  infra: ['environment'],
  'packages/scim': [],
  'packages/entra': [],
  'packages/conform': [],
  'packages/database': ['scim'],
  'packages/domain': ['scim', 'database'],
  'packages/admin-api': ['scim', 'domain'],
  'packages/testkit': ['scim', 'database', 'domain'],
  'apps/api': ['environment', 'telemetry', 'scim', 'database', 'domain', 'admin-api'],
  'apps/admin': ['environment', 'telemetry', 'scim', 'admin-api'],
};

const harness = [
  '**/*.test.ts',
  '**/test/**',
  'release/**',
  'e2e/**',
  'bench/**',
  '**/fuzz/**',
  '**/vitest.setup.ts',
];
/** Those read the answers of a stranger's server; expectations are what they are made of. */
const readersOfAnswers = ['packages/conform/src/{checks,http,server}/**', 'packages/conform/peers/**'];
const configurations = ['**/*.config.ts'];

/** Where a variable of the environment may be read. Everything else is told what it needs. */
const readersOfEnvironment = [
  '**/env.ts',
  '**/cli.ts',
  'scripts/**',
  'infra/bin/**',
  'packages/database/src/testing/**',
];

const insides = [
  { regex: '^\\.{1,2}/?$', message: 'Import the file that declares the name.' },
  {
    regex: '^(\\.\\./)+[^./][^/]*/(src|test)/',
    message: 'Import a package by its name, not by a path into it.',
  },
  {
    regex: '^@rollcall/[^/]+/(?!(testing|embedded)$)',
    message: 'Import what a package exports, not a file of its inside.',
  },
];

export default defineConfig(
  globalIgnores([
    '**/build/',
    '**/.svelte-kit/',
    '**/.reports/',
    '**/cdk.out/',
    '**/test-results/',
    'packages/database/src/schema.ts',
  ]),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  tseslint.configs.recommendedTypeChecked,
  svelte.configs['flat/recommended'],
  comments.recommended,
  {
    languageOptions: {
      globals: globals.node,
      parserOptions: { projectService: true, extraFileExtensions: ['.svelte'] },
    },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'no-restricted-exports': [
        'error',
        { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'MemberExpression[object.name="process"][property.name="env"]',
          message: 'Read the environment in env.ts and pass on what it says.',
        },
      ],
      '@eslint-community/eslint-comments/require-description': 'error',
      '@typescript-eslint/ban-ts-comment': ['error', { minimumDescriptionLength: 10 }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: insides }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // Methods here are functions in a record; none knows a `this` to lose.
      '@typescript-eslint/unbound-method': 'off',
      // A function may be async so that whatever it throws arrives as a rejection.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    // Its tsconfig.json leaves tests out, so that the sources compile without Node's types.
    files: ['packages/scim/**'],
    languageOptions: {
      parserOptions: {
        projectService: false,
        project: './packages/scim/tsconfig.test.json',
        tsconfigRootDir: import.meta.dirname,
      },
    },
  },
  ...Object.entries(staircase).map(([folder, below]) => ({
    files: [`${folder}/**`],
    ignores: [...harness, ...configurations],
    rules: { '@typescript-eslint/no-restricted-imports': upward(folder, below) },
  })),
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { globals: globals.browser, parserOptions: { parser: tseslint.parser } },
    rules: {
      // TypeScript knows better what is defined.
      'no-undef': 'off',
      // The app has a host of its own, so paths are written from its root.
      'svelte/no-navigation-without-resolve': 'off',
      // It takes the words of a reason for names of warnings.
      'svelte/no-unused-svelte-ignore': 'off',
    },
  },
  { files: ['**/*.svelte', ...configurations], rules: { 'no-restricted-exports': 'off' } },
  {
    files: [...harness, ...configurations, ...readersOfEnvironment],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    // Bodies of answers are read as they come; that the expectations hold is the proof of their type.
    files: [...harness, ...readersOfAnswers],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
);

/** The engine imports nothing at all; every other package only what stands below it. */
function upward(folder: string, below: readonly string[]): ['error', object] {
  if (folder === 'packages/scim') {
    const nothing = { regex: '^[^.]', message: 'The engine has no dependencies, Node included.' };
    return ['error', { patterns: [...insides, nothing] }];
  }
  const allowed = below.map((name) => `${name}$`).join('|') || '$';
  const stairs = {
    regex: `^@rollcall/(?!${allowed})`,
    message: `${folder} may import ${below.join(', ') || 'none of our packages'}: imports go down the stairs only.`,
  };
  return ['error', { patterns: [...insides, stairs] }];
}
