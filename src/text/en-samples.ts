/** English: the sample cases of the start screen. */
interface Sample {
  name: 'tail-first' | 'mtu-black-hole' | 'slow-handshake'
  title: string
  blurb: string
}

export const samples: readonly Sample[] = [
  {
    name: 'tail-first',
    title: 'The tail came first',
    blurb: 'Small requests work, large ones crawl: fragments of VXLAN packets arrive out of order.',
  },
  {
    name: 'mtu-black-hole',
    title: 'A hole in the tunnel',
    blurb: 'Connections open and then hang: full-size packets vanish between two nodes.',
  },
  {
    name: 'slow-handshake',
    title: 'Slow to shake hands',
    blurb:
      'Every twelve minutes new connections take half a second or more, then all is well again.',
  },
]
