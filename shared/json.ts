/** Anything JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined }

/** A JSON object; a member that is `undefined` counts as absent. */
export type JsonObject = { readonly [key: string]: Json | undefined }

/**
 * One text per JSON value: object keys sorted by code unit, no white space, `undefined` members left out.
 * Keys are hashes of this text, so it must never change.
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  // Texts are joined as they come, without lists in between: a plan of a large graph makes tens of thousands of them.
  let text = ''
  if (isArray(value)) {
    for (const element of value) text += `${text === '' ? '' : ','}${canonicalJson(element)}`
    return `[${text}]`
  }
  const keys = Object.keys(value)
  if (keys.length > 1) keys.sort()
  for (const key of keys) {
    const member = value[key]
    if (member !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(member)}`
  }
  return `{${text}}`
}

/** Structural equality of JSON values, blind to key order. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true
  if (a === undefined || b === undefined) return false
  return canonicalJson(a) === canonicalJson(b)
}

/** `Array.isArray` that also narrows read-only arrays. */
function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}
