/**
 * Who may import whom. `npm run plan` holds the code against this table: what is not listed is
 * forbidden, and so is every circle, even one of types. Imports run down, to `workers/model`.
 *
 * `imports` and `types` name other rooms; `packages` names npm packages. A room may always import
 * itself. A name that ends in `*.worker` or has an extension is a file at the top of its realm.
 *
 * @typedef {{ imports?: string[], types?: string[], packages?: string[] }} Room
 */

/** Sentences of the page; every room of `src/` may import them. */
const TEXT = 'src/text'

/** @type {Record<string, Room>} */
export const plan = {
  'src/main.ts': {
    imports: ['src/trusted-types.ts', 'src/offline.ts', 'src/Root.svelte'],
    packages: ['svelte'],
  },
  'src/trusted-types.ts': { imports: ['src/offline.ts'] },
  'src/offline.ts': {},
  'src/Root.svelte': {
    imports: ['src/App.svelte', 'src/state'],
    packages: ['svelte'],
  },
  'src/App.svelte': {
    imports: ['src/views', 'src/ui', 'src/state', TEXT],
    packages: ['svelte'],
  },
  'src/views': {
    imports: ['src/ui', TEXT, 'workers/figure', 'workers/filter', 'workers/model'],
    types: ['src/state', 'workers/api'],
    packages: ['svelte'],
  },
  'src/ui': {
    imports: [TEXT, 'workers/figure', 'workers/model'],
    packages: ['svelte'],
  },
  'src/state': {
    imports: ['src/engine', TEXT, 'workers/model'],
    types: ['workers/api'],
    packages: ['svelte'],
  },
  'src/engine': {
    imports: [TEXT, 'workers/*.worker'],
    types: ['workers/api', 'workers/model'],
    packages: ['comlink'],
  },
  'src/text': { imports: ['workers/model', 'workers/translate'] },

  'workers/*.worker': {
    imports: [
      'pipeline',
      'desk',
      'store',
      'report',
      'select',
      'forge',
      'capture',
      'census',
      'objects',
      'row',
      'wire',
    ].map(inWorkers),
    types: ['workers/api', 'workers/model'],
    packages: ['comlink', '@noble/hashes'],
  },
  'workers/desk': {
    imports: [
      'store',
      'report',
      'export',
      'search',
      'detect',
      'select',
      'filter',
      'trace',
      'limits',
      'model',
    ].map(inWorkers),
    types: ['workers/api'],
    packages: ['@noble/hashes', '@stablelib/sha256'],
  },
  'workers/trace': {
    imports: [
      'workers/flow',
      'workers/protocol',
      'workers/wire',
      'workers/limits',
      'workers/model',
    ],
  },
  'workers/pipeline': {
    imports: [
      'capture',
      'wire',
      'flow',
      'protocol',
      'detect',
      'topology',
      'sidecar',
      'limits',
      'model',
    ].map(inWorkers),
    types: ['workers/store', 'workers/api'],
  },
  'workers/store': {
    imports: ['workers/limits', 'workers/model'],
    types: ['workers/api'],
    packages: ['idb', 'valibot'],
  },
  'workers/report': {
    imports: ['workers/figure', 'workers/limits', 'workers/model', 'workers/translate'],
    packages: ['@noble/hashes'],
  },
  'workers/census': {
    imports: ['workers/capture', 'workers/flow', 'workers/wire', 'workers/limits', 'workers/model'],
  },
  'workers/objects': {
    imports: ['workers/protocol', 'workers/wire', 'workers/limits', 'workers/model'],
    packages: ['@noble/hashes', 'fflate'],
  },
  'workers/export': { packages: ['hyparquet-writer'] },
  'workers/detect': { imports: ['workers/limits', 'workers/model'] },
  'workers/topology': { imports: ['workers/limits', 'workers/model'] },
  'workers/sidecar': { imports: ['workers/limits', 'workers/model'] },
  'workers/filter': { imports: ['workers/limits', 'workers/model'] },
  'workers/select': {
    imports: [
      'workers/filter',
      'workers/protocol',
      'workers/wire',
      'workers/limits',
      'workers/model',
    ],
  },
  'workers/search': {
    imports: ['workers/filter', 'workers/select', 'workers/limits', 'workers/model'],
    types: ['workers/api'],
  },
  'workers/row': {
    imports: ['workers/wire', 'workers/protocol', 'workers/limits', 'workers/model'],
  },
  'workers/protocol': {
    imports: ['workers/wire', 'workers/limits', 'workers/model'],
    types: ['workers/flow'],
    packages: ['@noble/ciphers', '@noble/hashes', 'fflate'],
  },
  'workers/flow': { imports: ['workers/wire', 'workers/limits', 'workers/model'] },
  'workers/wire': { imports: ['workers/limits', 'workers/model'] },
  'workers/capture': {
    imports: ['workers/limits', 'workers/model'],
    packages: ['fflate', 'fzstd', 'lz4js'],
  },
  'workers/forge': { imports: ['workers/limits', 'workers/model'] },
  'workers/figure': { imports: ['workers/model'] },
  'workers/translate': { imports: ['workers/model'] },
  'workers/api': { types: ['workers/model'] },
  'workers/limits': {},
  'workers/model': {},
}

/** @param {string} room */
function inWorkers(room) {
  return `workers/${room}`
}
