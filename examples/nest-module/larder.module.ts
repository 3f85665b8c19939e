import { type Cache, type CacheOptions, createCache } from '@larder/cache-core'
import { type DynamicModule, Inject, Module, type OnApplicationShutdown } from '@nestjs/common'

/** What services inject: `constructor(@Inject(LARDER) cache: Cache)`. */
export const LARDER: unique symbol = Symbol('larder')

/** One cache for the whole application, which is closed with it. */
@Module({})
export class LarderModule implements OnApplicationShutdown {
  readonly #cache: Cache

  constructor(@Inject(LARDER) cache: Cache) {
    this.#cache = cache
  }

  static forRoot(options: CacheOptions): DynamicModule {
    return {
      module: LarderModule,
      global: true,
      providers: [{ provide: LARDER, useFactory: () => createCache(options) }],
      exports: [LARDER],
    }
  }

  onApplicationShutdown(): Promise<void> {
    return this.#cache.close()
  }
}
