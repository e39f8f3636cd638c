/** Bundles a part of the engine into one module that Node can load. */
import { join } from 'node:path'
import { build } from 'vite'
import { root } from './serve.js'

/**
 * @param {string} source relative to the project
 * @returns {Promise<string>} path of the module
 */
export async function bundle(source) {
  const outDir = join(root, 'tests/results/bundle')
  const name = source.replace(/\.ts$/, '.js').replaceAll('/', '-')
  await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: join(root, source),
      outDir,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      rolldownOptions: { output: { entryFileNames: name, codeSplitting: false } },
    },
  })
  return join(outDir, name)
}
