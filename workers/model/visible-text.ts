/**
 * Text from packets, files and names is hostile wherever it is shown: what has no shape of its own
 * is written out, so that it can neither hide nor turn the text around it.
 */

/**
 * Controls C0, DEL, C1 (Cc), format characters with the bidi controls of UAX #9 (Cf), line and
 * paragraph separators (Zl, Zp), lone surrogates (Cs, matched only unpaired), and whatever else
 * Unicode calls ignorable, such as zero-width joiners, fillers and variation selectors (DI).
 */
const SHAPELESS = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{DI}]/gu

/** The text with every such character as `<U+XXXX>`. Applying it twice changes nothing more. */
export function visibleText(text: string): string {
  return text.replace(SHAPELESS, (character) => {
    const code = character.codePointAt(0) ?? 0
    return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`
  })
}
