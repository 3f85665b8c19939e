/** On SIGINT and SIGTERM ends what this process started, then itself. */
export function endWithUs(endChildren: () => void): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      endChildren()
      process.exit(130)
    })
}
