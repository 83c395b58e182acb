import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { findChromium } from './setup/chromium.mjs'
import { ROOT } from './setup.mjs'

// Draws the app's icons from resources/icons/icon.svg, in every size and container that the systems want: run it after the SVG has
// changed, and commit what it writes.

const FOLDER = join(ROOT, 'resources', 'icons')
const LINUX = [16, 32, 48, 64, 128, 256, 512]
const WINDOWS = [16, 24, 32, 48, 64, 128, 256]
/** Apple's names for PNG pictures in an icon, by their pixels. */
const APPLE = { ic11: 32, ic12: 64, ic07: 128, ic13: 256, ic08: 256, ic14: 512, ic09: 512, ic10: 1024 }

const sizes = [...new Set([...LINUX, ...WINDOWS, ...Object.values(APPLE)])]
const drawn = await draw(readFileSync(join(FOLDER, 'icon.svg'), 'utf8'), sizes)
/** @param {number} size */
const picture = (size) => {
  const found = drawn.get(size)
  if (found === undefined) throw new Error(`No picture of ${size} pixels was drawn.`)
  return found
}
mkdirSync(join(FOLDER, 'linux'), { recursive: true })
for (const size of LINUX) writeFileSync(join(FOLDER, 'linux', `${size}x${size}.png`), picture(size))
writeFileSync(join(FOLDER, 'icon.png'), picture(512))
writeFileSync(join(FOLDER, 'drag.png'), picture(64))
writeFileSync(join(FOLDER, 'icon.ico'), ico(WINDOWS))
writeFileSync(join(FOLDER, 'icon.icns'), icns())

/** @param {string} svg @param {readonly number[]} wanted @returns {Promise<Map<number, Buffer>>} PNG pictures by their pixels */
async function draw(svg, wanted) {
  const executablePath = findChromium(ROOT)
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
  const page = await browser.newPage()
  const pictures = new Map()
  for (const size of wanted) {
    await page.setViewportSize({ width: size, height: size })
    await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`)
    pictures.set(size, await page.screenshot({ omitBackground: true }))
  }
  await browser.close()
  return pictures
}

/** A Windows icon: a directory of pictures, then the pictures. @param {readonly number[]} all */
function ico(all) {
  const head = Buffer.alloc(6 + 16 * all.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(all.length, 4)
  let offset = head.length
  all.forEach((size, index) => {
    const at = 6 + 16 * index
    // 0 stands for 256.
    head.writeUInt8(size % 256, at)
    head.writeUInt8(size % 256, at + 1)
    head.writeUInt16LE(1, at + 4)
    head.writeUInt16LE(32, at + 6)
    head.writeUInt32LE(picture(size).length, at + 8)
    head.writeUInt32LE(offset, at + 12)
    offset += picture(size).length
  })
  return Buffer.concat([head, ...all.map(picture)])
}

/** An Apple icon: named pieces, each with its length. */
function icns() {
  const pieces = Object.entries(APPLE).map(([name, size]) => piece(name, picture(size)))
  return piece('icns', Buffer.concat(pieces))
}

/** @param {string} name @param {Buffer} content */
function piece(name, content) {
  const head = Buffer.alloc(8)
  head.write(name, 'latin1')
  head.writeUInt32BE(content.length + 8, 4)
  return Buffer.concat([head, content])
}
