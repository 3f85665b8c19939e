import Airtable from 'airtable'

type Callable = (...given: unknown[]) => unknown

const CLASSES = new Set(['Airtable', 'Base', 'Table', 'Query', 'Record', 'AirtableError'])

/**
 * Notes which members of the official client are used through what it has wrapped. Calls of the client among its own parts
 * are not noted: they go past the wrappers.
 */
export class UsedApi {
  readonly members: Set<string> = new Set<string>()
  readonly selectOptions: Set<string> = new Set<string>()
  readonly clientOptions: Set<string> = new Set<string>()

  /** The same, noted: instances of the client's classes, its classes, and what functions, promises and arrays bring of them. */
  watch<T>(value: T): T {
    if (typeof value === 'function') return this.#watchFunction(value)
    if (value instanceof Promise)
      return value.then(
        (result: unknown) => this.watch(result),
        (error: unknown) => Promise.reject(this.watch(error) as Error),
      ) as T
    if (Array.isArray(value)) return value.map((one: unknown) => this.watch(one)) as T
    return typeof value === 'object' && value !== null && CLASSES.has(classOf(value))
      ? (this.#watchObject(value, classOf(value)) as T)
      : value
  }

  #watchObject(target: object, name: string): object {
    return new Proxy(target, {
      get: (_, member) => this.#member(target, name, member),
      set: (_, member, value) => {
        this.#note(name, member)
        return Reflect.set(target, member, value)
      },
    })
  }

  #member(target: object, name: string, member: string | symbol): unknown {
    this.#note(name, member)
    const value: unknown = Reflect.get(target, member)
    // What begins with an underscore is not of the public API.
    if (typeof member === 'symbol' || member.startsWith('_') || member === 'prototype') return value
    if (typeof value !== 'function') return this.watch(value)
    return CLASSES.has(value.name) ? this.watch(value) : this.#bound(value as Callable, target, member)
  }

  #bound(method: Callable, target: object, member: string): Callable {
    return (...given) => {
      if (member === 'select') addKeys(this.selectOptions, given[0])
      return this.watch(
        method.apply(
          target,
          given.map((one) => this.#callback(one)),
        ),
      )
    }
  }

  /** A class, or what base() gives: a function that is a base too. */
  #watchFunction<T extends object>(target: T): T {
    const name = (target as { readonly name?: string }).name ?? ''
    const isClass = CLASSES.has(name)
    return new Proxy(target, {
      get: (_, member) => this.#member(target, isClass ? `static ${name}` : 'Base', member),
      set: (_, member, value) => Reflect.set(target, member, value),
      construct: (_, given) => {
        if (name === 'Airtable') addKeys(this.clientOptions, given[0])
        return this.watch(Reflect.construct(target as unknown as Callable, given) as object)
      },
      apply: (_, self, given: unknown[]) =>
        this.watch(Reflect.apply(target as unknown as Callable, self, given)),
    })
  }

  /** What the client hands to a callback is watched too. */
  #callback(given: unknown): unknown {
    if (typeof given !== 'function') return given
    return (...answers: unknown[]) => (given as Callable)(...answers.map((answer) => this.watch(answer)))
  }

  #note(name: string, member: string | symbol): void {
    if (typeof member === 'string') this.members.add(`${name}.${member}`)
  }
}

function addKeys(names: Set<string>, options: unknown): void {
  if (typeof options === 'object' && options !== null)
    for (const name of Object.keys(options)) names.add(name)
}

function classOf(value: object): string {
  // An error of the client is no Error, and a base is a function.
  return value instanceof Airtable.Error ? 'AirtableError' : (value.constructor?.name ?? '')
}
