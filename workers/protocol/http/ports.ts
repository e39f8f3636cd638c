/** TCP ports at which Wireshark 4.0 expects HTTP, unless it is told otherwise. */
export const HTTP_PORTS: ReadonlySet<number> = new Set([
  80, 631, 1900, 2710, 2869, 3128, 3132, 3689, 5985, 8080, 8088, 11_371,
])
