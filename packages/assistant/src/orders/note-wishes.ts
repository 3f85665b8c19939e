import { plainWord } from '../redaction/given-names.ts'

/** What wishes for a table, a kitchen or an evening are made of; beginnings of words count. */
const WISHES =
  `tarta pastel vela cumple anivers boda pedida bautizo comunion celebr sorpres flor ramo globo regalo felic despedida jubila santo
  alerg intoler celia gluten lactos vegan vegetar frutos cacahu marisco huevo soja halal kosher sal picant diabet embaraz diet come comemos menu plato postre
  vino cava champan copa cerveza agua cocina carne pescado arroz paella pan nino nina bebe peque trona carrito cuna perr gat mascot silla ruedas muleta
  movilidad andador escal ascensor baja rampa ventana vista terraza sombra sol rincon tranquil esquina puerta bano ruid calefac estufa aire luz music jardin barra
  botella somos vamos venimos traemos llevamos llegamos celebramos primera interior dentro fuera salon reservado privad tarde retras lleg prisa teatro cine concierto tren avion parking aparca romantic intim junt separad cerca lejos redonda
  sofa banco abuel padre madre papa mama hij mujer marido novi pareja amig famil suegr herman ciego sord autis mayor anos empresa reunion negocios foto
  factura cuenta tarjeta pagar efectivo
  cake candle birthday annivers wedding proposal christening surprise flower bouquet balloon gift present congrat party retire celebrat
  allerg intoleran coeliac celiac lactose nut peanut shellfish fish egg soy spic salt pregnan diabet eat food dish dessert starter wine beer water glass kitchen chef meat
  kid child children baby toddler high buggy pram pushchair stroller dog cat pet wheelchair crutch walker step stair lift ramp mobility window view terrace shade sun
  corner quiet door toilet loud noise heat warm cold air light garden bar inside outside indoor outdoor private late early arriv hurry rush theatre theater cinema concert train flight park
  romantic cosy cozy together separate near close far away round booth sofa bench gran father mother dad mum mom son daughter wife husband girlfriend boyfriend partner friend
  bottle first family brother sister blind deaf elderly old business meeting photo invoice bill card pay cash`.split(
    /\s+/,
  )

const WISH = new RegExp(`(?<!\\p{L})(?:${WISHES.join('|')})`, 'u')
/** Who it is, and how to reach them, may stand behind a note; thanks too. */
const CONTACT =
  /\d[\d\s.-]{6,}|@|(?<!\p{L})(?:nombre|name|telefono|movil|phone|number|gracias|thanks|thank|saludo\p{L}*|regards|cheers)(?!\p{L})/u

/** What belongs to the book, and to nobody's wishes. */
const BOOK =
  /(?<!\p{L})(?:reservas|r-?\d{4,6}|clientes?|codigos?|agenda|anul\p{L}*|cancel\p{L}*|borr\p{L}*|permisos?|autoriz\p{L}*|prioridad|sistema|bookings|reservations|customers?|codes?|schedule|void|delete\p{L}*|permission|authori\p{L}*|priority|system)(?!\p{L})/u

/** So few words say nothing that would have to be understood. */
const FEW_WORDS = 3

/** Whether there is a sentence in a guest's notes that is no wish for table or kitchen, as far as these words tell. */
export function hasUnreadNote(notes: string): boolean {
  return plainWord(notes)
    .split(/[.;!?\n]+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => (sentence.match(/\p{L}+/gu)?.length ?? 0) > FEW_WORDS)
    .some((sentence) => BOOK.test(sentence) || (!WISH.test(sentence) && !CONTACT.test(sentence)))
}
