/**
 * Files that the desktop opens with the installed page: `file_handlers` of the manifest.
 * Web App Launch Handler API, WICG draft; Chromium only.
 */

/** What lib.dom does not declare yet. */
interface LaunchQueue {
  setConsumer(consumer: (launch: { files: readonly FileSystemFileHandle[] }) => void): void
}

export function takeLaunchedFiles(onfiles: (files: File[]) => void): void {
  const { launchQueue } = window as { launchQueue?: LaunchQueue }
  launchQueue?.setConsumer(({ files }) => {
    if (files.length === 0) return // started without a file
    void Promise.all(files.map((handle) => handle.getFile())).then(onfiles)
  })
}
