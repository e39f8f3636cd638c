/** What the page may ask of the hash worker. */
export interface HashApi {
  /** Lower-case hex SHA-256 of the file as dropped. */
  sha256(file: Blob): Promise<string>
}
