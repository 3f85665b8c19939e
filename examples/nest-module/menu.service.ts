import type { Cache } from '@larder/cache-core'
import { Inject, Injectable } from '@nestjs/common'
import { LARDER } from './larder.module.ts'

@Injectable()
export class MenuService {
  /** How often the menu was made. */
  made = 0
  readonly #cache: Cache

  constructor(@Inject(LARDER) cache: Cache) {
    this.#cache = cache
  }

  menu(language: string): Promise<readonly string[]> {
    return this.#cache.getOrSet(`menu:${language}`, () => this.#make(language), {
      ttlMs: 60_000,
      tags: ['menu'],
    })
  }

  async change(): Promise<void> {
    await this.#cache.invalidateTag('menu')
  }

  async #make(language: string): Promise<readonly string[]> {
    this.made++
    return language === 'en' ? ['Paella', 'Noodles'] : ['Paella', 'Fideuà']
  }
}
