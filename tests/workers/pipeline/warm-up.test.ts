import { expect, it } from 'vitest'
import { warmUp } from '../../../workers/pipeline/warm-up'

it('runs the engine on a capture of its own and leaves nothing behind', async () => {
  await expect(warmUp()).resolves.toBeUndefined()
})
