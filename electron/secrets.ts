import { safeStorage } from 'electron'
import Store from 'electron-store'
import type { KeyVault } from './settings/keys.ts'

/**
 * Keys of providers, encrypted by the operating system's key store in a file of the data folder. Where there is no key store nothing
 * is kept: a plain text in disguise is refused too. Only once the app is ready.
 */
export function openKeyVault(folder: string): KeyVault {
  const store = new Store<Record<string, string>>({ cwd: folder, name: 'keys', clearInvalidConfig: true })
  const problem = problemOfKeyStore()
  return {
    problem,
    read: () => new Map(problem === null ? Object.entries(store.store).flatMap(readable) : []),
    async write(provider, value) {
      if (value === null) store.delete(provider)
      else if (problem !== null) throw new Error(problem)
      else store.set(provider, safeStorage.encryptString(value).toString('base64'))
    },
  }
}

function problemOfKeyStore(): string | null {
  const env = 'set the key in the environment variable of its provider instead'
  if (!safeStorage.isEncryptionAvailable()) return `This system offers no key store that Reelay can use; ${env}.`
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text')
    return `There is no key store in this session (GNOME Keyring and KWallet are known); install one and start again, or ${env}.`
  return null
}

/** A key of another machine or account cannot be read here: it counts as not kept. */
function readable([provider, kept]: [string, string]): [string, string][] {
  try {
    return [[provider, safeStorage.decryptString(Buffer.from(kept, 'base64'))]]
  } catch {
    return []
  }
}
