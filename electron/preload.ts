import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { BRIDGE, CHANNELS, type DesktopBridge } from '#shared/ipc/bridge.ts'

const bridge: DesktopBridge = {
  connect: () => ipcRenderer.invoke(CHANNELS.connect),
  send: (text) => ipcRenderer.invoke(CHANNELS.send, text),
  onMessage: (listener) => {
    ipcRenderer.on(CHANNELS.message, (_event, text: string) => listener(text))
  },
  onClosed: (listener) => {
    ipcRenderer.on(CHANNELS.closed, () => listener())
  },
  pathOf: (file: File) => webUtils.getPathForFile(file),
}
contextBridge.exposeInMainWorld(BRIDGE, bridge)
