/** Bounds of what is looked at when connections and conversations are opened. */

/** What is read of one connection for its first picture, and at most for its graphs. */
export const FIRST_TRACE = { frames: 4096, octets: 4 * 1024 * 1024 }
export const MAX_TRACE = { frames: 524_288, octets: 1024 * 1024 * 1024 }

/** Octets of one page of a followed stream, and of a stream that is saved. */
export const SAID_PAGE_OCTETS = 64 * 1024
export const MAX_SAVED_STREAM_OCTETS = 256 * 1024 * 1024

/** Records of applications that are listed with one connection. */
export const MAX_FLOW_RECORDS = 1000

/** Conversations of one kind that are counted in one capture, and those that are listed. */
export const MAX_COUNTED_CONVERSATIONS = 1_000_000
export const MAX_LISTED_CONVERSATIONS = 20_000
/** Octets of a connection that are opened with its secrets, or looked through for a message. */
export const MAX_OPENED_OCTETS = 128 * 1024 * 1024
