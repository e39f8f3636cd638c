/**
 * Values as JSON in octets: they are moved between threads instead of copied, stored as they are, and
 * read once somebody asks for them.
 */

declare const value: unique symbol

/** Octets of the JSON of a `T`. */
export type Packed<T> = Uint8Array<ArrayBuffer> & { readonly [value]?: T }

/** Of what JSON can say: plain objects, arrays, text and finite numbers. */
export function pack<T>(plain: T): Packed<T> {
  return new TextEncoder().encode(JSON.stringify(plain))
}

export function unpack<T>(packed: Packed<T>): T {
  return JSON.parse(new TextDecoder().decode(packed)) as T
}
