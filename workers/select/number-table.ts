/** Unsigned numbers by row; rows that were not set are 0. */
export class Table {
  private numbers = new Uint32Array(1024)

  get(row: number): number {
    return this.numbers[row] ?? 0
  }

  set(row: number, value: number): void {
    if (row >= this.numbers.length) {
      const larger = new Uint32Array(Math.max(row + 1, 2 * this.numbers.length))
      larger.set(this.numbers)
      this.numbers = larger
    }
    this.numbers[row] = value
  }
}
