/** Names of the addresses of the case at hand, and how columns show the two; remembered by this browser. */
import { HostNames } from '../../workers/model/host-names'
import type { CaseResult } from '../../workers/model/run'
import { noSidecars } from '../../workers/model/sidecar'
import { readPreference, writePreference } from './preference'

/** An address with its name, the name alone where there is one, or the address alone. */
const FORMS = ['both', 'names', 'addresses'] as const

export type AddressForm = (typeof FORMS)[number]

const NOBODY = { sidecars: noSidecars(), captures: [] }

export class Naming {
  readonly forms = FORMS
  readonly #result: () => CaseResult | null
  #wanted = $state(readPreference('address-form'))
  readonly names = $derived.by(() => new HostNames(this.#result() ?? NOBODY))
  readonly form = $derived.by<AddressForm>(() => {
    if (!this.names.known) return 'addresses'
    return FORMS.find((each) => each === this.#wanted) ?? 'both'
  })

  constructor(result: () => CaseResult | null) {
    this.#result = result
  }

  choose(form: AddressForm): void {
    this.#wanted = form
    writePreference('address-form', form)
  }
}
