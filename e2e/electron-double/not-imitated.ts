/** A part of Electron that the double does not have: using it fails with a sentence instead of doing nothing. */
export function notImitated(name: string): object {
  const refuse = (what: string): never => {
    throw new Error(`[electron-double] ${what} is not imitated`)
  }
  return new Proxy(() => {}, {
    get: (_, key) => (typeof key === 'symbol' || key === 'then' ? undefined : () => refuse(`${name}.${key}`)),
    construct: () => refuse(`new ${name}()`),
  })
}
