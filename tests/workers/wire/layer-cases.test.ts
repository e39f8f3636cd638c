/** Every layer of `layer-frames.ts`: whole, cut at every length, shown, and beside tshark. */
import { describe, expect, it } from 'vitest'
import { writePcap } from '../../../workers/forge/capture-writer'
import { Dissector } from '../../../workers/wire/dissect'
import { describeFrame } from '../../../workers/wire/layers'
import { newPacket } from '../../../workers/wire/packet'
import { PROTOCOL_NAMES } from '../../../workers/wire/protocols'
import { hasTshark, withTshark } from '../forge/tshark'
import { dissect, lengthsBelow, pathsOf, protocolsOf } from './dissect-frame'
import { LAYER_CASES, type LayerCase } from './layer-frames'

const named = LAYER_CASES.map((each): [string, LayerCase] => [each.name, each])

describe('a frame of', () => {
  it.each(named)('%s is followed', (_name, { octets, linktype, protocols, paths }) => {
    const packet = dissect(octets, { linktype })
    expect(protocolsOf(packet)).toEqual(protocols)
    expect(pathsOf(packet)).toEqual(paths)
    expect(packet).toMatchObject({ fault: null, badLength: '' })
  })

  it.each(named)('%s says why it ends at any cut', (_name, { octets, linktype, protocols }) => {
    for (const length of lengthsBelow(octets.length)) {
      const start = octets.slice(0, length)
      const cut = dissect(start, { linktype, origLen: octets.length })
      expect(cut.fault?.kind ?? 'truncated').toBe('truncated')
      expect(protocols).toEqual(expect.arrayContaining(protocolsOf(cut)))
      expect(cut.payloadCaptured).toBeLessThanOrEqual(length)
      describeFrame(start, linktype, octets.length)
      dissect(start, { linktype })
    }
  })

  it.each(named)('%s ends whatever one octet says', (_name, { octets, linktype }) => {
    const dissector = new Dissector()
    const packet = newPacket()
    const view = new DataView(octets.buffer, octets.byteOffset, octets.length)
    packet.capLen = octets.length
    packet.origLen = octets.length
    for (let at = 0; at < octets.length; at++) {
      const right = view.getUint8(at)
      for (const wrong of [0, 0xff, right ^ 0x80, right ^ 1]) {
        view.setUint8(at, wrong)
        dissector.frame(view, 0, linktype, packet)
        expect(packet.payloadAt + packet.payloadCaptured).toBeLessThanOrEqual(octets.length)
      }
      describeFrame(octets, linktype, octets.length)
      view.setUint8(at, right)
    }
  })

  it.each(named)('%s is shown with every header', (_name, { octets, linktype, protocols }) => {
    const { layers } = describeFrame(octets, linktype, octets.length)
    const shown = new Set(layers.map(({ protocol }) => protocol))
    expect(protocols.filter((name) => !shown.has(name))).toEqual([])
    for (const { at, length, fields } of layers) {
      expect(at + length).toBeLessThanOrEqual(octets.length)
      for (const field of fields) {
        expect(field.at).toBeGreaterThanOrEqual(at)
        expect(field.at + field.length).toBeLessThanOrEqual(octets.length)
      }
    }
  })
})

/** tshark counts these, which are no layers here. */
const KNOWN = new Set<string>(PROTOCOL_NAMES)

describe.skipIf(!hasTshark)('beside tshark', () => {
  const linktypes = [...new Set(LAYER_CASES.map(({ linktype }) => linktype))]

  it.each(linktypes)('sees the same headers in link type %i', (linktype) => {
    const cases = LAYER_CASES.filter((each) => each.linktype === linktype)
    const frames = cases.map(({ octets }) => ({ time: 0, octets }))
    const theirs = withTshark(writePcap(frames, { linktype }), ({ fields }) =>
      fields('frame', 'frame.protocols').map(([names = '']) => [
        ...new Set(names.split(':').filter((name) => KNOWN.has(name))),
      ]),
    )
    const differences = cases
      .map(({ name, protocols, tshark }, index) => ({
        name,
        ours: protocols.toSorted(),
        theirs: theirs[index]?.toSorted(),
        tshark,
      }))
      .filter(({ ours, theirs: other, tshark }) => {
        return tshark === 'same' && ours.join() !== other?.join()
      })
    expect(differences).toEqual([])
  })
})
