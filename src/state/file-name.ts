/** Names of captures come from outside: only harmless characters stay, and not too many. */
export function fileNameOf(title: string): string {
  const safe = title.replace(/[^\w.-]+/g, '_').replace(/^[._]+|[._]+$/g, '')
  return `tailfirst-${safe.slice(0, 80) || 'case'}`
}
