import { expect, it } from 'vitest'
import { seconds } from '../../../../src/views/flows/flow-column'

it('writes starts with as many decimals as nine characters hold, and beyond them in days', () => {
  expect([0, 12.3456e9, 12_345.67e9, 192_481_821.5e9, 1_555_605_165e9].map(seconds)).toEqual(
    ['0.0000', '12.3456', '12345.670', '192481822', '18004 d'], // prettier-ignore
  )
})
