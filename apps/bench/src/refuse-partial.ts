/** Throws when a document would be overwritten by a run of only some of what it shows. */
export function refusePartial(
  option: string,
  isGiven: boolean,
  choices: Readonly<Record<string, readonly string[] | undefined>>,
): void {
  const chosen = Object.keys(choices).filter((name) => choices[name] !== undefined)
  if (isGiven && chosen.length > 0)
    throw new Error(
      `${option} writes the whole table: it cannot be had together with ${chosen.join(' and ')}. Leave one of them out.`,
    )
}
