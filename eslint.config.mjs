import js from '@eslint/js';
import lit from 'eslint-plugin-lit';
import wc from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';

const nodeGlobals = Object.fromEntries(
  ['Buffer', 'URL', 'console', 'fetch', 'performance', 'process', 'setTimeout', 'clearTimeout'].map(
    (name) => [name, 'readonly'],
  ),
);

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/',
      '.cache/',
      'coverage/',
      'dist/',
      'storybook-static/',
      'data/',
      'bench/sites/apps/',
      'demo/routers/',
    ],
  },
  {linterOptions: {reportUnusedDisableDirectives: 'error'}},
  js.configs.recommended,
  {
    files: ['**/*.mjs'],
    languageOptions: {globals: nodeGlobals},
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {parserOptions: {projectService: true, tsconfigRootDir: import.meta.dirname}},
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', {considerDefaultExhaustiveForUnions: true}],
      '@typescript-eslint/restrict-template-expressions': ['error', {allowNumber: true, allowBoolean: true}],
      '@typescript-eslint/no-confusing-void-expression': ['error', {ignoreArrowShorthand: true}],
      // Indices into typed arrays and rings are in range by construction; `noUncheckedIndexedAccess` cannot know.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Index loops over typed arrays, several at a time.
      '@typescript-eslint/prefer-for-of': 'off',
      // Promises of event handlers end in `predictive-error`.
      '@typescript-eslint/no-misused-promises': ['error', {checksVoidReturn: false}],
      '@typescript-eslint/dot-notation': ['error', {allowIndexSignaturePropertyAccess: true}],
      '@typescript-eslint/no-unused-vars': ['error', {argsIgnorePattern: '^_', varsIgnorePattern: '^_'}],
      '@typescript-eslint/no-dynamic-delete': 'off',
      // An empty string is often as good as absent.
      '@typescript-eslint/prefer-nullish-coalescing': ['error', {ignorePrimitives: {string: true}}],
      // The DOM's types promise more than every browser keeps.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // An implementation of an asynchronous interface need not wait for anything.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/ban-ts-comment': 'error',
      'no-restricted-syntax': ['error', {selector: 'TSEnumDeclaration', message: 'Use a union of literals.'}],
      eqeqeq: 'error',
      // One warning about a misspelt attribute is all that the kit logs.
      'no-console': ['error', {allow: ['warn']}],
      'prefer-const': 'error',
    },
  },
  {
    files: ['src/**/*.ts', 'stories/**/*.ts', 'demo/**/*.ts'],
    extends: [lit.configs['flat/recommended'], wc.configs['flat/best-practice']],
    rules: {
      // Lit upgrades properties; its classes define no accessors by hand.
      'wc/guard-super-call': 'off',
      'wc/no-constructor-params': 'error',
    },
  },
  {
    files: [
      'src/training/**/*.ts',
      'src/model-files/**/*.ts',
      'test/**/*.ts',
      'pretrain/**/*.ts',
      'bench/**/*.ts',
      'tools/**/*.ts',
    ],
    rules: {
      // TensorFlow.js types much of what it returns as `any`.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // chai's assertions are expressions.
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-floating-promises': 'off',
      // Tests replace parts of the platform, and throw at it what its types forbid.
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/prefer-promise-reject-errors': 'off',
      '@typescript-eslint/only-throw-error': 'off',
      '@typescript-eslint/use-unknown-in-catch-callback-variable': 'off',
      'no-restricted-properties': [
        'error',
        ...['it', 'describe', 'test', 'suite'].map((object) => ({
          object,
          property: 'only',
          message: 'The other tests would not run.',
        })),
      ],
    },
  },
  {
    files: ['bench/**/*.ts', 'pretrain/**/*.ts', 'tools/**/*.ts', 'scripts/**/*.ts'],
    rules: {'no-console': 'off'},
  },
);
