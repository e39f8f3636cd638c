/**
 * The page's default Trusted Types policy: of all strings that could load a script, only our own
 * inlined workers and the service worker pass. `main.ts` imports this before anything else.
 *
 * Browsers without Trusted Types have the Content Security Policy alone.
 */
import { SERVICE_WORKER_URL } from './offline'

/** What lib.dom does not declare yet. */
interface TrustedTypePolicyFactory {
  createPolicy(name: string, rules: { createScriptURL(url: string): string | null }): unknown
}

const { trustedTypes } = self as { trustedTypes?: TrustedTypePolicyFactory }

trustedTypes?.createPolicy('default', {
  createScriptURL: (url) =>
    url.startsWith(`blob:${self.origin}/`) || url === SERVICE_WORKER_URL ? url : null,
})
