/** Which frames count as `tls`, and how often each message: as tshark 4.0.17 does. */
import { describe, expect, test } from 'vitest'
import { TlsSession } from '../../../../workers/protocol/tls/session'
import { type Feeder, octetsOf } from '../../../support/sink'
import { message, record } from '../../../support/tls-records'
import { CLIENT, data, frames, HANDSHAKE, HELLO, SERVER, start, types } from './session-feeder'

describe('frames of records', () => {
  test('a hello over three records counts once, in the last of them', () => {
    const feeder = start().send(0, record(HANDSHAKE, HELLO.subarray(0, 100)))
    expect([frames(feeder), types(feeder)]).toEqual([[1], {}])
    const [second, third] = [HELLO.subarray(100, 300), HELLO.subarray(300)]
    feeder.send(0, Buffer.concat([record(HANDSHAKE, second), record(HANDSHAKE, third)]))
    expect([frames(feeder), types(feeder)]).toEqual([[1, 2], { 1: 1 }])
  })

  test('the header of a message may be cut', () => {
    const done = message(14, new Uint8Array(0))
    const feeder = start()
      .send(0, CLIENT)
      .send(1, record(HANDSHAKE, Buffer.concat([SERVER.subarray(5), done.subarray(0, 2)])))
      .send(1, record(HANDSHAKE, done.subarray(2)))
    expect([frames(feeder), types(feeder)]).toEqual([[1, 2, 3], { 1: 1, 2: 1, 14: 1 }])
  })

  test('a record counts where it begins and ends, not where it goes on', () => {
    const feeder = start()
    for (const [from, to] of [
      [0, 3],
      [3, 50],
      [50, 90],
      [90, CLIENT.length],
    ]) {
      feeder.send(0, CLIENT.subarray(from, to))
    }
    expect([frames(feeder), types(feeder)]).toEqual([[1, 2, 4], { 1: 1 }])
  })

  test('application data is passed over as it comes, and counts the same way', () => {
    const feeder = start()
    const whole = data(300)
    for (let at = 0; at < whole.length; at += 100) feeder.send(0, whole.subarray(at, at + 100))
    feeder.send(0, data(1))
    expect(frames(feeder)).toEqual([1, 4, 5])
  })

  test('behind octets that are missing the next record is found by its place', () => {
    const whole = data(300)
    const feeder = start()
      .send(0, CLIENT)
      .send(1, whole.subarray(0, 100))
      .lose(1, 100)
      .send(1, whole.subarray(200, 250))
      .send(1, Buffer.concat([whole.subarray(250), data(70).subarray(0, 9)]))
      .send(1, data(70).subarray(9))
      .send(1, data(30))
    expect(frames(feeder)).toEqual([1, 2, 4, 5, 6])
  })

  test('when the beginning of a record is missing, the next segment that begins one is taken', () => {
    const feeder = start()
      .send(1, data(30).subarray(0, 20))
      .lose(1, 40)
      .send(1, new Uint8Array(100).fill(0x81))
      .send(1, new Uint8Array(100).fill(0x66))
      .send(1, data(30))
    // Octets of no record count, unless they are a text.
    expect(frames(feeder)).toEqual([1, 2, 4])
  })

  test('a segment that the snaplen cut counts by itself', () => {
    const feeder = start()
    feeder.context.next(0)
    const octets = octetsOf(data(1000).subarray(0, 60))
    octets.reported = 600
    const session = new TlsSession()
    expect(session.data(octets, feeder.context, feeder.sink)).toBe(60)
    session.gap(0, 540, feeder.sink)
    feeder.context.next(0)
    octets.aim(octets.view, 0, 60, 405)
    session.data(octets, feeder.context, feeder.sink)
    expect(frames(feeder)).toEqual([1, 2])
  })
})

describe('segments that came late', () => {
  const A = data(100)

  /** Sends with a flag of Wireshark's analysis. */
  function late(feeder: Feeder, flag: 'passedOver' | 'outOfOrder', octets: Uint8Array): Feeder {
    feeder.context[flag] = true
    feeder.send(0, octets)
    feeder.context[flag] = false
    return feeder
  }

  test.each(['passedOver', 'outOfOrder'] as const)('a whole record %s counts nowhere', (flag) => {
    const feeder = late(start(), flag, CLIENT).send(0, data(200))
    expect([frames(feeder), types(feeder)]).toEqual([[2], {}])
    expect(feeder.sink.texts).toEqual([])
    // The corrected view has it all the same.
    expect(feeder.sink.applications.tls).toHaveLength(1)
  })

  test('a record whose middle was out of order counts where it ends later', () => {
    const feeder = start().send(0, A.subarray(0, 40))
    late(feeder, 'outOfOrder', A.subarray(40, 70))
    feeder.send(0, A.subarray(70, 90)).send(0, A.subarray(90)).send(0, data(300))
    expect(frames(feeder)).toEqual([1, 4, 5])
  })

  test('but not where it ends in what had waited for the middle', () => {
    const feeder = start().send(0, A.subarray(0, 40))
    late(feeder, 'outOfOrder', A.subarray(40, 70))
    feeder.send(0, Buffer.concat([A.subarray(70), data(200).subarray(0, 20)]))
    expect(frames(feeder)).toEqual([1, 3])
    const hello = start().send(0, CLIENT.subarray(0, 30))
    late(hello, 'outOfOrder', CLIENT.subarray(30, 40)).send(0, CLIENT.subarray(40))
    expect([frames(hello), types(hello)]).toEqual([[1], {}])
  })

  test('a record whose middle was passed over never ends', () => {
    const feeder = start().send(0, A.subarray(0, 40))
    late(feeder, 'passedOver', A.subarray(40, 70))
    feeder.send(0, A.subarray(70, 90)).send(0, A.subarray(90)).send(0, data(300))
    expect(frames(feeder)).toEqual([1, 5])
  })

  const again = (feeder: Feeder, octets: Uint8Array, quoted = false): Feeder => {
    feeder.context.next(0)
    feeder.context.quoted = quoted
    const session = new TlsSession()
    session.again(octetsOf(octets), feeder.context, feeder.sink)
    return feeder
  }

  test('what is read again counts by its whole records', () => {
    expect(types(again(start(), CLIENT))).toEqual({ 1: 1 })
    expect(frames(again(start(), Buffer.concat([data(3), A.subarray(0, 50)])))).toEqual([1])
    expect(frames(again(start(), A.subarray(0, 50)))).toEqual([])
    expect(frames(again(start(), new Uint8Array(20).fill(0xaa)))).toEqual([])
  })

  test('what an ICMP error quotes counts although it is cut', () => {
    expect(frames(again(start(), CLIENT.subarray(0, 60), true))).toEqual([1])
  })
})
