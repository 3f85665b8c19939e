import { phraseBook, type PhraseBook } from './phrase-book.ts'
import { phrases } from './phrases.ts'

const TABLE =
  'mesa|mesas|mesita|sitio|hueco|lugar|espacio|cupo|disponibilidad|disponible|libre|libres|algo|plaza|plazas|turno'
const FREE = 'table|tables|space|room|availability|anything|spot|spots|slot|slots|available|free'
const HAVE =
  'hay|habra|habria|teneis|tienen|tienes|tenes|tendreis|tendrian|tendriais|tendras|queda|quedan|quedara|quedaria|tendran|quedaba|hubiera|hubiese|dispone|disponen|disponeis|conseguir|encontrar'

type Cue =
  | 'human'
  | 'cancel'
  | 'change'
  | 'existing'
  | 'instead'
  | 'strongBook'
  | 'weakBook'
  | 'check'
  | 'infoSure'
  | 'wondering'
  | 'affirm'
  | 'deny'
  | 'thank'
  | 'greet'
  | 'policy'

/** What shows an intent, by phrases that say it. */
export const CUES: Readonly<Record<Cue, PhraseBook>> = {
  human: phraseBook(
    phrases(`
    hablar con|directamente / hable con / hablo con una|un|alguien
    humano|humana|encargado|encargada|gerente|metre|maitre|supervisor / persona real|humana|de verdad
    queja|quejas|quejarme|reclamacion|reclamaciones|reclamar|reclamo / atienda|atender una|un|alguien
    pasame|paseme|pasarme|comunicame|comuniqueme con / que me llame|llamen / llamadme|llamenme|llamame
    verguenza|indignado|indignada|indignante|pesimo|pesima|lamentable|asqueroso|decepcionado|decepcionada|decepcion|inaceptable|intoxicacion|maleducado|maleducada|maleducados|desastre|fatal|horrible
    comida|sopa|carne|pescado estaba|estaban|llego / nos cobraron / me cobraron|cobrasteis / nos trataron
    trato fatal|horrible|pesimo / mala atencion|experiencia / el responsable / devuelvan|devolvais|devolucion
    con el dueno|la duena / un pelo|bicho en / poner una queja|reclamacion|mala / speak|talk to|with
    human|manager|supervisor / real person / a person please / complain|complaint|complaints|complaining
    call|ring me|us back?
    disappointed|disgusting|appalling|unacceptable|refund|overcharged|disgraceful|shocking|awful|terrible|rude
    food poisoning / worst / staff member / member of staff / someone from the restaurant|team / was cold
    were cold / charged us|me / put me through / operator / actual person / some body real
  `),
  ),
  cancel: phraseBook(
    phrases(`
    cancelar|cancela|cancelo|cancelen|cancelad|canceles|cancele|cancelarla|cancelala|cancelamos|cancelacion|cancelas|canceleis|cancelado|anular|anula|anulo|anularla|anulad|anulen|anule|anulame|anulala|cancelame|cancelarme|anulacion|cancelemos|cancelenme|cancelenla|cancelanos
    no podemos|podremos|puedo|podre|podriamos ir|venir|asistir|acudir|llegar|estar
    no podremos|podre !antes|mas / no vamos|voy|va|vais|van a poder|ir|venir / no nos|me va a ser posible
    no iremos|vendremos|asistiremos|vamos !a
    quitar|quita|quitad|borrar|borra|borrad|eliminar|elimina la|mi|nuestra reserva / dar de baja / al final no
    ya no vamos|iremos|podemos|necesito|necesitamos|puedo|voy|quiero|queremos|hace / sin efecto
    no contéis|conteis|cuenten con / nos ha surgido / nos surgio
    cancel|cancelling|canceling|cancellation|cancelled
    can't|cannot|won't|couldn't make it|dinner|lunch|tonight|friday / can't|cannot|won't come|be|attend
    can't|cannot make / not going to make|be / not able to / won't be able|coming|needing|there|making
    call off|it off / call it off / no longer coming|need|able|want|going / unable to
    scrap|delete|drop|remove my|our|the|that booking|reservation|table / something's come up / something came up
    don't need the|our|my table|booking|reservation
  `),
  ),
  change: phraseBook(
    phrases(`
    cambiar|cambiarla|cambiarlo|cambia|cambiad|cambien|cambiame|cambie|cambiarme|cambiarnos|cambias|modificar|modificarla|modifica|modifiquen|moverla|moverlo|mover|muevan|aplazar|aplazarla|adelantar|adelantarla|atrasar|atrasarla|retrasar|retrasarla|posponer|posponerla|reprogramar|reprogramarla|ampliar|pasarla|pasarlo|correrla|movemos|cambiamos|cambiemos|cambialo|cambiala|pasadla|movedla|actualizar|postergar|postergarla|reagendar|reagendarla
    pasar|pasa|pasame|correr|pasarme|pasad la|mi|nuestra|lo
    anadir|agregar|sumar|anade|agrega|suma|anadid|anadan {n} / anadir|agregar|sumar a
    en mi|nuestra|la reserva somos|seremos
    change|changing|reschedule|rescheduling|modify|amend|switch|postpone|shift|rebook|alter|adjust
    move|moved|moving my|our|the|it|booking|that / push|bring|put back|forward|it|my|our|the / add {n}
    add a|another|an person|guest|extra|more|friend / update my|our|the booking|reservation / swap
  `),
  ),
  /** A booking that is there. */
  existing: phraseBook(
    phrases(`
    mi|nuestra|la reserva|reservacion
    tengo|tenemos|tenia|teniamos|hice|hicimos|habia|hay una? reserva|reservacion
    tengo|tenemos|tenia|teniamos|hice|hicimos una? reserva|reservacion
    tengo|tenemos|tenia|teniamos mesa|reservado|reservada / tengo|tenemos|tenia|teniamos una mesa
    habia|habiamos reservado / he|hemos reservado / reserve|reservamos / reserva|reservacion que|del|de|r
    a mi|nuestra reserva / reserva a nombre / la reserva / my|our booking|reservation|table
    i've|we've got|booked|reserved a? / i|we have|had a booking|reservation|table
    i've|we've a booking|reservation / i|we booked|reserved / i've|we've got a booking|reservation|table
    the|existing booking|reservation / my|our {weekday} booking|reservation|table
    booking|reservation for|under|number|code|on|r / booked for / booked a table
    have|got a booking|reservation|table booked
  `),
  ),
  /** Asks for a change of what is there, beside such a booking. */
  instead: phraseBook(
    phrases(`
    seremos|somos|puede|podria|podriamos|podemos|mejor|quisiera|quisieramos|queria|queriamos|quiero|ahora|finalmente|adelantarla|retrasarla|ser|mas|cambiar|viene|vienen|llegaremos|venimos|vamos
    can|could|we'll|we're|would|instead|now|need|make|actually|rather|like|possible|be|there'll|extra
  `),
  ),
  strongBook: phraseBook(
    phrases(`
    reservar|reservarme|reservarnos|reservame|reserveme|reservanos|reservenme|reservadme|reservadnos|reservenos|reservaros|resérvame|reserves|apuntame|apuntanos|apuntadnos|apunteme|apartame|apartar|apartenme|aparteme|guardame|guardanos|guardadme|guardar|agendar|agendame|reservo|reserven|reservas
    hacer|hago|haceme|hazme|hacerme|quiero|quisiera|queria|queriamos|necesito|necesitamos|nueva una? reserva|reservacion
    una|otra reserva|reservacion para|pa|a|el|hoy|manana|este|en|de|por
    reserva|reservacion para|pa|mesa|hoy|manana|el|este|a|de {n} / reserva|reservacion para|pa|mesa|una|de
    me|nos reservas|reserva|reservan|apuntas|guardas|apartas|pones|haces|das|anotas
    ponme|ponnos|poneme|ponganos|pongame|dame|danos|denme|consigueme|buscame|anotame|anotanos|anoteme una? mesa|para|a|reserva
    me gustaria reservar / una reservacion|reservita / reservacion
    quiero|quisiera|queria|queriamos|queremos|necesito|necesitamos|quisieramos una? mesa|sitio
    me|nos gustaria una|tener una? mesa / quiero|queremos|quisiera ir|cenar|comer|almorzar / book|reserve
    make|making|like|want|need a|another reservation|booking / get|put|fit|squeeze|have|grab me|us a|in|down
    i'd|we'd like|love|want a|to table|have|come|eat|dine|dinner|lunch / can|could|may i|we have|get a
    need|want|like a table / a reservation|booking for|on|tonight|tomorrow|this|at|please
    reservation|booking for|please / looking for a|to table|book|reserve|dinner|eat / looking to book
    after a table / hold a table / save us|me / pencil us|me / put us|me down
  `),
  ),
  weakBook: phraseBook(['mesa|mesita', 'reserva|reservacion', 'table', 'booking|reservation']),
  check: phraseBook(
    phrases(`
    ${HAVE} ${TABLE} / ${HAVE} una|alguna|algun|la|mas ${TABLE} / ${HAVE} {word} {word}? ${TABLE}
    disponibilidad / algo|mesa|sitio libre|disponible / llenos|completos|completo|lleno
    cabemos|cabriamos|cabriais|entramos|entrariamos|cabran / habria posibilidad / seria posible
    es posible para / teneis|tienen para / estan|estais|esta llenos|completos|lleno|completo
    hay|habra {word} ${TABLE} / que horas teneis|tienen|hay|quedan
    a que hora|horas hay|teneis|tienen|queda|quedan / is|are|have|has|got|do|any there|you|got|any|a? ${FREE}
    is|are there a|any|still|anything {word}? ${FREE} / is|are there a|any|still ${FREE}
    do|would you still? have|got a|any|the|room|something|anything|space|tables|availability|still
    availability / any ${FREE} / fully booked / are you full|busy|packed|booked
    could|can you fit|squeeze|seat|accommodate|take|do
    table|tables|anything|space|something|you available|free|left / available
    have you got|anything|a|any|space|room / got a|any|room|space|anything / is it possible / would there be
    any chance of
  `),
  ),
  infoSure: phraseBook(
    phrases(`
    hace falta reservar / hay que reservar / es necesario reservar / necesario reservar / se puede reservar
    aceptais|aceptan|admiten|admitis|cogeis reservas / politica de cancelacion
    cuanto cuesta|cuestan|vale|sale|cobran / que precio / hasta que hora
    a que hora abris|abren|cerrais|cierran|abre|cierra|se|empieza|empiezan|es|sirven|servis
    donde estais|estan|esta|queda|quedan|os|se|puedo / se puede pagar
    puedo|podemos|podria|podriamos|se pagar|aparcar|llevar|ir|entrar|fumar|estacionar|puede con|el|la|mi|un
    teneis|tienen|hay|tenes|ofrecen|ofreceis|sirven|servis menu|carta|opciones|platos|parking|aparcamiento|wifi|estacionamiento|trona|tronas|rampa|terraza|paella|algo sin|vegano
    need to book / have to book / necessary to book / take bookings|reservations|walk / cancellation policy
    how much is|are|does|do / what time do|does|are|is / where are|is|can|exactly
    do you have|offer|serve|do vegan|vegetarian|gluten|parking|wifi|high|a|any menu|options|dishes|car|kids
    do you take|accept|allow|open|close|serve / are dogs|pets|you|children|kids allowed|open|welcome|closed|dog
    can i|we pay|bring|park|see|get to / is the restaurant
    is there parking|a|any|step|wheelchair car|parking|dress|lift|ramp
  `),
  ),
  wondering: phraseBook(
    phrases(`
    que|cual|cuales|cuanto|cuanta|cuantos|donde|como|cuando|quien / saber si / me gustaria saber
    quiero|queria|quisiera saber|preguntar|consultar|informacion
    teneis|tienen|tenes|hay|sirven|servis|aceptan|aceptais|admiten|admitis|abren|abris|cierran|cerrais|puedo|podemos|podeis|pueden|es|esta|estan|estais|tiene|dejan|dejais|permiten|permitis
    what|where|how|when|which|who|do|does|is|are|can|could|have / wondering / wanted to know|ask
    let me know if
  `),
  ),
  affirm: phraseBook(
    phrases(`
    si|sip|sipi|vale|ok|okay|okey|oki|okis|perfecto|claro|correcto|correcta|exacto|exactamente|confirmo|confirmado|confirmar|confirma|confirmala|adelante|genial|dale|barbaro|listo|bueno|sale|orale|simon|obvio|venga|estupendo|fenomenal|afirmativo|excelente|sep|va|hecho|joya|andale
    de acuerdo|una / eso|asi es|mismo / por supuesto / esta bien|perfecto / me parece|vale|sirve|va bien?
    nos viene|va bien / muy bien
    yes|yep|yeah|yup|yea|ya|sure|great|correct|perfect|lovely|brilliant|absolutely|definitely|certainly|exactly|confirmed|confirm|cool|fine|indeed|aye|deal|grand
    that's right|fine|great|perfect|correct|it|good|ok / that is right|correct|fine / that works|will
    sounds good|great|perfect|lovely|fine / go ahead / please do / of course / works for me|us
    let's do it|that / all good / do it / book it / resérvala|reservala|reservalo|apuntala|apuntalo
    me la quedo / la quiero
  `),
  ),
  deny: phraseBook(
    phrases(`
    no|nop|nope|nah|negativo|tampoco|nanay|nones|nel / para nada / en absoluto
    dejalo|olvidalo|dejadlo|dejemoslo|olvidate / mejor no / ninguno|ninguna / de ninguna / not really
    no thanks|thank / never mind / nevermind / forget it / don't bother / not that one / neither / none of
    leave it / don't / that's wrong / that's not right / incorrecto|incorrect|wrong
    no me va|viene|interesa|sirve / not now|yet
  `),
  ),
  thank: phraseBook(
    phrases(`
    gracias|graciass|agradecido|agradecida|agradezco|adios|chao|chau|bye|goodbye|cheers|thanks|thx|ty|ta
    thank you / hasta luego|pronto|manana|entonces|el|la|ahora|otra / nos vemos / muy amable|amables / see you
    te|os|se lo agradezco / buen dia !a / much appreciated / have a / un saludo / saludos / feliz
  `),
  ),
  greet: phraseBook(
    phrases(`
    hola|holaa|holaaa|buenas|ey|alo|saludos|holi|ola|wenas|hi|hello|hey|hiya|howdy|yo|hallo|helo / buenos dias
    buen dia / buena tarde|noche / que tal / good morning|evening|afternoon|day / hi there / what's up
    hay alguien / anyone|anybody there / que onda / que hubo
  `),
  ),
  policy: phraseBook(
    phrases(`
    politica|policy|gratis|free|penalizacion|fee|cobrais|cobran / hasta cuando / how late / con cuanta / plazo
  `),
  ),
}

/** Words after which something is taken back. */
export const NEGATIONS: ReadonlySet<string> = new Set(
  phrases(`
  no / not / don't / never / nunca / sin / without / didn't / doesn't / tampoco
`),
)
