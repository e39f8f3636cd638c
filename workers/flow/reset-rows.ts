/** Where the facts of a reset stand in its row: the first RST of a connection, and what it met. */
import { firstDouble, strideOf } from './rows'

const USED = 18

export const FRAME = 0
/** Of the RST: 0 the lower endpoint sent it, 1 the higher. */
export const FROM = 1
/** RST frames of the lower and of the higher endpoint. */
export const TOTALS = 2
/** Frames of its side before it. */
export const SENT_BEFORE = 4
export const TTL = 5
/** IP identification + 1; 0: none. */
export const IP_ID = 6
export const WINDOW = 7
export const HAS_ACK = 8
/** 0 unknown, 1 expected, 2 elsewhere. */
export const SEQUENCE = 9
/** `CLOSED` of the connection before it. */
export const CLOSED = 10
/** Who sent data last: 0 nobody, 1 the lower endpoint, 2 the higher. */
export const LAST_DATA = 11
export const SENDER_UNACKED = 12
export const RECEIVER_UNACKED = 13
/** Of the silence before; frame 0: there was none. */
export const SILENCE_FRAME = 14
export const SILENCE_FROM = 15
export const SILENCE_SENT = 16
export const SILENCE_FIN = 17

export const TIME = firstDouble(USED)
export const SILENCE_TIME = TIME + 1
export const SILENCE_LENGTH = TIME + 2
export const RESET_WORDS = strideOf(USED, 3)
export const RESET_DOUBLES = RESET_WORDS / 2
