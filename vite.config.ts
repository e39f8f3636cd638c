import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'
import packageJson from './package.json' with { type: 'json' }
import { packaging } from './tests/run/build/packaging.ts'

export default defineConfig({
  // The page may lie in any folder of a server, or in none.
  base: './',
  publicDir: 'static',
  plugins: [svelte(), packaging()],
  define: { __APP_VERSION__: JSON.stringify(packageJson.version) },
  build: {
    target: 'es2022',
    // One script, one style: the single file can hold them, and the policy one hash of each.
    cssCodeSplit: false,
    assetsInlineLimit: Number.MAX_SAFE_INTEGER,
    modulePreload: false,
    // In kB; a chunk of everything is meant. What the page may weigh is held by `npm run size`.
    chunkSizeWarningLimit: 10_000,
    rolldownOptions: { output: { codeSplitting: false } },
  },
  // From `file://`, Chromium does not run module workers, and says nothing.
  worker: { format: 'iife' },
  test: {
    environment: 'node',
    // By itself, Vitest leaves one processor idle: half of a small machine.
    maxWorkers: '100%',
    // Generated captures take their time on a busy machine; a test that hangs is still found.
    testTimeout: 60_000,
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/e2e/**'],
  },
})
