/** One promise of a port, without a test runner: `for (const c of contract) test(c.name, c.run)`. */
export interface ContractCase {
  readonly name: string
  readonly run: () => Promise<void>
}
