/** Something that a row found out beyond what is measured in every row. */
export interface Finding {
  readonly name: string
  readonly measured: string
  readonly budget: string
  readonly ok: boolean
}
