import { app } from './app.ts'
import { BrowserWindow } from './browser-window.ts'
import { ipcMain } from './ipc-main.ts'
import { Menu, MenuItem } from './menu.ts'
import { notImitated } from './not-imitated.ts'
import { clipboard, dialog, Notification, shell } from './recorded.ts'
import { protocol } from './schemes.ts'
import { session } from './session.ts'
import {
  crashReporter,
  nativeImage,
  nativeTheme,
  net,
  powerMonitor,
  powerSaveBlocker,
  safeStorage,
  screen,
} from './surroundings.ts'
import { webContents } from './web-contents.ts'

/** What `import … from 'electron'` gives in the main process. */
export {
  app,
  BrowserWindow,
  clipboard,
  crashReporter,
  dialog,
  ipcMain,
  Menu,
  MenuItem,
  Notification,
  nativeImage,
  nativeTheme,
  net,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  webContents,
}
export const autoUpdater = notImitated('autoUpdater')
export const BaseWindow = notImitated('BaseWindow')
export const desktopCapturer = notImitated('desktopCapturer')
export const globalShortcut = notImitated('globalShortcut')
export const MessageChannelMain = notImitated('MessageChannelMain')
export const systemPreferences = notImitated('systemPreferences')
export const Tray = notImitated('Tray')
export const utilityProcess = notImitated('utilityProcess')
export const WebContentsView = notImitated('WebContentsView')
export default {
  app,
  autoUpdater,
  BaseWindow,
  BrowserWindow,
  clipboard,
  crashReporter,
  desktopCapturer,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  MenuItem,
  MessageChannelMain,
  Notification,
  nativeImage,
  nativeTheme,
  net,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  systemPreferences,
  Tray,
  utilityProcess,
  WebContentsView,
  webContents,
}
