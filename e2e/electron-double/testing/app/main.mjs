import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { app, BrowserWindow, dialog, ipcMain, Menu, protocol } from 'electron'

// An app that uses what ours uses of Electron, in a few lines each.
const folder = import.meta.dirname
if (!app.requestSingleInstanceLock()) app.exit(0)
app.on('second-instance', (_event, argv) => BrowserWindow.getAllWindows()[0]?.webContents.send('told', argv.at(-1)))

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  {
    scheme: 'media',
    privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, stream: true },
  },
])

ipcMain.handle('echo', (_event, value) => value)
ipcMain.handle('fail', () => {
  throw new Error('on purpose')
})
ipcMain.handle('ask', () => dialog.showOpenDialog({}))
ipcMain.on('say', (event, text) => event.sender.send('told', `heard ${text}`))

/** @param {Request} request */
function serve(request) {
  const { pathname } = new URL(request.url)
  if (request.method === 'PUT') return request.text().then((text) => new Response(`got ${text.length}`))
  if (pathname !== '/') return new Response('nothing here', { status: 404 })
  const headers = {
    'content-type': 'text/html',
    'content-security-policy': "default-src 'self'; script-src 'self' 'unsafe-inline'; connect-src 'self' media:",
  }
  return new Response(readFileSync(join(folder, 'page.html')), { headers })
}

/** @param {Request} request */
function bytes(request) {
  const all = new TextEncoder().encode('0123456789')
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get('range') ?? '') ?? []
  const open = { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'content-range' }
  if (from === undefined) return new Response(all, { headers: open })
  const end = to ? Number(to) + 1 : all.length
  const headers = { ...open, 'content-range': `bytes ${from}-${end - 1}/${all.length}` }
  return new Response(all.slice(Number(from), end), { status: 206, headers })
}

/** @type {string[]} */
const navigations = []
function start() {
  protocol.handle('app', serve)
  protocol.handle('media', bytes)
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      {
        label: 'File',
        submenu: [
          {
            id: 'hello',
            label: 'Hello',
            click: () => BrowserWindow.getAllWindows()[0]?.webContents.send('told', 'menu'),
          },
        ],
      },
    ]),
  )
  const window = new BrowserWindow({
    width: 900,
    height: 600,
    webPreferences: {
      preload: join(folder, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
    },
  })
  window.webContents.setWindowOpenHandler(({ url }) => {
    navigations.push(`open ${url}`)
    return { action: 'deny' }
  })
  window.webContents.on('will-navigate', (event) => {
    navigations.push(`navigate ${event.url}`)
    event.preventDefault()
  })
  void window.loadURL('app://tiny/')
}
ipcMain.handle('navigations', () => navigations)
app.on('window-all-closed', () => app.quit())
app.whenReady().then(start)
