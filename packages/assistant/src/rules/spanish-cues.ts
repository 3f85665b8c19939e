import type { BookingPhrases } from './intent-cues.ts'

/** What is asked for when somebody asks whether there is room. */
const ROOM =
  'mesa|mesas|mesita|sitio|hueco|huecos|huequito|lugar|espacio|cupo|disponibilidad|disponible|disponibles|libre|libres|algo|plaza|plazas|turno|campo|cabida'
const HAVE =
  'hay|habra|habria|teneis|tienen|tienes|tenes|tendreis|tendrian|tendriais|tendrias|tendras|habia|queda|quedan|quedara|quedaria|tendran|quedaba|hubiera|hubiese|dispone|disponen|disponeis|conseguir|encontrar|tendria|tiene|os|les'

/** Spanish phrases, of Spain and of America, that show an intent. */
export const SPANISH_CUES: BookingPhrases = {
  cancel: `
    para otra ocasion|vez /
    quedarnos|quedarme en casa / obligado|obligados|obligada a {word} / no me|nos esperes|espereis|esperen|espere / nos hace falta la mesa
    dar|dad|den|dais|dadle la|nuestra|mi mesa a|, / podeis|puedes|pueden dar|soltar|liberar|ocupar la|nuestra|mi mesa / dale|darle|denle|dele de baja / no hara|hace falta la|mi|nuestra|que / se ha|nos caido|suspendido|suspende|cancelado / no salimos|saldremos|cenamos / mejor quitad|quita|quiten / no llego|llegamos !a|hasta|antes|con / dejarlo|dejarla para / dadle|denle|dale la mesa
    cancel* / anul* / suspend* / elimin* / desapunt* / echar|echo|echamos|echarme|echarnos para? atras / no la|lo usaremos|usare / no podemos|podremos|puedo|podre|podriamos|podran|pueden|alcanzamos|alcanzo|lograremos|conseguimos|llegamos|llego ir|venir|asistir|acudir|llegar|estar|a
    no podremos|podre !reservar|comer|pagar|mas / no nos? podemos|puedo ir / no vamos|voy|va|vais|van a poder|ir|venir|llegar|asistir|usar|necesitar / no nos|me va|sera|es a|posible
    no|tampoco iremos|ire|vendremos|vendre|asistiremos|acudiremos|venimos / nos|me es|resulta|sera imposible / imposible ir|acudir|asistir|llegar|que
    borra|borrad|borrar|borren|borradnos|borranos|borradme|borrame|quitadnos|quitanos|quitadme / quitar|quita|quitad|quiten|quitame|borrar|borra|borrad|borren|borrame|borradme|eliminar|elimina|eliminen|bajar|baja|bajen|bajad|soltar|suelta|soltad|suelten|liberar|libera|liberad|liberen|deshacer|deshaz|suspender|suspende|suspendan|suspended|tirar|dejar|dejad|dejen|olvidad|olvida|olviden|desactiva|desactivar mi|nuestra|la|lo|el|esa|una mesa|reserva|reservacion|de|que|turno
    dar|dadme|dame|den|dad|dadnos|darme|denme de baja / al final no vamos|voy|podemos|puedo|podre|podremos|iremos|ire|vendremos|venimos|vengo|asistiremos|cenamos|comemos / de la lista / al final nos|me quedamos|quedo / ya no vamos|iremos|podemos|necesito|necesitamos|puedo|voy|quiero|queremos|hace|me|nos|queremos|se|la|hay|haremos|vendremos / sin efecto
    no conteis|cuenten|cuentes|contad con|conmigo / no nos espereis|esperen|guardeis|guarden / nos|me ha|han|surgio|salio surgido|salido|un|una|algo|imprevisto / surgio un|algo / ha surgido
    me equivoque de / mal hecha / se cae la|el cena|comida|plan|viaje / se cancela|suspende|anula / no hace falta la|mi|nuestra|ya / echar|echamos para atras / prescindir de / dejemoslo / no la|lo necesito|necesitamos / desistir|desistimos
    nos|me quedamos|quedo en casa / renunciar|renunciamos|renuncio a / no cuenten|conteis / tenemos|tengo que|q cancelar|anular|suspender / no va a ser posible / no vamos !a|solos
  `,
  change: `
    apuntad|apunta|apuntar|anotad|anota|poned|pon|anadid en|a mi|nuestra|la reserva / puse|pusimos|di|dimos mal el|la /
    pasarla|pasarlo|pasadla|pasenla|pasala|pasalo|pasamela|pasadmela|correrla|correla|sumale|sumadle|sumenle|quitale|quitadle|ponle|ponedle|ponganle|anadele|anadidle !r
    en vez|lugar de {n}|{weekday} / en vez|lugar de la|las|el {n}|{weekday} / de los|las {n} que / me equivoque de dia|hora|fecha
    pasadme|pasame|pasenme|pasanos|pasadnos|movedme|mueveme|movednos la|lo|el|a|al
    cambiar|cambiarla|cambiarlo|cambia|cambiad|cambien|cambiame|cambie|cambiarme|cambiarnos|cambias|cambiais|cambiadme|cambiadnos|cambiarlos|cambiamos|cambiemos|cambialo|cambiala|cambiadla|cambienla|cambienme|cambiaria|cambiamela|cambiadlo
    modific* / moverla|moverlo|mover|muevan|mueve|mueva|moved|movedla|mueveme|muevela|movemos|movermela / traslad* / aplaz* / pospon* / posterg* / reprogram* / reagend* / atrasar|atrasarla|atrasarlo|atrasad|atrasa|atrasen|atrasamos
    adelantar|adelantarla|adelantarlo|adelantarnos|adelanta|adelantad|adelanten|adelantame|adelantadme|adelantamos|adelantais|adelantemos|adelantala|adelantarme / retrasar|retrasarla|retrasarlo|retrasa|retrasad|retrasen|retrasadme|retrasame|retrasamos|retrasais|retrasemos|retrasala|retrasarnos
    ampliar|ampliarla|ampliad|amplia|amplien|reducir|reducirla|pasarla|pasarlo|pasarnos|pasadla|pasenla|pasala|pasamela|pasadmela|correrla|correla|corran|actualizar|actualiza|actualicen|corregir|corrige|rectificar|editar|desplazar|desplazarla|desplazad|juntar|juntad|unir|separar la|las|mi|nuestra|los / cambio|cambios de|en / hacer un cambio / otro dia la reserva
    pasar|pasa|pasad|correr|mueve|poned|pon r-* / pasar|pasa|pasas|pasame|correr|corre|pasarme|pasad|pasen|pasais la|mi|nuestra|lo|mesa reserva|reservacion|mesa|cena|comida|de|a|para / dejar|deja|dejad|dejen|poner|pon|poned|pongan la|mi|nuestra|lo reserva|reservacion|mesa|cena|comida|de
    anadir|agregar|sumar|anade|agrega|suma|anadid|anadan|agreguen|sumen|anadidle|agregale|anadele {n}|a|un|una|otra|al|que|dos|tres / apuntad|apunta|apuntar {word} {word} en|a mi|nuestra|la / lo|la|las pasamos|movemos|cambiamos|trasladamos|cambiais|pasais !genial|bien|fenomenal|muy|de|estupendo
  `,
  amend: `
    un|una {word} mas|menos en|a / llegamos|llegaremos|llego|llegare {word} {word}? tarde /
    anotadlo|apuntadlo|anotalo|apuntalo|anotenlo /    la|lo queremos|quiero|querria|quisiera|necesito|necesitamos a|para|el|en / minutos mas / solo vamos|venimos|somos|seremos|iremos {n}? / solo {n} / quitad|quita|quiten|quitar la|el|una trona|carrito|perro / no viene|vienen el|la|los
    en vez|lugar de / minutos|horas|rato tarde / me|nos viene|va|convendria|conviene mejor / llegar|llegaremos|llegamos|llego|llegare mas|algo|un tarde / en vez de {n} / me|nos falla|falta {n}|uno / en mi|nuestra|la reserva somos|seremos|pone|puse|dije / puse|pusimos|dije|dijimos {n} / me equivoque
    seremos|somos|vamos|venimos|iremos {n} en vez|lugar / en vez|lugar de {n} / al final seremos|somos|vamos|venimos|iremos|vendremos|viene|vienen|sera|es / finalmente seremos|somos / misma hora|mesa|gente|reserva / mismo dia|numero / mismos comensales / somos|seremos {n} mas|menos !un|una|dos|tres|dos|el|la|los|mi|ninos|y / viene|vienen|vendra|vendran|venimos|va {n} mas|menos / uno mas|menos / una mas|menos !cuarto|diez|veinte|cinco|veinticinco|o / llegaremos|llegamos|llego|llegare mas? tarde
    en vez|lugar de las|la|el|{weekday}|{n} / mejor el|la|las|a|para|al|{weekday} {word} que / lo|la|las dejamos|ponemos / pasamos|pasemos a|al / que sea|sean a|para|el|las|en|fuera|dentro|{n} / otra hora|fecha / no|y no para {n} / y no el|la|las|{n} / se caen|cae|une|unen|suma|suman|apunta|apuntan / vamos|vais con retraso / eramos|ibamos {n} / que eramos / tiene que ser
  `,
  existing: `
    teniamos|tenia|tenemos|tengo las {n} / , reserva|reservacion {word} /
    tenemos|tengo|teniamos|tenia reservado|reservada|reservadas|reservados / reserva de {word} para|:|,|el|hoy|manana / que eramos / al reservar / hicimos|hice la?|una|mi reserva|reservacion / reserve para|una|con|mesa|ayer /
    apunte|apuntamos|pedi|pedimos|reserve mesa|una|para / tengo|tenemos|tenia|teniamos reserva|mesa / la de manana|hoy|esta|el / reserva de {word} , / , reserva de
    mi|nuestra|misma reserva|reservacion|mesa / tengo|tenemos|tenia|teniamos|hice|hicimos|habia|hay|tenes una? reserva|reservacion|reservada|reservado / tengo|tenemos|tenia|teniamos mesa|turno / tengo|tenemos|tenia|teniamos una? mesa
    habia|habiamos reservado / he|hemos reservado / reservamos|reserve / reserva|reservacion que|del|de|r|numero|num|n|con|hecha|a / reserva a nombre / la reserva|reservacion / localizador|codigo|lo de
    la mesa de|del|que / numero de reserva / reserva numero / reserve una|mesa|para|ayer / lo de esta|hoy|manana|el|este / la que tengo|tenemos|hice
  `,
  instead: `
    seremos|somos|puede|podria|podriamos|podemos|mejor|quisiera|quisieramos|queria|queriamos|quiero|ahora|finalmente|ser|mas|viene|vienen|llegaremos|venimos|vamos|final|podeis|pueden|podrian|podriais|posible|necesito|necesitamos|querria|querriamos|prefiero|preferimos|se|puedo|ponednos|ponedme|pongannos
  `,
  own: `reserve para|mesa|una|ayer|el|con / mi|nuestra / tengo|tenemos|tenia|teniamos|hice|hicimos|reservamos / hemos|he reservado / ya tengo|tenemos / la que`,
  strongBook: `
    pedir|solicitar|encargar|coger|conseguir mesa|una|sitio /
    podeis|puedes|puede|podrias|podriais|podria poner|ponerme|ponernos|darme|darnos|dar|hacerme|hacernos una mesa|mesita|reserva /
    otra para|pa {n} / ahora otra mesa? para|pa|el|la /
    me|nos preparas|preparais|preparan|prepara|dejas|dejais|buscas|buscais|guardas|guardais|preparas mesa|una|sitio|algo|mesita|un / anotarme|anotarnos|anotar|apuntarnos|apartarnos|apartarme / podria|podrias|podeis|podriais|puede|puedes usted? anotarme|reservarme|apuntarme|anotarnos
    reservar* / reservame|reserveme|reservanos|reservenme|reservadme|reservadnos|reservenos|reservame|reserves|reserven|reservas|reservo|reservemos|reservad|reservais|reservarias|reservale|reservenos
    apuntar|apuntarnos|apuntarme|apuntame|apuntanos|apuntadnos|apuntadme|apunteme|apuntenme|apuntennos|apartame|apartar|apartarme|apartenme|aparteme|apartanos|apartas|apartan|aparta|guardame|guardanos|guardadme|guardadnos|guardenme|guardar|guardarme|guardarnos|guardas|guardais|guardan|agendar|agendame|agendeme|anotame|anotanos|anoteme|anotenme|anotadme|separame|separeme|separar|separarme
    hacer|hago|haceme|hazme|hacerme|haganme|haceros|haganos|quiero|quisiera|queria|queriamos|necesito|necesitamos|nueva|deseo|deseamos|solicito|ocupo|querria una? reserva|reservacion / una|otra reserva|reservacion !que
    reserva|reservacion|reservita para|pa|mesa|hoy|manana|el|este|una|x / reserva|reservacion a|de {n} / me|nos reservas|reserva|reservan|apuntas|apunta|apuntan|apuntais|guardas|guardais|guardan|apartas|apartan|pones|poneis|haces|haceis|hacen|das|dais|dan|anotas|anotan|anotais|cojes|coges|reservais
    ponme|ponnos|poneme|ponedme|ponganos|pongame|dame|danos|denme|deme|dadme|dadnos|consigueme|buscame|buscanos|haznos|hacenos|cogeme|cogedme una? mesa|para|a|reserva|sitio|{n} / me gustaria reservar / una reservacion / me|nos gustaria|encantaria|apetece una|tener|ir|cenar|comer|almorzar|venir
    quiero|quisiera|queria|queriamos|queremos|necesito|necesitamos|quisieramos|querria|querriamos|ocupo|ocupamos|busco|buscamos|deseo|deseamos|preciso|precisamos una|mesa|sitio|lugar|algo / quiero|queremos|quisiera|quisieramos|pensabamos|pensamos ir|cenar|comer|almorzar|venir / dejame|dejadme|dejanos una|mesa / reserva ,|. / reservar . / reserva por favor / querer una mesa / quiero|queremos|quisiera|quisieramos|para celebrar / a celebrar / podria|puede|podrias ser|darme|prepararme|preparadme una mesa / preparame|preparadme|preparanos|preparadnos mesa|una
  `,
  weakBook: `mesa|mesita|reservado / reserva|reservacion|reservita`,
  check: `
    ${HAVE} ${ROOM} / ${HAVE} una|alguna|algun|la|mas|mucha|aun|todavia|ya|un|en ${ROOM} / ${HAVE} {word} {word}? ${ROOM} / ${HAVE} {word} {word} {word} libre|libres|disponible|disponibilidad / disponibilidad / algo|mesa|sitio libre|disponible
    esta|estais|estan|estara|estareis|estaran llenos|completos|completo|lleno|todo|llena / todo cogido|ocupado|reservado|lleno|completo / cabemos|cabriamos|cabriais|entramos|entrariamos|cabran|cabremos|cogemos|cogeriamos / habria|hay|existe|seria|alguna|cabe posibilidad|posibilidades|posible|opcion|manera|forma|chance
    es|seria posible para|ir|cenar|comer|una|que / ${HAVE} para|pa {n} / teneis|tienen|tenes|hay|queda|quedan para|pa|el|manana|hoy|este|esta / que horas|hora|dias|huecos teneis|tienen|hay|quedan|queda|tenes|os / a que hora|horas hay|teneis|tienen|queda|quedan|podria|podriamos|puede
    se puede|podria ir|cenar|comer|almorzar|venir !en|con|de|descalzo / podemos|puedo|podriamos|podria|pueden|podeis|podriais ir|venir !en|con|descalzo|descalzos|vestido|vestidos|de / podemos|puedo|podriamos|podria|pueden|podeis|podriais cenar|comer|almorzar|pasarnos|acogernos|atendernos|meternos|recibirnos|darnos|sentarnos|acomodarnos|hacernos / sin reserva / nos|me da|dais|dan|podeis|pueden|dariais|cabeis|acomodan|acomodais|haceis|hacen|meteis|reciben de|un|hueco|dar|meter|hacer|sitio|lugar
    podria|puede|pudiera|podriamos ser|caber !una|la|mi|en / atendeis|atienden a|grupos / hueco|huequito para / sitio|lugar|hueco|espacio hoy|manana|para|el|esta|este|ahora / llegamos|llegariamos|llegaremos a tiempo / hay algo|sitio|mesa / con|para cuanta|cuanto antelacion
  `,
  infoAlways: `
    reservar por|online|desde /
    como cancelo|anulo|cancelar|cambio / y si al final|no / sitio|lugar|donde para? aparcar|estacionar|dejar
    hace falta|que reservar|reserva / hay que reservar / es necesario|obligatorio reservar|reserva / necesario reservar / aceptais|aceptan|admiten|admitis|cogeis|toman|trabajan reservas|reservaciones / politica de / con cuanta antelacion / cuanta antelacion / cobrais|cobran por|si / hasta que dia|cuando puedo|se|podemos cancelar|anular|cambiar
    como se|puedo|hago|hacemos reserva|reservar|cancelo|cancelar|para|una|la / cuanto tiempo|rato / si llego|llegamos|llegase tarde / se puede|podria anular|cancelar / puedo|podemos|podria anular|cancelar sin|gratis|gratuitamente
  `,
  infoSure: `
    dan|dais|dan|servis|sirven|dan de|cenas|comidas|cena !mesa / se puede ir|entrar|venir|comer en|con|de / los ninos|bebes|perros pagan|pueden|entran|comen / esta lejos|cerca|abierto|cerrado|cubierta|climatizada
    cuantas|cuantos personas|comensales|caben|invitados caben? / cuanto cuesta|cuestan|vale|sale|salen|cobran|cobrais|es|seria|dura / que precio|precios|carta|menu|platos / hasta que hora / a que hora abris|abren|cerrais|cierran|abre|cierra|se|empieza|empiezan|es|sirven|servis|cierra|dejais|es
    donde estais|estan|esta|queda|quedan|os|se|puedo / se puede pagar|aparcar|fumar|ir|entrar|llegar|llevar / puedo|podemos|podria|podriamos pagar|aparcar|llevar|entrar|fumar|estacionar|traer
    teneis|tienen|hay|tenes|ofrecen|ofreceis|sirven|servis|tiene|dispone|disponen|disponeis de? menu|carta|opciones|opcion|platos|parking|aparcamiento|wifi|estacionamiento|trona|tronas|sillas|sillitas|rampa|terraza|paella|algo|vegano|vegetariano|ascensor|musica|cambiador|guardarropa|garaje|postres|vinos|valet / que dias|dia|horario
    cual|cuales es|son vuestro|su|tu|vuestra / abris|abren|cerrais|cierran|abre|cierra|abriis los|el|al|a|en|manana|hoy|por|para|todos|tambien / admiten|admitis|aceptan|aceptais|permiten|permitis|dejan|dejais / estais|estan|esta abierto|abiertos|cerrado|cerrados
  `,
  houseQuestion: `
    teneis|tienen|tenes|tiene|hay|haceis|hacen|poneis|ponen|servis|sirven|ofreceis|ofrecen|aceptais|aceptan|admitis|admiten|dejais|dejan
    esta|estan permitido|prohibido / los|las|el|la camareros|camareras|personal|chef|cocinero|camarero / permitis|permiten|cobrais|cobran|abris|abren|cerrais|cierran|usais|usan|vendeis|venden|cocinais|cocinan|organizais|organizan|celebrais|preparais|traeis|llevais|disponeis|disponen / se puede / es el|la|el|vuestro|vuestra / esta|estan el|la|los|las / esta|estais|estan abierto|abiertos|cerrado|cerrados
  `,
  wondering: `
    habra|habria|tendriais|tendrian|tendreis|podriais / preguntaba|pregunto|gustaria si|saber|preguntar / dime|decidme|digame|diganme|decirme si|que|cual|a / consulta|pregunta : / que hora|horas|dia|dias|precio|precios|tal|plato|platos|hay|teneis|tienen / cual|cuales|cuanto|cuanta|cuantos|donde|cuando|quien / como se|puedo|llego|va|es / saber si|que|cuanto|donde|el / quiero|queria|quisiera|querria preguntar|consultar|informacion|saber / una pregunta|duda|consulta
    teneis|tienen|tenes|hay|sirven|servis|aceptan|aceptais|admiten|admitis|abren|abris|cierran|cerrais|estais|dejan|dejais|permiten|permitis|informacion
  `,
  wonderingFirst: `queda|quedan|puedo|podemos|podeis|pueden|esta|estan|tiene|os|les|podria|podrian|seria / es !que|para|un|una|nuestro|nuestra|mi|el|la|por|en / se !me|nos|te|cancela|anula|suma|llama|trata|une|cae|caen|ha|han|lo`,
  room: `mesa|mesas|mesita|sitio|sitios|hueco|huecos|huequito|lugar|cupo|disponibilidad|plaza|plazas|libre|libres`,
  wantsToKnow: `quisiera|quiero|queria|querria|queriamos|gustaria|interesa|necesito saber|preguntar|consultar|conocer|preguntaros|consultaros / preguntaba si / tengo|tenia|una pregunta|duda|consulta`,
  fullness: `lleno|llenos|llena|completo|completos|ocupado|tope|caber|caben|cabe|cabemos|cabriamos|entramos|esperar|reserva|ir|venir|cenar|comer|almorzar|a tiempo / ser`,
  walkIn: `sin reserva|reservar|reservacion`,
  policy: `politica|gratis|penalizacion|cobrais|cobran|penalizan|coste|costo / hasta cuando|que / con cuanta / plazo|antelacion / si cancelo|anulo|cancelamos / se puede|podria cancelar|anular / cuanto tiempo`,
}
