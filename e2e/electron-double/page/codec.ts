/** JSON for what Electron clones: what JSON lacks is an object with a `$`. Runs here and, as text, in the page. */
export interface Codec {
  /** Throws `An object could not be cloned.` for functions and the like, as Electron does. */
  encode(value: unknown): unknown
  decode(value: unknown): unknown
}

interface Tagged {
  readonly $: string
  readonly v: string
  readonly t?: string
  readonly s?: string
}

/** Stands alone: its text is put into pages. */
export function createCodec(): Codec {
  const toBase64 = (bytes: Uint8Array): string => {
    let text = ''
    for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768))
    return btoa(text)
  }
  const fromBase64 = (text: string) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))
  const refuse = (): never => {
    throw new Error('An object could not be cloned.')
  }
  const encodeNumber = (value: number): unknown => {
    if (Object.is(value, -0)) return { $: 'number', v: '-0' }
    return Number.isFinite(value) ? value : { $: 'number', v: String(value) }
  }
  const encodeObject = (value: object): unknown => {
    if (Array.isArray(value)) return value.map(encode)
    if (value instanceof Date) return { $: 'date', v: String(value.getTime()) }
    if (value instanceof Map) return { $: 'map', v: [...value].map(([key, each]) => [encode(key), encode(each)]) }
    if (value instanceof Set) return { $: 'set', v: [...value].map(encode) }
    if (value instanceof Error) return { $: 'error', v: value.message, t: value.name, s: value.stack }
    if (value instanceof ArrayBuffer) return { $: 'buffer', v: toBase64(new Uint8Array(value)) }
    if (ArrayBuffer.isView(value)) {
      const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
      // A Node Buffer arrives as plain bytes.
      const type = value.constructor.name === 'Buffer' ? 'Uint8Array' : value.constructor.name
      return { $: 'view', t: type, v: toBase64(bytes) }
    }
    if (value instanceof Promise || value instanceof WeakMap || value instanceof WeakSet) return refuse()
    return { $: 'object', v: Object.entries(value).map(([key, each]) => [key, encode(each)]) }
  }
  const encode = (value: unknown): unknown => {
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return value
      case 'number':
        return encodeNumber(value)
      case 'undefined':
        return { $: 'undefined' }
      case 'bigint':
        return { $: 'bigint', v: String(value) }
      case 'object':
        return value === null ? null : encodeObject(value)
      default:
        return refuse()
    }
  }
  const pairs = (value: unknown) => value as readonly (readonly [unknown, unknown])[]
  const decodeView = (type: string, text: string): unknown => {
    const { buffer } = fromBase64(text)
    if (type === 'DataView') return new DataView(buffer)
    const views = {
      Uint8Array,
      Int8Array,
      Uint16Array,
      Int16Array,
      Uint32Array,
      Int32Array,
      Float32Array,
      Float64Array,
    }
    const View = views[type as keyof typeof views] ?? Uint8Array
    return new View(buffer)
  }
  const decode = (value: unknown): unknown => {
    if (value === null || typeof value !== 'object') return value
    if (Array.isArray(value)) return value.map(decode)
    const { $, v, t = '', s = '' } = value as Tagged
    switch ($) {
      case 'undefined':
        return undefined
      case 'number':
        return Number(v)
      case 'bigint':
        return BigInt(v)
      case 'date':
        return new Date(Number(v))
      case 'map':
        return new Map(pairs(v).map(([key, each]) => [decode(key), decode(each)]))
      case 'set':
        return new Set((v as unknown as readonly unknown[]).map(decode))
      case 'error':
        return Object.assign(new Error(v), { name: t, stack: s })
      case 'buffer':
        return fromBase64(v).buffer
      case 'view':
        return decodeView(t, v)
      default:
        return Object.fromEntries(pairs(v).map(([key, each]) => [key, decode(each)]))
    }
  }
  return { encode, decode }
}
