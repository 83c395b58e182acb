import type { SceneKind } from '../look.ts'
import { abstract } from './abstract.ts'
import { city } from './city.ts'
import { landscape } from './landscape.ts'
import { logo } from './logo.ts'
import { person } from './person.ts'
import { picture } from './picture.ts'
import { product } from './product.ts'
import type { Scene, Stage } from './scene.ts'

const SCENES: Record<SceneKind, (stage: Stage) => Scene> = { landscape, city, product, person, abstract, logo }

/** The scene a look asks for; a given start or end frame is the scene itself. */
export function createScene(stage: Stage): Scene {
  const first = stage.startFrame ?? stage.endFrame
  return first === null ? SCENES[stage.look.scene](stage) : picture(stage, first, stage.endFrame)
}
