import js from '@eslint/js'
import svelte from 'eslint-plugin-svelte'
import { defineConfig } from 'eslint/config'
import globals from 'globals'
import ts from 'typescript-eslint'
import { plan } from './plan.js'
import svelteConfig from './svelte.config.js'

/** Nothing leaves the page: the policy forbids it to the browser, this forbids it to us. */
const network = ['fetch', 'XMLHttpRequest', 'WebSocket', 'WebSocketStream', 'WebTransport']
  .concat(['EventSource', 'RTCPeerConnection', 'sendBeacon', 'fetchLater'])
  .map((name) => ({ name, message: 'No byte of a capture leaves the browser.' }))

const networkGlobals = ['error', ...network]
const networkProperties = network.map(({ name, message }) => ({ property: name, message }))

/** Same capture, same findings: the engine knows the time of the packets and no other. */
const clocks = [
  { object: 'Date', property: 'now' },
  { object: 'Math', property: 'random' },
  { object: 'performance', property: 'now' },
].map((entry) => ({ ...entry, message: 'The same capture must give the same findings.' }))

const defaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Named exports; default exports only for detectors, analyzers and components.',
}
const workerByUrl = {
  selector: 'NewExpression[callee.name=/^(Shared)?Worker$/]',
  message: 'A worker loaded by URL escapes the policy of the page: import it `?worker&inline`.',
}
const newDate = {
  selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
  message: 'The same capture must give the same findings.',
}
const staticStyle = {
  selector: 'SvelteAttribute[key.name="style"][value.length=1] > SvelteLiteral',
  message: 'The policy blocks a static style attribute: use a class or `style:property`.',
}

/**
 * `plan.js` for components: dependency-cruiser reads them compiled, where imports of types are gone.
 * @param {string} room
 */
function componentsOf(room) {
  const { imports = [], types = [] } = plan[room]
  const forbidden = Object.keys(plan)
    .filter((other) => ![room, ...imports, ...types].includes(other))
    .map((other) => other.replace('src/', '').replace('*', '[^/]+').replace(/\.ts$/, ''))
  return {
    files: [room.endsWith('.svelte') ? room : `${room}/**/*.svelte`],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: `/(${forbidden.join('|')})(/|\\.|$)`, message: 'See plan.js.' }] },
      ],
    },
  }
}

export default defineConfig(
  { ignores: ['dist/', 'tests/golden/', 'tests/results/'] },
  js.configs.recommended,
  ts.configs.strictTypeChecked,
  svelte.configs.recommended,
  svelte.configs.prettier,
  {
    languageOptions: {
      parserOptions: { projectService: true, extraFileExtensions: ['.svelte'] },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      // `columns[i] as number`: reads of typed arrays inside their length, in the hot path.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: true },
      ],
      // `Fault` is data about the capture, without a stack; bugs are `Error`.
      '@typescript-eslint/only-throw-error': [
        'error',
        { allow: [{ from: 'file', name: 'Fault' }] },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        {
          allowNumber: true,
          allowAny: false,
          allowBoolean: false,
          allowNever: false,
          allowNullish: false,
          allowRegExp: false,
        },
      ],
      eqeqeq: 'error',
    },
  },
  {
    // The compiler knows undefined names better.
    files: ['**/*.ts', '**/*.svelte', '**/*.svelte.ts'],
    rules: { 'no-undef': 'off' },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
  },
  {
    files: ['src/**', 'workers/**'],
    rules: {
      'max-lines': ['error', 300],
      'no-console': 'error',
      'no-restricted-globals': networkGlobals,
      'no-restricted-properties': ['error', ...networkProperties],
    },
  },
  {
    files: ['src/**'],
    rules: { 'no-restricted-syntax': ['error', workerByUrl, staticStyle] },
  },
  ['src/App.svelte', 'src/views', 'src/ui'].map(componentsOf),
  {
    files: ['workers/**'],
    rules: {
      'no-restricted-properties': ['error', ...networkProperties, ...clocks],
      'no-restricted-syntax': ['error', workerByUrl, newDate, defaultExport],
    },
  },
  {
    // These measure their own speed and date what they store.
    files: ['workers/pipeline/**', 'workers/store/**', 'workers/*.worker.ts'],
    rules: {
      'no-restricted-properties': ['error', ...networkProperties],
      'no-restricted-syntax': ['error', workerByUrl, defaultExport],
    },
  },
  {
    files: ['workers/detect/**', 'workers/protocol/**'],
    rules: { 'no-restricted-syntax': ['error', workerByUrl, newDate] },
  },
  {
    files: ['**/*.js', '**/*.cjs'],
    extends: [ts.configs.disableTypeChecked],
    languageOptions: { globals: globals.node },
  },
)
