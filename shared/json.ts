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
  if (isArray(value)) return `[${value.map((element) => canonicalJson(element)).join(',')}]`
  const members: string[] = []
  for (const key of Object.keys(value).sort()) {
    const member = value[key]
    if (member !== undefined) members.push(`${JSON.stringify(key)}:${canonicalJson(member)}`)
  }
  return `{${members.join(',')}}`
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
