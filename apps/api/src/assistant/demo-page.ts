import type { HousePage } from '@larder/assistant'

/** What the house of the demo base tells about itself. */
export const DEMO_PAGE: HousePage = {
  phone: '+34 910 000 000',
  topics: {
    location: {
      es: 'Estamos en la calle Mayor 5, en el centro de Madrid.',
      en: 'We are at 5 Calle Mayor, in the centre of Madrid.',
    },
    menu: {
      es: 'Cocina de mercado: la carta cambia cada semana.',
      en: 'We cook what the market has: the menu changes every week.',
    },
    diet: {
      es: 'Hay platos sin gluten, vegetarianos y veganos. Las alergias se apuntan con la reserva.',
      en: 'There are gluten-free, vegetarian and vegan dishes. Allergies are noted with the booking.',
    },
    access: {
      es: 'La entrada y el salón no tienen escalones.',
      en: 'There are no steps at the entrance or in the dining room.',
    },
    pets: {
      es: 'Las mascotas son bienvenidas en la terraza.',
      en: 'Pets are welcome on the terrace.',
    },
    payment: {
      es: 'Se paga con tarjeta o en efectivo.',
      en: 'You can pay by card or in cash.',
    },
  },
}
