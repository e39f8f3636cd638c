/** Every bound on hostile input, in one place. A bound that was reached is counted and shown. */

/**
 * Frames of a case whose index is held in memory, 34 octets each: while the database takes what is older,
 * and where nothing may be stored. Of the memory that the browser tells of, the latter takes this part.
 */
export const MAX_RESIDENT_ROWS = 16 * 262_144
export const MAX_ROWS_IN_MEMORY = 60 * 262_144
export const INDEX_PART_OF_MEMORY = 1 / 8

/** Longest frame believed; longer captured lengths are corruption (libpcap's MAXIMUM_SNAPLEN). */
export const MAX_FRAME_OCTETS = 262_144

/** Interfaces of one capture. */
export const MAX_INTERFACES = 4096

/** Comments and names kept of one capture. */
export const MAX_COMMENTS = 1000
export const MAX_NAMES = 10_000

/** Octets kept of one comment or name, and different weirds kept of one capture. */
export const MAX_NOTE_OCTETS = 4096
export const MAX_WEIRD_KINDS = 100

/** IP headers, tunnels included, that are followed into one frame. */
export const MAX_IP_DEPTH = 4

/** Headers of all kinds that are followed into one frame. */
export const MAX_LAYERS = 64

/** VLAN tags and IPv6 extension headers that are followed. */
export const MAX_TAGS = 8

/** Messages of several TCP segments that are remembered for each direction, the newest. */
export const MAX_JOINED_MESSAGES = 32

/** Fields of one header that are shown when a frame is opened: options may come by the thousand. */
export const MAX_LAYER_FIELDS = 300

/** MPLS labels of one stack that are followed. */
export const MAX_LABELS = 64

/** Fragmented datagrams held open at once, and octets kept of them. */
export const MAX_OPEN_DATAGRAMS = 16_384
export const MAX_DATAGRAM_OCTETS = 64 * 1024 * 1024

/** Fragments of one datagram, and of all that are held open. */
export const MAX_FRAGMENTS = 1024
export const MAX_OPEN_FRAGMENTS = 262_144

/** Segments of one direction that wait for their acknowledgement (as Wireshark's default). */
export const MAX_UNACKED_SEGMENTS = 10_000

/**
 * Segments looked at in searches among those that wait: so many for every packet, and what was saved
 * up. Repetitions alone search, and a capture of nothing else must not take hours.
 */
export const SEARCHED_PER_PACKET = 256
export const MAX_SEARCHED = 10_000_000

/** Segments of all flows together that wait for their acknowledgement. */
export const MAX_OPEN_SEGMENTS = 4_000_000

/** Slots of a hash table that are looked at before a key counts as one of an attack. */
export const MAX_PROBES = 64

/**
 * Conversations of one transport, TCP streams, and addresses of one capture. More than flows, so that the
 * compatible view counts on when the corrected one is full. What is beyond is in no conversation.
 */
export const MAX_CONVERSATIONS = 2_000_000
export const MAX_STREAMS = 2_000_000
export const MAX_HOSTS = 2_000_000

/** VNIs of one kind, and GRE keys, that are counted one by one. */
export const MAX_TALLIED_NUMBERS = 65_536

/** Flows, fragment paths, echo pairs and host pairs of one capture. */
export const MAX_FLOWS = 1_000_000
export const MAX_PATHS = 65_536
export const MAX_OPEN_ECHOES = 262_144

/**
 * Samples of all flows and paths together: fragmented datagrams; segments that were sent again;
 * echo requests without reply, and sizes of echoes.
 */
export const MAX_DATAGRAM_SAMPLES = 50_000
export const MAX_REPEATS = 200_000
export const MAX_ECHO_SAMPLES = 200_000

/** Sides of connections whose probes, and whose windows, are followed; samples kept of each. */
export const MAX_PROBED_SIDES = 100_000
export const MAX_PROBE_FRAMES = 8
export const MAX_LIMITING_SIDES = 100_000
export const MAX_CLOSURES = 8

/** Answers that were long in coming: of one connection, and of all. */
export const MAX_SLOW_TURNS_PER_CONN = 256
export const MAX_SLOW_TURNS = 200_000

/** Sides with wrong checksums; segments of one side that are followed, and kept as samples. */
export const MAX_DAMAGED_SIDES = 20_000
export const MAX_DAMAGE_FOLLOWED = 64
export const MAX_DAMAGE_SAMPLES = 8

/** Connections whose SYN was answered with an ACK of an older one. */
export const MAX_CHALLENGED = 100_000

/** Reasons why frames were not decoded that are listed one by one. */
export const MAX_UNDECODED_KINDS = 1000

/** ICMP errors kept one by one. */
export const MAX_ICMP_ERRORS = 20_000

/** Of one capture: connections whose RST, or whose silences, are remembered; sides with several TTLs. */
export const MAX_RESET_CONNS = 262_144
export const MAX_SILENT_CONNS = 262_144
export const MAX_TTL_SIDES = 65_536

/** Samples that a record keeps. */
export const MAX_SAMPLES = 256
export const MAX_REPEATED_PER_FLOW = 16
export const MAX_TRANSMISSIONS = 32

/** Addresses on links, and who claims them. */
export const MAX_NEIGHBOURS = 65_536

/** Ways from place to place in the analysis document. */
export const MAX_LISTED_PASSAGES = 1000

/** Flows listed in the analysis document and on the page. */
export const MAX_LISTED_CONNS = 20_000

/** Evidence of one finding, and octets of evidence frames kept with a case. */
export const MAX_EVIDENCE = 200
export const MAX_EVIDENCE_OCTETS = 16 * 1024 * 1024

/** Notes of one case; `MAX_NOTE_TEXT` of the model bounds one. */
export const MAX_NOTES = 10_000

/** Findings of one detector in one run. */
export const MAX_FINDINGS_PER_DETECTOR = 100

/** Application records of one kind kept of one capture; different texts of one kind collected. */
export const MAX_APP_RECORDS = 20_000
/** Of those, how many the page is given. */
export const MAX_APP_RECORDS_AT_HAND = 50
export const MAX_COLLECTED = 10_000

/** Octets of an incomplete message that wait for the rest of it, of one direction of a stream. */
export const MAX_PDU_OCTETS = 1024 * 1024

/** Window of zstd data: as much as `zstd -d` gives without being asked for more. */
export const MAX_ZSTD_WINDOW_OCTETS = 128 * 1024 * 1024

/**
 * Compressed data that grows beyond this is given up once it grew more than so many times. gzip
 * cannot grow more than 1032 times, and captures of nothing but full jumbo frames come near it.
 */
export const MAX_FREELY_UNPACKED_OCTETS = 1024 * 1024 * 1024
export const MAX_UNPACK_RATIO = 1000

/** Compressions and bundles within each other that are followed. */
export const MAX_NESTING = 4

/** Entries of a bundle that are looked at, and those listed that are no captures. */
export const MAX_BUNDLE_ENTRIES = 10_000
export const MAX_LISTED_ENTRIES = 500

/** Octets of an archive that must be in memory as a whole, being compressed within another. */
export const MAX_INNER_ARCHIVE_OCTETS = 64 * 1024 * 1024

/** Octets kept of the secrets in a capture, kinds of blocks counted, lines about file or interface. */
export const MAX_SECRET_OCTETS = 16 * 1024 * 1024
export const MAX_DETAILS = 100
export const MAX_BLOCK_KINDS = 100

/** Captures of one bundle: each has its tables. */
export const MAX_BUNDLE_CAPTURES = 128

/** Damaged stretches of one capture that are passed over. */
export const MAX_DAMAGED_STRETCHES = 1000

/** Certificates summed up of one handshake, names of one, and characters kept of each. */
export const MAX_CERTIFICATES = 16
export const MAX_CERTIFICATE_NAMES = 64
export const MAX_CERTIFICATE_TEXT = 256

/** Octets of one TLS handshake message; a longer one is taken for ciphertext. */
export const MAX_HANDSHAKE_OCTETS = 65_536

/** Alerts kept of one TLS handshake, versions that a client offers, and characters of an answer in plain text. */
export const MAX_ALERTS = 16
export const MAX_OFFERED_VERSIONS = 16
export const MAX_PLAIN_ANSWER = 80

/** Secrets of the TLS key logs of one case, and octets of one log. */
export const MAX_KEY_LOG_SECRETS = 100_000
export const MAX_KEY_LOG_OCTETS = 64 * 1024 * 1024

/** QUIC connections followed in one capture, and connection IDs remembered. */
export const MAX_QUIC_CONNECTIONS = 65_536
export const MAX_QUIC_CONNECTION_IDS = 262_144

/** Octets, and parts, of a QUIC handshake that wait for others before them. */
export const MAX_CRYPTO_OCTETS = 131_072
export const MAX_CRYPTO_PIECES = 256

/** DTLS connections followed in one capture. */
export const MAX_DTLS_CONNECTIONS = 65_536

/**
 * Questions and answers read of one DNS message, frames of a question asked again, and taps beside
 * the first that saw it.
 */
export const MAX_DNS_QUESTIONS = 16
export const MAX_DNS_ANSWERS = 16
export const MAX_DNS_REPEATS = 8
export const MAX_DNS_SIGHTS = 8

/** Questions that wait for their answer, and endpoints that were announced. */
export const MAX_OPEN_QUESTIONS = 65_536
export const MAX_ANNOUNCEMENTS = 4096

/** Characters kept of a text from an application: a name, a line, a banner. */
export const MAX_APP_TEXT = 512

/** Conversations of which an analyzer remembers that it told about them. */
export const MAX_REMEMBERED = 20_000

/** Texts and hellos that came before and need not be made anew; powers of two. */
export const MAX_KNOWN_TEXTS = 2048
export const MAX_KNOWN_HELLOS = 256
export const MAX_KNOWN_CERTIFICATES = 256

/** TCP streams followed at once for their application protocol. */
export const MAX_FOLLOWED_STREAMS = 65_536

/** Octets of an unclaimed direction that wait for an analyzer to recognise them, and attempts. */
export const MAX_HEAD_OCTETS = 2048
export const MAX_CLAIM_ATTEMPTS = 4

/** Segments and octets of one direction that came before their turn. */
export const MAX_WAITING_SEGMENTS = 1024
export const MAX_WAITING_OCTETS = 4 * 1024 * 1024

/** Octets that all streams of a capture hold together: segments before their turn, incomplete messages. */
export const MAX_HELD_OCTETS = 64 * 1024 * 1024

/** Streams inside streams: TLS in a proxy's tunnel, HTTP in TLS, and so on. */
export const MAX_INNER_STREAMS = 4

/** Requests of one HTTP connection that wait for their response. */
export const MAX_OPEN_REQUESTS = 256

/** Header fields read of one HTTP message, and octets of a line of chunked coding. */
export const MAX_HTTP_FIELDS = 256
export const MAX_CHUNK_LINE = 4096

/** Characters read of the first line of an HTTP message, and kept of one of its texts. */
export const MAX_HTTP_LINE = 8192
export const MAX_HTTP_TEXT = 1024

/** Dynamic table of HPACK, and one header block of HTTP/2, in octets. */
export const MAX_HPACK_TABLE = 65_536
export const MAX_HEADER_BLOCK = 262_144

/** Requests of one HTTP/2 connection that wait for the end of their response. */
export const MAX_HTTP2_STREAMS = 4096

/** Packets of a case whose way from place to place is followed; about 56 octets each. */
export const MAX_SIGHTINGS = 2_000_000

/** Of one packet: places where it was seen. */
export const MAX_MEETINGS = 64

/** Hosts and edges of the topology that are shown. */
export const MAX_TOPOLOGY = 500

/** Of one node: prefixes and identities that are kept; of one prefix: pods that are named. */
export const MAX_NODE_PLACES = 64
export const MAX_PREFIX_PODS = 8

/** Side-cars of a case that are read, octets of one, and octets at its start that tell what it is. */
export const MAX_SIDECARS = 1000
export const MAX_SIDECAR_OCTETS = 64 * 1024 * 1024
export const SIDECAR_HEAD_OCTETS = 65_536

/** Characters of a line of a side-car, and facts of one kind from all of them. */
export const MAX_SIDECAR_LINE = 65_536
export const MAX_SIDECAR_FACTS = 20_000

/** Characters kept of a name in a side-car, and labels of an identity. */
export const MAX_SIDECAR_TEXT = 253
export const MAX_SIDECAR_LABELS = 64
