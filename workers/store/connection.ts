/** A connection to the database that is opened again after it was taken away. */
import { openDatabase } from './open-database'
import type { CaseDatabase } from './schema'

export interface Connection {
  /** @throws DOMException when the browser keeps no database for this page. */
  database(): Promise<CaseDatabase>
  close(): void
}

export function newConnection(name: string): Connection {
  let opening: Promise<CaseDatabase> | null = null
  const forget = () => {
    opening = null
  }
  return {
    async database() {
      opening ??= openDatabase(name, forget)
      try {
        return await opening
      } catch (error) {
        forget()
        throw error
      }
    },
    close() {
      void opening?.then((db) => db.close())
      forget()
    },
  }
}
