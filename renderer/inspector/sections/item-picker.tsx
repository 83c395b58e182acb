/** Which of several work items is shown; nothing where there is one. */
export function ItemPicker({
  label,
  items,
  place,
  onPick,
}: {
  readonly label: string
  readonly items: readonly { readonly item: string; readonly take: number }[]
  readonly place: number
  readonly onPick: (place: number) => void
}) {
  if (items.length < 2) return null
  return (
    <label className="row">
      <span className="quiet">{label}</span>
      <select className="field" value={place} onChange={({ target }) => onPick(Number(target.value))}>
        {items.map(({ item, take }, at) => (
          <option key={`${item}@${take}`} value={at}>
            {take > 0 ? `${item}@${take}` : item}
          </option>
        ))}
      </select>
    </label>
  )
}
