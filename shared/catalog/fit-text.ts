/** Ends of sentences, also full-width ones; closing quotes belong to the sentence. */
const SENTENCE_END = /[.!?…]["'”’)\]]*(?=\s|$)|[。！？]["”’」』]*|\n/gu

/** The longest beginning of at most `max` UTF-16 units that ends with a sentence, else with a word, else anywhere in one. */
export function cutAtSentence(text: string, max: number): string {
  if (text.length <= max) return text
  let end = 0
  for (const match of text.matchAll(SENTENCE_END)) {
    const after = match.index + match[0].length
    if (after > max) break
    end = after
  }
  if (end === 0) end = Math.max(text.slice(0, max + 1).search(/\s\S*$/), 0)
  if (end === 0) end = isLowSurrogate(text.charCodeAt(max)) ? max - 1 : max
  return text.slice(0, end).trimEnd()
}

/** Cutting before one would leave half a character. */
function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff
}
