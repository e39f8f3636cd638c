/** The built-in detectors, listed by hand; a test compares the list with the folder. */
import addressConflict from './address-conflict'
import checksumErrors from './checksum-errors'
import connectRefused from './connect-refused'
import connectUnanswered from './connect-unanswered'
import deadPeer from './dead-peer'
import type { Detector } from './detector'
import dnsLatency from './dns-latency'
import dnsSearchList from './dns-search-list'
import duplicateCapture from './duplicate-capture'
import fragmentOrder from './fragment-order'
import httpErrors from './http-errors'
import icmpUnanswered from './icmp-unanswered'
import halfOpen from './half-open'
import identityChange from './identity-change'
import idleReset from './idle-reset'
import lostInNode from './lost-in-node'
import mtuBlackHole from './mtu-black-hole'
import mtuIcmpIgnored from './mtu-icmp-ignored'
import natPairs from './nat-pairs'
import oneWayCapture from './one-way-capture'
import oneWayTunnel from './one-way-tunnel'
import packetLoss from './packet-loss'
import pathAsymmetry from './path-asymmetry'
import reassemblyTimeout from './reassembly-timeout'
import receiverWindow from './receiver-window'
import resetStorm from './reset-storm'
import sidecarContradiction from './sidecar-contradiction'
import slowHandshake from './slow-handshake'
import slowService from './slow-service'
import synFlood from './syn-flood'
import tlsFailure from './tls-failure'
import tunnelMisdelivery from './tunnel-misdelivery'
import tunnelSizeDrop from './tunnel-size-drop'

export const detectors: readonly Detector[] = [
  fragmentOrder,
  reassemblyTimeout,
  mtuBlackHole,
  mtuIcmpIgnored,
  lostInNode,
  tunnelSizeDrop,
  tunnelMisdelivery,
  oneWayTunnel,
  identityChange,
  checksumErrors,
  packetLoss,
  receiverWindow,
  slowHandshake,
  slowService,
  httpErrors,
  synFlood,
  connectUnanswered,
  icmpUnanswered,
  deadPeer,
  halfOpen,
  connectRefused,
  idleReset,
  tlsFailure,
  resetStorm,
  dnsLatency,
  dnsSearchList,
  addressConflict,
  duplicateCapture,
  natPairs,
  pathAsymmetry,
  sidecarContradiction,
  oneWayCapture,
]
