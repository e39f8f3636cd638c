/** Extensions of hellos that are read. IANA, "TLS ExtensionType Values". */
export const SERVER_NAME = 0
export const SUPPORTED_GROUPS = 10
export const POINT_FORMATS = 11
export const SIGNATURE_ALGORITHMS = 13
export const ALPN = 16
export const SUPPORTED_VERSIONS = 43
