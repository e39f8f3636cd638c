/** Bundles `engine.ts` and with it the engine into one module that Node can load. */
import { join } from 'node:path'
import { build } from 'vite'
import { root } from '../run/serve.js'

/** @returns {Promise<string>} path of the module */
export async function bundleFilters() {
  const outDir = join(root, 'tests/results/filter')
  await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: join(root, 'tests/filter/engine.ts'),
      outDir,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'engine.js', codeSplitting: false } },
    },
  })
  return join(outDir, 'engine.js')
}
