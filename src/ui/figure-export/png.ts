/** A picture as PNG: the browser draws its SVG on a canvas. */
import type { Standalone } from './standalone'

const SCALE = 2
/** Px that every browser has a canvas for: of a side, and of all. */
const LARGEST_SIDE = 16_000
const LARGEST_AREA = 100_000_000

/** null: the browser cannot draw it. */
export async function pngOf({ xml, width, height }: Standalone): Promise<Blob | null> {
  const scale = Math.min(
    SCALE,
    LARGEST_SIDE / Math.max(width, height),
    Math.sqrt(LARGEST_AREA / (width * height)),
  )
  const url = URL.createObjectURL(new Blob([xml], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(width * scale)
    canvas.height = Math.round(height * scale)
    const context = canvas.getContext('2d')
    if (context === null) return null
    context.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await new Promise<Blob | null>((settle) => canvas.toBlob(settle, 'image/png'))
  } catch (error) {
    if (error instanceof DOMException) return null
    throw error
  } finally {
    URL.revokeObjectURL(url)
  }
}
