/** Layers of frames that were opened or closed: the next frame has them so, too, as in Wireshark. */
export class Folds {
  readonly #open = new Map<string, boolean>()

  /** undefined: it was neither opened nor closed. */
  isOpen(layer: string): boolean | undefined {
    return this.#open.get(layer)
  }

  set(layer: string, open: boolean): void {
    this.#open.set(layer, open)
  }
}
