import { bareCountOf, party, peopleOf, rangeOf } from './said-party.ts'
import { numberOf } from './said-when.ts'
import type { Rule } from './spot.ts'
import { phrases } from './phrases.ts'

const PEOPLE =
  'persona|personas|pax|px|comensal|comensales|cubierto|cubiertos|adulto|adultos|amigo|amigos|amigas|plazas|puestos|sitios|invitados|gentes|pers|p|mayores|colegas|companeros|asientos|lugares|sillas|almas|chicos|chicas|mujeres|hombres|senores|senoras|familiares|humanos|grandes'
const CHILDREN =
  'nino|ninos|nina|ninas|crio|crios|peque|peques|pequeno|pequenos|menor|menores|chaval|chavales|hijo|hijos|hija|hijas|nieto|nietos|nene|nenes|chico|chicos|chavo|chavos|sobrino|sobrinos'
const BABIES = 'bebe|bebes|bebito|bebita|guagua|lactante'
const ARE =
  'somos|seremos|seriamos|vamos|iremos|iriamos|venimos|vendremos|vendriamos|son|seran|seamos|eramos|estaremos|estamos'
const JOIN = 'y|mas|con|e|+|&'

/** How many come, as it is said in Spanish. Babies take a high chair and no seat. */
export const SPANISH_PARTIES: readonly Rule[] = [
  {
    ways: phrases(`
    se nos? cae|caen|baja|bajan|borra|borran|desapunta|rajo|cayo|cayeron|descuelga {n} / falla|fallan|falta|faltan {n}
    {n} no viene|vienen|puede|pueden|vendra|vendran / {n} se cae|caen|ha|han / {n} menos / menos {n}
    al final {n} no / nos falla|fallan|falta|faltan {n} / quitad|quita|quite a? {n}
    `),
    says: ({ n }) => party({ less: numberOf(n) }),
  },
  {
    ways: [
      'se suma|suman|apunta|apuntan|une|unen|anade|anaden {n}',
      'se suma|suman|apunta|apuntan|une|unen {n} mas',
      'y {n} que se suma|apunta',
      '{n} mas se apunta|suma',
    ],
    says: ({ n }) => party({ more: numberOf(n) }),
  },
  {
    ways: phrases(`
      {n} ${PEOPLE} !va|es|son|tiene|tienen|come|comen|necesita|necesitan
     para|pa|de|x|por {n} ${PEOPLE} / para unos|unas|solo|solamente|nosotros {n}
      para|de? unos|unas|nosotros {n} ${PEOPLE} / ${ARE} solo|unos|unas|solamente|como|nosotros? {n}
      ${ARE} {n} / ${ARE} {n} ${PEOPLE} / ${ARE} unos|unas|solo|como {n} ${PEOPLE}
      ${ARE} a? ser|comer|cenar {n} / ${ARE} a ser {n} ${PEOPLE} / mesa|mesita de|x {n} / grupo de {n}
      grupo de {n} ${PEOPLE} / un grupo de {n} / nosotros {n} / nosotras {n} / los {n} / los|las {n} ${PEOPLE}
      familia de {n} / familia de {n} ${PEOPLE} / seremos|somos ya? {n} / para {n} o asi / en total {n}
      {n} en total / {n} ${PEOPLE} en total / para los {n} / somos los|las {n} / total {n} / solo {n}
      ser|sean {n} / a {n} personas|pax|comensales / ${ARE} {n} en total / que sean|seamos {n} / seamos {n}
      sumamos {n} / {n} , que viene|vienen / no viene|vienen|puede|pueden : {n} / y {n} mas en total / {n} de nosotros / va a ser para {n} / a ser {n}
    `),
    says: peopleOf,
  },
  { ways: ['para|pa|x {n}', 'mesa {n}'], says: (captures) => bareCountOf(captures) },
  {
    ways: phrases(`
      {n:least} o|u|a|- {n:most} ${PEOPLE} / de|entre {n:least} a|y {n:most} ${PEOPLE}
      para|somos|seremos|seriamos|iremos|vamos|mesa? {n:least} o|u {n:most}
      para|de|somos|seremos {n:least} o|u|- {n:most} ${PEOPLE}
      seremos|somos|para|iremos entre {n:least} y {n:most}
      seremos|somos|para|iremos entre {n:least} y {n:most} ${PEOPLE}
      para|somos|seremos de {n:least} a {n:most} / no se si {n:least} o {n:most}
      no se si seremos {n:least} o {n:most} / mesa para {n:least} o|- {n:most}
      seremos|somos|para {n:least} quiza|quizas|igual|puede {n:most} / para {n:least} - {n:most}
    `),
    says: rangeOf,
  },
  {
    ways: [`{calendar} ${PEOPLE}`, `para {calendar} ${PEOPLE}`],
    says: ({ calendar }) => rangeWritten(calendar?.text ?? ''),
  },
  {
    ways: phrases(`
    {n} ${PEOPLE} ${JOIN} {n:more} ${CHILDREN} / {n} ${JOIN} {n:more} ${CHILDREN}
    para|somos|seremos|iremos {n} ${JOIN} {n:more} ${CHILDREN}
    para|somos|seremos|vamos {n} ${PEOPLE} ${JOIN} {n:more} ${CHILDREN} / {n} ${PEOPLE} ,? {n:more} ${CHILDREN}
    {n} ${CHILDREN} ${JOIN} {n:more} ${PEOPLE} / para|somos {n} ${PEOPLE} ,? {n:more} ${CHILDREN}
  `),
    says: ({ n, more }) => party({ people: numberOf(n) + numberOf(more) }),
  },
  {
    ways: [`${JOIN} {n} ${CHILDREN}`, `, {n} ${CHILDREN}`, 'y|mas {n} mas', `mas {n} ${PEOPLE}`],
    says: ({ n }) => party({ more: numberOf(n) }),
  },
  {
    ways: phrases(`
    {n} ${PEOPLE} ${JOIN} {n:babies} ${BABIES} / {n} ${JOIN} {n:babies} ${BABIES}
    para|somos|seremos|vamos|iremos {n} ${JOIN} {n:babies} ${BABIES}
    para|somos|seremos|vamos {n} ${PEOPLE} ${JOIN} {n:babies} ${BABIES}
  `),
    says: ({ n, babies }) => party({ people: numberOf(n), highChairs: numberOf(babies) }),
  },
  {
    ways: phrases(`
    {n} ${BABIES} / ${JOIN} {n} ${BABIES} / con un|el|nuestro|mi ${BABIES} / un ${BABIES}
    {n} trona|tronas|tronita / una trona / {n} silla|sillas|sillita alta|altas
    {n} silla|sillas para|de bebe|bebes|ninos / {n} sillita|sillitas de|para bebe|bebes|ninos / con trona
    trona / silla de bebe / sillita / silla alta / periquera / {n} periquera|periqueras / trona para el? {word}
    {n} sillitas
  `),
    says: (captures) => party({ highChairs: 'n' in captures ? numberOf(captures['n']) : 1 }),
  },
  {
    ways: phrases(`
    {n} , {n:babies} de ellos ${BABIES} / somos|para {n} , {n:babies} de ellos {word:un} ${BABIES}
    {n} personas incluido|incluyendo|contando|incluida {n:babies} ${BABIES}
    somos {n} incluido|incluyendo|contando|incluida {n:babies} ${BABIES}
    somos|seremos|para {n} incluyendo|contando un|una ${BABIES}
  `),
    says: ({ n, babies }) =>
      party({
        people: numberOf(n) - (babies === undefined ? 1 : numberOf(babies)),
        highChairs: babies === undefined ? 1 : numberOf(babies),
      }),
  },
  {
    ways: phrases(`
    media docena / para|somos|seremos media docena / media docena de personas|comensales
    para|somos media docena de personas|amigos
  `),
    says: () => party({ people: 6 }),
  },
  {
    ways: phrases(`
    una docena / para|somos|seremos una docena / una docena de personas|comensales
    para|somos una docena de personas
  `),
    says: () => party({ people: 12 }),
  },
  { ways: ['docena y media', 'una docena y media'], says: () => party({ people: 18 }) },
  {
    ways: phrases(`
    un par de personas / para un par / para un par de personas / una pareja / somos|seremos una pareja / para una pareja / somos pareja
    en pareja / para la pareja / para mi y {word} {word} / yo y {word} {word} / mi {word} y yo
    para mi {word} y yo / para mi pareja y para mi / nosotros dos / los dos / para los dos
    para mi mujer|marido|novia|novio|esposa|esposo y para mi / mi {word} y para mi / para ella|el y para mi
    para mi y para mi {word}
  `),
    says: () => party({ people: 2 }),
  },
  {
    ways: phrases(`
    {n} parejas / para|somos {n} parejas / {n} matrimonios / para|somos|seremos {n} matrimonios
  `),
    says: ({ n }) => party({ people: 2 * numberOf(n) }),
  },
  {
    ways: phrases(`
    para mi solo|sola / solo yo / yo solo|sola / para mi / solo para mi / voy solo|sola / ire solo|sola
    yo nomas / solamente yo / para uno solo / para mi solito|solita / vengo solo|sola
  `),
    says: () => party({ people: 1 }),
  },
]

/** "4/5 personas" looks like a day and is none. */
function rangeWritten(text: string): ReturnType<Rule['says']> {
  const [least = 0, most = 0, year] = text.split(/[/-]/).map(Number)
  return year === undefined && least < most ? party({ range: [least, most] }) : undefined
}
