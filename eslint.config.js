import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** The arrows of docs/design.md: what a folder may not import, and why. */
const arrows = {
  domain: [
    ['workflows', 'activities', 'api', 'db', 'channels', 'conversations', 'sandbox', 'dev', 'config.ts'],
    'domain/ is pure: it imports domain/ only',
  ],
  workflows: [
    ['api', 'db', 'channels', 'conversations', 'sandbox', 'dev', 'config.ts'],
    'workflows/ import domain/ and the types of activities only',
  ],
  api: [
    ['activities', 'channels', 'conversations', 'sandbox', 'dev'],
    'api/ never imports activities, channels or conversations',
  ],
  activities: [['api', 'sandbox', 'dev'], 'activities/ never import api/'],
  db: [['workflows', 'activities', 'api', 'channels', 'conversations', 'sandbox', 'dev'], 'db/ imports domain/ only'],
  channels: [
    ['workflows', 'activities', 'api', 'db', 'conversations', 'sandbox', 'dev'],
    'channels/ import domain/ only',
  ],
  conversations: [
    ['workflows', 'activities', 'api', 'db', 'sandbox', 'dev'],
    'conversations/ import domain/, and of channels/ how answers are read',
  ],
  web: [
    ['workflows', 'activities', 'api', 'db', 'channels', 'conversations', 'sandbox', 'dev', 'config.ts'],
    'web/ runs in a browser: it imports client/ and domain/ only',
  ],
  sandbox: [
    ['workflows', 'activities', 'api', 'db', 'channels', 'conversations', 'domain'],
    'the sandbox stands alone: it plays the providers',
  ],
};

function arrow(folder) {
  const [forbidden, message] = arrows[folder];
  const patterns = forbidden.map((name) => ({
    group: name.endsWith('.ts') ? [`**/${name}`] : [`**/../${name}/**`, `../${name}/**`],
    message,
  }));
  if (folder === 'workflows') {
    patterns.push({ group: ['**/activities/**'], message, allowTypeImports: true });
  }
  return {
    files: [`${folder}/**/*.ts`, `${folder}/**/*.tsx`],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
  };
}

export default tseslint.config(
  { ignores: ['node_modules', '.data', '.data-cluster', 'coverage', '**/dist', 'web/dist-*', 'client/schema.d.ts'] },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'config.ts alone reads process.env' },
      ],
    },
  },
  ...Object.keys(arrows).map(arrow),
  {
    files: ['config.ts', 'web/vite.config.ts', 'dev/**/*.ts', 'test/**/*.ts', 'bench/**/*.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
);
