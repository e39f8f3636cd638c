/** Bounds of what the analyst's questions may cost: lists, filters, counts, bodies. */

/** Rows of the list of packets that are asked for at once. */
export const MAX_PACKET_ROWS = 256

/** Frames before a repeated segment, and around a fragment, among which its kin are looked for; and how many of them are read. */
export const MAX_KIN_BACK = 20_000
export const MAX_KIN_FRAGMENTS = 256
export const MAX_KIN_CANDIDATES = 8

/**
 * Bins of a stretch of time that are counted at once; and frames, an eighth octet each, of which is
 * remembered whether they pass the filter of a series.
 */
export const MAX_TIME_BINS = 4096
export const MAX_SERIES_ROWS = 512 * 1024 * 1024

/**
 * Of a display filter: characters; depth of brackets and operations; states and repetitions of a
 * regular expression; words that completion offers.
 */
export const MAX_FILTER_LENGTH = 65_536
export const MAX_FILTER_DEPTH = 100
export const MAX_PATTERN_STATES = 2000
export const MAX_PATTERN_REPEATS = 1000
export const MAX_COMPLETIONS = 50

/** Of one capture: different headers that filters tell apart, and words of all; words of one frame's. */
export const MAX_HEADER_KINDS = 1_000_000
export const MAX_HEADER_TABLE_WORDS = 32 * 1024 * 1024
export const MAX_HEADER_WORDS = 2048

/** Frames of which facets are held, 37 octets each, and selections of frames, an eighth octet each. */
export const MAX_FACET_ROWS = 60 * 262_144
export const MAX_PACKET_SETS = 32

/** Conversations whose segments are gone through again for a filter: half a kilobyte each. */
export const MAX_REPLAYED_STREAMS = 524_288

/** Endpoints of one kind that are counted, and places of protocols in the hierarchy: of one capture. */
export const MAX_COUNTED_ENDPOINTS = 262_144
export const MAX_PROTOCOL_NODES = 1024

/** Of one kind of latency: pairs of hosts listed, and points drawn over time. */
export const MAX_LATENCY_PAIRS = 5000
export const MAX_LATENCY_POINTS = 600

/** Names, answers, versions and the like of one row of a list. */
export const MAX_OBJECT_TEXTS = 32

/** Carving a body: frames of its connection that are read, octets of it that are kept, unpacked too. */
export const MAX_CARVED_FRAMES = 262_144
export const MAX_CARVED_OCTETS = 64 * 1024 * 1024

/** Chunks of one body that is carved. */
export const MAX_CARVED_CHUNKS = 262_144

/**
 * Of compressed captures: octets of all that are kept unpacked, in parts of so many, and captures of
 * which some are.
 */
export const MAX_UNPACKED_OCTETS = 1024 * 1024 * 1024
export const UNPACKED_PART_OCTETS = 4 * 1024 * 1024
export const MAX_UNPACKED_CAPTURES = 64

/**
 * Of a search over octets: characters of what is sought, octets it may be long, matches that are listed,
 * rows of them that are asked for at once, octets of a match that are shown, and of what is around it.
 */
export const MAX_SOUGHT_LENGTH = 4096
export const MAX_SOUGHT_OCTETS = 256
export const MAX_LISTED_MATCHES = 100_000
export const MAX_MATCH_ROWS = 128
export const MAX_SHOWN_OCTETS = 64
export const SHOWN_BEFORE = 16

/** Octets that one match of a regular expression may span, and sets of states that its search remembers. */
export const MAX_PATTERN_SPAN = 4096
export const MAX_PATTERN_SETS = 1024

/**
 * Of a detector that an analyst wrote, in one capture: frames that are opened for what they say, groups
 * they fall into, different values in one of them, and groups that have a finding of their own.
 */
export const MAX_OWN_FRAMES = 100_000
export const MAX_OWN_GROUPS = 20_000
export const MAX_OWN_VALUES = 10_000
export const MAX_OWN_FINDINGS = 20
