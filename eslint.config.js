import a11y from 'eslint-plugin-jsx-a11y'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

const TESTS = ['**/*.test.ts', '**/*.test.tsx', '**/*.contract.ts', 'e2e/**', 'bench/**']

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/',
      '.next/',
      '.build/',
      '.data/',
      'docs/',
      'next-env.d.ts',
      'playwright-report/',
      'test-results/',
      // What a learner reads and edits follows the course, not our rules.
      'lessons/*/starter/',
      'lessons/*/solution/',
      'lessons/*/attempts/*/*.js',
      'lessons/*/attempts/*/*.mjs',
    ],
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'as' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // `() => void send()` and `() => setOpen(true)` read better than a block around one call.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
    },
  },
  {
    files: ['**/*.{ts,tsx,js,mjs,cjs}'],
    linterOptions: { noInlineConfig: true },
    rules: {
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      complexity: ['error', { max: 15, variant: 'modified' }],
      'max-depth': ['error', 4],
      'max-params': ['error', 6],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ExportAllDeclaration[exported=null]',
          message: 'No barrels: import from the file itself.',
        },
        {
          selector: 'TSAsExpression > TSAsExpression',
          message: 'A double cast hides a lie: parse the value instead.',
        },
      ],
    },
  },
  {
    files: ['app/**', 'components/**', 'mdx-components.tsx'],
    extends: [a11y.flatConfigs.strict, reactHooks.configs.flat.recommended],
    rules: {
      'no-console': 'error',
      // A part that scrolls must be reachable by keyboard: it is a group with a name.
      'jsx-a11y/no-noninteractive-tabindex': ['error', { roles: ['tabpanel', 'group'], tags: [] }],
      'max-lines-per-function': ['error', { max: 100, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: TESTS,
    rules: { 'max-lines-per-function': 'off', 'max-lines': ['error', { max: 400 }] },
  },
)
