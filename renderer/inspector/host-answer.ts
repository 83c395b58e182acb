import { useEffect, useState } from 'react'
import type { In, Out, RequestName } from '#shared/ipc/contract.ts'
import { request } from '../api.ts'
import { usePlan } from '../store/plan-store.ts'

/**
 * What the host answers to a request, asked again whenever the plan is another one; the last answer stands until the next comes.
 * Null: nothing is asked, or no answer is there yet.
 */
export function useHostAnswer<N extends RequestName>(name: N, input: In<N> | null): Out<N> | null {
  const [answer, setAnswer] = useState<{ readonly to: string; readonly value: Out<N> } | null>(null)
  const plan = usePlan((state) => state.plan)
  const question = input === null ? null : JSON.stringify(input)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another plan means that the same question has another answer
  useEffect(() => {
    if (question === null) return
    let wanted = true
    request(name, JSON.parse(question) as In<N>)
      .then((value) => wanted && setAnswer({ to: question, value }))
      // A node that was just added is not known to the host yet, or the host is out of reach: the next plan asks again.
      .catch(() => undefined)
    return () => {
      wanted = false
    }
  }, [name, question, plan])
  return answer !== null && answer.to === question ? answer.value : null
}
