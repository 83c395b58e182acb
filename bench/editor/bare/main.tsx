import { Handle, type Node, type NodeProps, Position, ReactFlow } from '@xyflow/react'
import '@xyflow/react/dist/style.css'
import { memo } from 'react'
import { createRoot } from 'react-dom/client'

interface Given {
  readonly nodes: readonly {
    readonly id: string
    readonly title: string
    readonly position: { readonly x: number; readonly y: number }
    readonly picture: string | null
  }[]
  readonly edges: readonly { readonly id: string; readonly source: string; readonly target: string }[]
}
type Card = Node<{ title: string; picture: string | null }>

const WIDTH = 248
const HEIGHT = 180

/** A card without anything behind it: a title, a picture, a line of words. */
const BareCard = memo(function BareCard({ data }: NodeProps<Card>) {
  return (
    <div
      className="card"
      style={{ width: WIDTH, height: HEIGHT, background: '#222', color: '#eee', font: '12px sans-serif' }}
    >
      <strong>{data.title}</strong>
      {data.picture && <img src={data.picture} alt="" loading="lazy" decoding="async" width={120} height={68} />}
      <p>Not made yet</p>
      <Handle type="target" position={Position.Left} id="in" />
      <Handle type="source" position={Position.Right} id="out" />
    </div>
  )
})

const given: Given = await (await fetch(`./${new URLSearchParams(location.search).get('graph')}.json`)).json()
const size = { width: WIDTH, height: HEIGHT }
const handle = { y: HEIGHT / 2, width: 6, height: 6 }
const nodes: Card[] = given.nodes.map(({ id, title, position, picture }) => ({
  ...{ id, position, type: 'card', data: { title, picture }, ...size, measured: size },
  handles: [
    { ...handle, id: 'in', type: 'target', position: Position.Left, x: 0 },
    { ...handle, id: 'out', type: 'source', position: Position.Right, x: WIDTH },
  ],
}))
const edges = given.edges.map((edge) => ({ ...edge, sourceHandle: 'out', targetHandle: 'in' }))
const root = document.querySelector('#root')
if (root)
  createRoot(root).render(
    <ReactFlow
      defaultNodes={nodes}
      defaultEdges={edges}
      nodeTypes={{ card: BareCard }}
      onlyRenderVisibleElements
      panOnDrag={[1]}
      minZoom={0.1}
      defaultViewport={{ x: 40, y: 40, zoom: 1 }}
    />,
  )
