/** Words worth understanding when one letter is missing, wrong, doubled or swapped. Six letters or more, or hardly like others. */
const WORDS = `
lunes martes miercoles jueves viernes sabado domingo enero febrero septiembre octubre noviembre diciembre agosto
manana pasado mediodia nochebuena nochevieja navidad valentin siguiente proximo proxima semana semanas
cuatro cinco siete nueve quince veinte treinta personas persona comensales adultos adulto ninos bebes parejas
reservar reserva reservacion cancelar cancela cancelacion anular cambiar modificar mesa terraza nombre gracias
disponibilidad disponible cumpleanos aniversario alergico alergica celiaco celiaca intolerante vegetariano
vegetariana vegano vegana telefono ventana perro mascota trona tronas horario direccion aparcamiento quisiera
queremos confirmo perfecto cenar almorzar comer noche tarde
monday tuesday wednesday thursday friday saturday sunday january february august september october november december
tomorrow tonight weekend christmas evening afternoon morning midday lunchtime quarter seven eight eleven twelve
fifteen twenty thirty people person adults children guests reservation booking reserve table cancel change available
availability vegetarian vegan allergic allergy birthday anniversary wheelchair terrace outside inside
highchair thanks please perfect speak manager
`
  .trim()
  .split(/\s+/)

/** Words of their own that are one letter from one above: left as they are. */
const OTHERS = new Set(
  `seen been teen pedro intolerant celiac celiacs confirm confirms mates mares artes partes martas mantes rabado sabino sabio jueces viene vienes nene nenes meses mares cinto cines
  grande grandes noches coches leches nueves nieve nieves sieve tardo tarte verde verdes madre padre sabana
  persone carde sever fever never given giver clever elven sevens fifth fifty sixty thirsty
  amable tableau reverse deserve observe preserve server served serves canceled cancer candel plate place plaza
  marte marta martin nueva nuevas nuevo nuevos reserve reserves reserven reservas reservo reservado reservada reservados
  manzana manzanas semanal personal personas perros perra tardes tarden tardar noches mesas mesa mes misa pesa trena
  cancele cancelo canceles cancelas cambio cambie cambia comed come comen comes comedor comercio comemos cena cenas
  cenar cenamos nombres nombra parte parto pera pero cero terrazas vegano veganos vegana veganas celiacos celiacas
  alergicos alergicas alergia adultas quisieran quisieras quisieramos queremos querremos queridos confirma
  perfecta siente cuarto cuarta cuartos quinto quinta quinte ninas nina nino beber bebed bebe pasada pasados pasando
  pasar pasamos pesado lunas junio julio jugo marca marzo mayor mayo pareja tablet tables tabla able stable cable sable
  changed changes chance chances charge cancels canceled reserved bookings cooking looking bookings people's persons
  adult guest quest speaks morning morning's mornings evenings evening's terraces insides thank please pleased fright
  light night right sight might tight fight weight height even seven's eighty eighth seventh sevens twentieth
  children's child manage managed tomorrow's tonight's weekends christmas's novena agotado angosto cinto domingos
  sabados lavado sentado cercano marido junto siete sietes sierra tiene tienen tener veinticuatro treintena horarios
  vino vinos nadie vegan begin tables perdon ventanas ventana noche coche leche tarda tarta tartas carta cartas
  mascotas telefonos letter inside outsider person perso anular angular singular cinca
  `.split(/\s+/),
)

const SHORTEST = 5
const LONGEST = 20

/** For every word with one letter taken out: the word. A word and its misspelling share such a rest. */
const RESTS = buildRests()

function buildRests(): ReadonlyMap<string, string> {
  const rests = new Map<string, string>()
  for (const word of WORDS.filter((word) => word.length >= SHORTEST)) {
    for (const rest of restsOf(word)) if (!rests.has(rest)) rests.set(rest, word)
  }
  for (const word of WORDS) rests.set(word, word)
  return rests
}

/**
 * The word that `word` was meant to be when it is one letter from one that matters, or `word` itself. Words of fewer than five
 * letters are left alone.
 */
export function spelledRight(said: string): string {
  // "Holaaa".
  const word = said.length <= LONGEST ? said.replaceAll(/(\p{L})\1{2,}/gu, '$1') : said
  if (word.length < SHORTEST - 1 || word.length > LONGEST || OTHERS.has(word)) return word
  if (RESTS.get(word) === word) return word
  const candidates = [word, ...restsOf(word)].map((rest) => RESTS.get(rest))
  return candidates.find((known) => known !== undefined && isOneApart(word, known)) ?? word
}

/** Whether the word is one of those that spelling is put right for. */
export function isCommonWord(word: string): boolean {
  return RESTS.get(word) === word
}

function restsOf(word: string): string[] {
  return Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1))
}

/** One letter more, less or another, or two neighbours swapped; the first letter must be right. */
function isOneApart(word: string, known: string): boolean {
  if (word[0] !== known[0] && word.length !== known.length) return false
  if (known.length < SHORTEST || word.length < SHORTEST - 1) return false
  let start = 0
  while (start < word.length && word[start] === known[start]) start += 1
  const rest = (text: string, skip: number) => text.slice(start + skip)
  if (rest(word, 1) === rest(known, 1)) return true
  if (rest(word, 1) === rest(known, 0) || rest(word, 0) === rest(known, 1)) return true
  return (
    rest(word, 2) === rest(known, 2) && word[start] === known[start + 1] && word[start + 1] === known[start]
  )
}
