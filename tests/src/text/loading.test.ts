import { readdirSync } from 'node:fs'
import { expect, it, vi } from 'vitest'

const read = vi.hoisted(() => [] as string[])

vi.mock('../../../src/text', () => ({
  text: new Proxy(
    {},
    {
      get: (_, section) => {
        read.push(String(section))
        return {}
      },
    },
  ),
}))

const FOLDER = new URL('../../../src/views/', import.meta.url)

it('is read where it is shown, never while a module loads: another language may be chosen later', async () => {
  const modules = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.svelte.ts'),
  )
  expect(modules.length).toBeGreaterThan(20)
  for (const name of modules) {
    await import(new URL(name, FOLDER).href)
    expect(read, name).toEqual([])
  }
})
