/** An entry of a menu. */
export interface MenuItem {
  label: string
  /** A line above it. */
  apart?: boolean
  act: () => void
}
