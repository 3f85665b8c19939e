import type { InfoTopic } from '../slots.ts'
import { phraseBook, phrasesIn } from './phrase-book.ts'
import type { Reading } from './reading.ts'
import { phrases } from './phrases.ts'

/** The first that a question names is its topic: those that are asked most precisely come first. */
const TOPICS: readonly (readonly [InfoTopic, readonly string[]])[] = [
  [
    'pets',
    phrases(`
    perro|perros|perra|perrito|perrita|mascota|mascotas|gato|animales / dog|dogs|pet|pets|puppy
  `),
  ],
  [
    'access',
    phrases(`
    silla de ruedas / sillas de ruedas
    accesible|accesibles|accesibilidad|rampa|ascensor|escaleras|escalones|escalon|minusvalidos|adaptado|adaptados|adaptada
    movilidad reducida
    wheelchair|wheelchairs|accessible|accessibility|ramp|step-free|lift|stairs|steps|elevator|disabled
    step - free / step free
  `),
  ],
  [
    'payment',
    phrases(`
    tarjeta|tarjetas|bizum|efectivo|pagar|pago|pagos|factura|amex|visa|propina|senal|deposito|fianza|ticket|transferencia|dividir|cheque|cheques|mercadopago|yape
    pay|payment|card|cards|cash|amex|visa|contactless|deposit|split|tip|invoice|vouchers|gift / apple pay
    american express / service charge
  `),
  ],
  [
    'diet',
    phrases(`
    sin gluten|lactosa|lacteos
    celiaco|celiaca|celiacos|celiacas|vegano|vegana|veganos|veganas|vegetariano|vegetariana|vegetarianos|vegetarianas|alergenos|alergia|alergias|alergico|alergica|halal|kosher|gluten|lactosa|intolerancias|intolerancia|intolerante|fructosa|huevo|marisco|diabeticos|diabetico|keto|cacahuete|cacahuetes
    vegan|vegans|vegetarian|vegetarians|veggie|coeliac|celiac|coeliacs|allergens|allergen|allergies|allergy|allergic|halal|kosher|gluten|lactose|dairy|diabetics|diabetic|keto|peanut|peanuts|nuts
    plant - based
  `),
  ],
  [
    'other',
    phrases(`
    descorche|wifi|musica|vestimenta|etiqueta|trona|tronas|periquera|cambiador|fumar|domicilio|empleo|curriculum|guardarropa|cargador|aforo|caben|enchufes|climatizado|climatizada|enchufe / mi|nuestro propio|propia|propios / codigo de / para llevar / sillas|silla|sillitas para|de bebe|bebes|ninos
    tarta|pastel|torta propia|de|nuestra|casera|mia / llevar|traer una|un|mi|nuestra|la tarta|pastel|torta|vino|botella / tarjeta|tarjetas|bono|cheque regalo / objetos perdidos / aire acondicionado / wi - fi / en vivo|directo
    corkage|wifi|music|smoking|smoke|highchair|highchairs|takeaway|takeout|delivery|jacket|heating|job|jobs|vacancies|cloakroom / dress code / high chair|chairs / own wine|bottle|cake / bring a|our|my cake|bottle|wine / gift card|cards|voucher|vouchers / wi - fi / air conditioning / live music / changing table / baby changing / function room / air conditioned|con|conditioning / minimum spend / people fit / lost property
    `),
  ],
  [
    'hours',
    phrases(`
    horario|horarios|turno|turnos|abren|abris|abre|abrir|abierto|abiertos|abierta|cerrais|cierran|cierra|cerrado|cerrados|cerrar|abriran|abrireis|apertura|cierre|abriis|abrian
    a que hora / que dias / hasta que hora / ultima hora|reserva
    hours|open|opening|shut|close|closed|closing|opens|closes / last orders / latest i|you|we / earliest i|you|we / what time / what days / serving until
    kitchen close / kitchen
  `),
  ],
  [
    'location',
    phrases(`
    donde esta|estan|estais|queda|quedan|os|se|es
    direccion|ubicacion|lejos|cerca|estacion|aeropuerto|centro|ubicados|llegar|llego|llegamos|aparcamiento|aparcar|parking|estacionamiento|estacionar|cochera|metro|parada|autobus|bus|mapa|calle|barrio|zona|andando|caminando|bici
    como se|os llega|encuentro / como llego|llegamos|llegar
    where|airport|far|near|nearby|address|location|directions|parking|park|metro|subway|tube|station|map|located|valet|walk|tube|bike / get there|to
  `),
  ],
  [
    'menu',
    [
      'carta|menu|menus|platos|plato|caro|cara|caros|barato|precio|precios|cuesta|cuestan|paella|degustacion|postres|postre|vinos|vino|especialidad|especialidades|tapas|cocina|recomendais|recomiendan|sirven|servis|arroz|pescado|raciones|rico|ricos|rica|cerveza|cervezas|bebidas|cafe|cubierto|comida|ingredientes|vinos|producto|fresco|casero|casera|desayunos|desayuno|brunch|sushi|pulpo|croquetas|tortilla|cocido|calamares|recomiendas|recomendas|recomendacion|recomendaciones|pedir|chef|hamburguesa|infantil',
      'cuanto cuesta|cuestan|vale|sale|es|cobran|cobrais',
      'que teneis|tienen|hay de|para comer|cenar',
      'que se come',
      "menu|menus|dishes|dish|price|prices|cost|paella|tasting|desserts|dessert|wine|wines|specials|speciality|serve|soup|food|tapas|cuisine|recommend|recommendations|beer|beers|drinks|cocktails|coffee|breakfast|brunch|ingredients|fish|steak|meat|seafood|vegetables|oysters|portions|chef|halal|sushi|signature|expensive|children's|kids",
      'how much',
      'set menu|lunch',
      "kids' menu",
    ],
  ],
  [
    'other',
    phrases(`
    wifi|telefono|app|puntos|infantil|ropa|chandal|musica|descuento|descuentos|grupos|evento|privado|cambiador|bano|banos|codigo|vestimenta|vestir|etiqueta|regalo|empleo|aire|calefaccion|carrito|trona|tronas|ninos|fumar|ruido|terraza|jardin|barra|privado|vistas|celebrar|eventos|tarta|descorche|llevar|domicilio|delivery|politica|fianza|juegos|objetos|paraguas
    wi - fi
    dress|discount|discounts|pram|buggy|toilets|toilet|restroom|dress|wifi|music|wi-fi|code|takeaway|delivery|smoking|smoke|corkage|cake|policy|highchair|highchairs|heating|events|voucher|vouchers|kids|children|child|terrace|outdoor|outside|garden|patio|private|jacket|umbrella|lost
    high chairs|chair / air conditioning
  `),
  ],
]

/** One topic stands at two places: each is a label of its own. */
const BOOK = phraseBook(TOPICS.map(([, phrases], rank) => [String(rank), phrases] as const))

/** Topics that hardly anybody names but to ask for them. */
const OF_THE_HOUSE: ReadonlySet<InfoTopic | undefined> = new Set(['pets', 'access', 'payment', 'diet'])

/** Whether a question that names no day, hour or party is about the house, whatever its verb: "¿puedo ir con mi perro?". */
export function isOfTheHouse(topic: InfoTopic | undefined): boolean {
  return OF_THE_HOUSE.has(topic)
}

/** What a question about the house is about; undefined where it names nothing of a house. */
export function infoTopicOf(reading: Reading): InfoTopic | undefined {
  const found = phrasesIn(reading.items, BOOK)
  return TOPICS.find((_, rank) => found.has(String(rank)))?.[0]
}
