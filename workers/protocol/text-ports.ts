/** Server ports of protocols that talk in lines of text, and of Telnet. IANA Service Names. */
import type { Port } from '../model/units'

export const SMTP_PORTS: readonly Port[] = [25, 587]
export const POP_PORTS: readonly Port[] = [110]
export const IMAP_PORTS: readonly Port[] = [143]
export const FTP_PORTS: readonly Port[] = [21]
export const TELNET_PORTS: readonly Port[] = [23]
