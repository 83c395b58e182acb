import { createBridge } from './bridge.ts'
import { createCodec } from './codec.ts'
import { mainWorld } from './main-world.ts'
import { type PreloadSurroundings, preloadWorld } from './preload-world.ts'

/** What each document runs before its own scripts: the text of the functions beside this file, called with what they need. */
export function pageSource(schemes: readonly string[], preload: string, around: PreloadSurroundings) {
  const script = `function (require, module, exports, process, global) {${preload}\n}`
  return {
    main: `(${mainWorld})(${createBridge}, ${JSON.stringify(schemes)})`,
    preload: `(${preloadWorld})(${createBridge}, ${createCodec}, ${script}, ${JSON.stringify(around)})`,
  }
}
