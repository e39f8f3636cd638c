/** Status codes as the registry names them: RFC 9110 §15, RFC 6585; those of gateways are told at length. */

const NAMES: Readonly<Record<number, string>> = {
  ...{ 400: 'Bad Request', 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found' },
  ...{ 405: 'Method Not Allowed', 408: 'Request Timeout', 409: 'Conflict', 410: 'Gone' },
  ...{ 413: 'Content Too Large', 422: 'Unprocessable Content', 429: 'Too Many Requests' },
  ...{ 500: 'Internal Server Error', 501: 'Not Implemented', 502: 'Bad Gateway' },
  ...{ 503: 'Service Unavailable', 504: 'Gateway Timeout', 507: 'Insufficient Storage' },
}

/** `503 Service Unavailable`. */
export const statusName = (status: number): string =>
  NAMES[status] === undefined ? String(status) : `${String(status)} ${NAMES[status]}`
