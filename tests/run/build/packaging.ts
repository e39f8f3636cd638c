/**
 * Makes the two deliveries out of one build: the hosted page (`index.html`, its script and style, a
 * service worker) and `tailfirst.html`, the same page as a single file that works without a server.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { transformWithOxc, type Plugin, type Rolldown } from 'vite'
import { withPolicy } from './content-policy.ts'
import { inlineAll } from './single-file.ts'

type Bundle = Rolldown.OutputBundle

const PAGE = 'index.html'
const SINGLE_FILE = 'tailfirst.html'
const SERVICE_WORKER = 'offline.js'

export function packaging(): Plugin {
  let root = ''
  let publicDir = ''
  return {
    name: 'tailfirst:packaging',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      root = config.root
      publicDir = config.publicDir
    },
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        // Workers are bundles of their own, without a page.
        const page = bundle[PAGE]
        if (page?.type !== 'asset') return
        const html = textOf(page)
        const files = publicFiles(publicDir)

        page.source = withPolicy(html)
        const source = withPolicy(inlineAll(html, textFiles(bundle), files))
        const worker = await serviceWorker(root, bundle, files)
        this.emitFile({ type: 'asset', fileName: SINGLE_FILE, source })
        this.emitFile({ type: 'asset', fileName: SERVICE_WORKER, source: worker })
      },
    },
  }
}

async function serviceWorker(root: string, bundle: Bundle, files: Map<string, Buffer>) {
  const path = join(root, 'workers/offline.worker.ts')
  const names = Object.keys(bundle).filter((name) => name !== PAGE)
  const hash = createHash('sha256')
  for (const output of Object.values(bundle)) hash.update(textOf(output))
  for (const content of files.values()) hash.update(content)

  const { code } = await transformWithOxc(readFileSync(path, 'utf8'), path)
  return code
    .replaceAll('__FILES__', JSON.stringify(['./', ...names, ...files.keys()]))
    .replaceAll('__CACHE__', JSON.stringify(`tailfirst-${hash.digest('hex').slice(0, 16)}`))
}

function publicFiles(folder: string): Map<string, Buffer> {
  const names = readdirSync(folder).sort()
  return new Map(names.map((name) => [name, readFileSync(join(folder, name))]))
}

function textFiles(bundle: Bundle): Map<string, string> {
  return new Map(Object.entries(bundle).map(([name, output]) => [name, textOf(output)]))
}

function textOf(output: Rolldown.OutputAsset | Rolldown.OutputChunk): string {
  return output.type === 'chunk' ? output.code : output.source.toString()
}
