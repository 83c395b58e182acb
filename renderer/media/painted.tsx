import { useEffect, useRef } from 'react'

/** Draws in CSS pixels; `colour` is the `color` that the style sheet gives the canvas. */
export type Draw = (
  context: CanvasRenderingContext2D,
  size: { readonly width: number; readonly height: number },
  colour: string,
) => void

/**
 * A canvas at the resolution of the screen, drawn again when its size, the theme or `draw` changes. `label` makes it an image for
 * who cannot see it; without one it is decoration.
 */
export function Painted({
  draw,
  className,
  label,
}: {
  readonly draw: Draw
  readonly className: string
  readonly label?: string | undefined
}) {
  const ref = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const canvas = ref.current
    if (!canvas) return
    const paint = () => {
      const { clientWidth: width, clientHeight: height } = canvas
      const ratio = window.devicePixelRatio || 1
      canvas.width = Math.max(1, Math.round(width * ratio))
      canvas.height = Math.max(1, Math.round(height * ratio))
      const context = canvas.getContext('2d')
      if (!context || width === 0 || height === 0) return
      context.scale(canvas.width / width, canvas.height / height)
      draw(context, { width, height }, getComputedStyle(canvas).color)
    }
    const sized = new ResizeObserver(paint)
    sized.observe(canvas)
    const themed = new MutationObserver(paint)
    themed.observe(document.documentElement, { attributes: true })
    const dark = matchMedia('(prefers-color-scheme: dark)')
    dark.addEventListener('change', paint)
    paint()
    return () => {
      sized.disconnect()
      themed.disconnect()
      dark.removeEventListener('change', paint)
    }
  }, [draw])
  return (
    <canvas
      ref={ref}
      className={className}
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    />
  )
}
