import { createRedisBackend } from '@larder/redis-adapter'
import { type DynamicModule, Module } from '@nestjs/common'
import { LarderModule } from './larder.module.ts'
import { MenuService } from './menu.service.ts'

@Module({})
export class AppModule {
  static at(redisUrl: string): DynamicModule {
    return {
      module: AppModule,
      imports: [
        LarderModule.forRoot({ namespace: 'menu-nest', shared: createRedisBackend({ url: redisUrl }) }),
      ],
      providers: [MenuService],
    }
  }
}
