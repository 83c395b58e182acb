const { contextBridge, ipcRenderer } = require('electron')

contextBridge.exposeInMainWorld('tiny', {
  /** @param {unknown} value */
  echo: (value) => ipcRenderer.invoke('echo', value),
  fail: () => ipcRenderer.invoke('fail'),
  ask: () => ipcRenderer.invoke('ask'),
  navigations: () => ipcRenderer.invoke('navigations'),
  /** @param {string} text */
  say: (text) => ipcRenderer.send('say', text),
  /** @param {(text: string) => void} listener */
  onTold: (listener) => {
    const called = (/** @type {unknown} */ _event, /** @type {string} */ text) => listener(text)
    ipcRenderer.on('told', called)
    return () => ipcRenderer.off('told', called)
  },
  /** Whether a sandboxed preload may load that module. @param {string} name */
  canRequire: (name) => {
    try {
      require(name)
      return true
    } catch {
      return false
    }
  },
})
