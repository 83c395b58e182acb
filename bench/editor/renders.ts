import type { Page } from '@playwright/test'

interface Fiber {
  readonly child: Fiber | null
  readonly sibling: Fiber | null
  readonly alternate: Fiber | null
  readonly memoizedProps: { readonly className?: unknown } | null
}

declare global {
  interface Window {
    cardRenders: number
  }
}

/**
 * Counts how often cards are rendered, in the built page: React tells development tools of every commit, also in production. A card
 * was rendered where the element with class `card` has new props; what React skipped keeps the children it had.
 */
export async function countRenders(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.cardRenders = 0
    const visit = (fiber: Fiber | null, parentIsNew: boolean) => {
      for (let each = fiber; each; each = each.sibling) {
        const before = each.alternate
        const isCard = each.memoizedProps?.className === 'card'
        if (isCard && (parentIsNew || before === null || before.memoizedProps !== each.memoizedProps))
          window.cardRenders++
        if (before === null || before.child !== each.child) visit(each.child, before === null)
      }
    }
    const hook = {
      supportsFiber: true,
      renderers: new Map(),
      inject: () => 1,
      onCommitFiberUnmount: () => {},
      onPostCommitFiberRoot: () => {},
      onCommitFiberRoot: (_: number, root: { current: Fiber }) => {
        const { current } = root
        if (current.alternate === null || current.alternate.child !== current.child)
          visit(current.child, current.alternate === null)
      },
    }
    Object.defineProperty(window, '__REACT_DEVTOOLS_GLOBAL_HOOK__', { value: hook })
  })
}
