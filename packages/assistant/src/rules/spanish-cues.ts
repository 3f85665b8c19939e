import type { CuePhrases } from './intent-cues.ts'

/** What is asked for when somebody asks whether there is room. */
const ROOM =
  'mesa|mesas|mesita|sitio|hueco|huecos|huequito|lugar|espacio|cupo|disponibilidad|disponible|disponibles|libre|libres|algo|plaza|plazas|turno|campo|cabida'
const HAVE =
  'hay|habra|habria|teneis|tienen|tienes|tenes|tendreis|tendrian|tendriais|tendras|queda|quedan|quedara|quedaria|tendran|quedaba|hubiera|hubiese|dispone|disponen|disponeis|conseguir|encontrar|tendria|tiene|os|les'

/** Spanish phrases, of Spain and of America, that show an intent. */
export const SPANISH_CUES: CuePhrases = {
  human: `
    muy mal !de / insulto|insultaron|insulta|grito|gritaron / nos|me disteis|dieron|pusieron|pusisteis|sentasteis|tuvieron|tuvisteis / no nos|me traen|traeis|atienden|atendeis|sirven|hacen|haceis caso|la|el|nada|ni / llevamos|llevo {n} minutos|horas / cristal|cristales|vidrio en / nos echaron|echasteis / no volvemos|vuelvo
    harto|harta|hartos / lentisimo|lentisima|lentisimos / servicio lento|lentisimo|horrible|malo / no me|nos habeis|han|ha devuelto|atendido|contestado|llamado|traido|servido|puesto / me|nos podeis|pueden|puede llamar / me llamais|llaman|llamas
    perdi|olvide|deje|olvidamos|dejamos|perdimos mi|un|una|el|la|las|nuestro|nuestra / me deje|olvide / estaba|estaban pasado|pasada|crudo|salado|sosa|soso|quemado / lo habeis encontrado
    hablar|charlar|comunicarme|contactar con un|una|alguien|el|la|algun|ustedes|vosotros|quien / hablar directamente / hable con un|una
    hablo con una|un|alguien|el|la / hablar al telefono / humano|humana|encargado|encargada|gerente|metre|maitre|supervisor|supervisora
    persona real|humana|de verdad|de carne / alguien de verdad / de carne y / queja|quejas|quejarme|reclamacion|reclamaciones|reclamar|reclamo / el|la|al responsable|dueno|duena|jefe|jefa
    atienda|atender una|un|alguien / pasame|paseme|pasarme|pasadme|comunicame|comuniqueme|ponme|poneme con alguien|un|una|el|la / pasame|paseme a|al
    que me|nos llame|llamen|llameis|atienda|atiendan / llamadme|llamenme|llamame|llamarme
    vergüenza|verguenza|indignado|indignada|indignante|pesimo|pesima|lamentable|asqueroso|asquerosa|asco|decepcionado|decepcionada|decepcionante|decepcion|inaceptable|intoxicacion|maleducado|maleducada|maleducados|desastre|fatal|horrible|terrible|nefasto|nefasta|grosero|grosera|groseros|ladrones|ladron|estafa|estafadores|timo|robo|sinverguenza|sinverguenzas|impresentables|impresentable|cucaracha|crudo|cruda|quemado|quemada|incomible|basura
    comida|sopa|carne|pescado|paella|cena|todo estaba|estaban|llego|llegaron|vino / estaba|estaban|vino fria|frio|frias|frios|malo|mala|duro|dura|salado|salada|sucio|sucia
    nos|me|os cobraron|cobrasteis|cobraste|cobro|cobrado|habeis|han|hicieron|hicisteis cobrado|esperar|de|dos|doble|el|un|una / cobraron|cobrado de mas|dos / nos|me trataron|tratasteis|sento|sentaron mal|fatal
    mala|mal atencion|experiencia|servicio|trato|educacion / devuelvan|devolvais|devolucion|reembolso|devolvedme / un|una pelo|mosca|bicho|piedra en
    robot|bot|maquina|contestador / no se entera|enteras|entiende|entiendes / no me entiendes|entiende|entendeis|estas / no sirves|sirve para|de nada
    hora|horas|minutos|media esperando / esperando una|dos|tres|mas|media|{n} / nadie contesta|coge|responde|atiende|nos|me / nunca mas|volvere|volveremos / no vuelvo|volvemos|volvere|volveremos
    agente humano|real / servicio al cliente / atencion al cliente / hoja|hojas de / factura|cuenta mal|equivocada|incorrecta / la cuenta estaba / poner una mala|resena / ayer|anoche fuimos|cenamos|comimos|estuvimos|estuve|cene|comi
  `,
  cancel: `
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
    en vez|lugar de / minutos|horas|rato tarde / me|nos viene|va mejor / llegar|llegaremos|llegamos|llego|llegare mas|algo|un tarde / en vez de {n} / me|nos falla|falta {n}|uno
    cambiar|cambiarla|cambiarlo|cambia|cambiad|cambien|cambiame|cambie|cambiarme|cambiarnos|cambias|cambiadme|cambiadnos|cambiarlos|cambiamos|cambiemos|cambialo|cambiala|cambiadla|cambienla|cambienme|cambiaria|cambiamela
    modific* / moverla|moverlo|mover|muevan|mueve|mueva|moved|movedla|mueveme|muevela|movemos|movermela / traslad* / aplaz* / adelant* / atrasar|atrasarla / retras* / pospon* / posterg* / reprogram* / reagend*
    ampliar|ampliarla|ampliad|amplia|amplien|reducir|reducirla|pasarla|pasarlo|pasarnos|pasadla|pasenla|pasala|pasamela|pasadmela|correrla|correla|corran|actualizar|actualiza|actualicen|corregir|corrige|rectificar|editar|desplazar|desplazarla|desplazad / cambio|cambios de|en / hacer un cambio / otro dia la reserva
    pasar|pasa|pasad|correr|mueve|poned r-* / pasar|pasa|pasame|correr|pasarme|pasad|pasen|dejar|deja|dejad|dejen|poner|pon|poned|pongan la|mi|nuestra|lo|mesa reserva|mesa|de|a|para
    anadir|agregar|sumar|anade|agrega|suma|anadid|anadan|agreguen|apuntad|apunta|sumen|anadidle|agregale|anadele {n}|a|un|una|otra|al|que / en mi|nuestra|la reserva somos|seremos|pone|puse|dije
    seremos|somos|vamos|venimos|iremos {n} en vez|lugar / en vez|lugar de {n} / al final seremos|somos|vamos|venimos|iremos|vendremos|viene|vienen|sera|es / finalmente seremos|somos / misma hora|mesa|gente|reserva / mismo dia|numero / mismos comensales / somos|seremos {n} mas|menos / viene|vienen|vendra|vendran|va {n} mas|menos / uno mas|menos / una mas|menos !cuarto|diez|veinte|cinco|veinticinco|o / llegaremos|llegamos|llego|llegare mas? tarde
    en vez|lugar de las|la|el|{weekday}|{n} / mejor el|la|las|a|para|al|{weekday} {word} que / lo|la|las pasamos|movemos|cambiamos|dejamos|trasladamos|ponemos / pasamos|pasemos a|al / que sea|sean a|para|el|las en / otra hora|fecha
  `,
  existing: `
    reserve para|una|con|mesa|ayer /
    apunte|apuntamos|pedi|pedimos|reserve mesa|una|para / tengo|tenemos|tenia|teniamos reserva|mesa / la de manana|hoy|esta|el / reserva de {word} , / , reserva de
    mi|nuestra|misma reserva|reservacion|mesa / tengo|tenemos|tenia|teniamos|hice|hicimos|habia|hay|tenes una? reserva|reservacion|reservada|reservado / tengo|tenemos|tenia|teniamos mesa|turno / tengo|tenemos|tenia|teniamos una? mesa
    habia|habiamos reservado / he|hemos reservado / reservamos|reserve / reserva|reservacion que|del|de|r|numero|num|n|con|hecha|a / reserva a nombre / la reserva|reservacion / localizador|codigo|lo de
    la mesa de|del|que / numero de reserva / reserva numero / reserve una|mesa|para|ayer / lo de esta|hoy|manana|el|este / la que tengo|tenemos|hice
  `,
  instead: `
    seremos|somos|puede|podria|podriamos|podemos|mejor|quisiera|quisieramos|queria|queriamos|quiero|ahora|finalmente|ser|mas|viene|vienen|llegaremos|venimos|vamos|final|podeis|pueden|podrian|podriais|posible|necesito|necesitamos|querria|querriamos|prefiero|preferimos|se|puedo|ponednos|ponedme|pongannos
  `,
  own: `reserve para|mesa|una / mi|nuestra / tengo|tenemos|tenia|teniamos|hice|hicimos|reservamos / hemos|he reservado / ya tengo|tenemos / la que`,
  strongBook: `
    reservar* / reservame|reserveme|reservanos|reservenme|reservadme|reservadnos|reservenos|reservame|reserves|reserven|reservas|reservo|reservemos|reservad|reservais|reservarias|reservale|reservenos
    apuntar|apuntarnos|apuntarme|apuntame|apuntanos|apuntadnos|apuntadme|apunteme|apuntenme|apuntennos|apartame|apartar|apartarme|apartenme|aparteme|apartanos|apartas|apartan|aparta|guardame|guardanos|guardadme|guardadnos|guardenme|guardar|guardarme|guardarnos|guardas|guardais|guardan|agendar|agendame|agendeme|anotame|anotanos|anoteme|anotenme|anotadme|separame|separeme|separar|separarme
    hacer|hago|haceme|hazme|hacerme|haganme|haceros|haganos|quiero|quisiera|queria|queriamos|necesito|necesitamos|nueva|deseo|deseamos|solicito|ocupo|querria una? reserva|reservacion / una|otra reserva|reservacion !que
    reserva|reservacion|reservita para|pa|mesa|hoy|manana|el|este|una|x / reserva|reservacion a|de {n} / me|nos reservas|reserva|reservan|apuntas|apunta|apuntan|apuntais|guardas|guardais|guardan|apartas|apartan|pones|poneis|haces|haceis|hacen|das|dais|dan|anotas|anotan|anotais|cojes|coges|reservais
    ponme|ponnos|poneme|ponedme|ponganos|pongame|dame|danos|denme|deme|dadme|dadnos|consigueme|buscame|buscanos|haznos|hacenos|cogeme|cogedme una? mesa|para|a|reserva|sitio|{n} / me gustaria reservar / una reservacion / me|nos gustaria|encantaria|apetece una|tener|ir|cenar|comer|almorzar|venir
    quiero|quisiera|queria|queriamos|queremos|necesito|necesitamos|quisieramos|querria|querriamos|ocupo|ocupamos|busco|buscamos|deseo|deseamos|preciso|precisamos una|mesa|sitio|lugar|algo / quiero|queremos|quisiera|quisieramos|pensabamos|pensamos ir|cenar|comer|almorzar|venir / dejame|dejadme|dejanos una|mesa / reservado para / reserva ,|. / reservar . / reserva por favor / querer una mesa / celebrar|celebramos|celebraremos / podria|puede|podrias ser|darme|prepararme|preparadme una mesa / preparame|preparadme|preparanos|preparadnos mesa|una
  `,
  weakBook: `mesa|mesita|reservado / reserva|reservacion|reservita`,
  check: `
    ${HAVE} ${ROOM} / ${HAVE} una|alguna|algun|la|mas|mucha|aun|todavia|ya|un|en ${ROOM} / ${HAVE} {word} {word}? ${ROOM} / ${HAVE} {word} {word} {word} libre|libres|disponible|disponibilidad / disponibilidad / algo|mesa|sitio libre|disponible
    esta|estais|estan|estara|estareis|estaran llenos|completos|completo|lleno|todo|llena / todo cogido|ocupado|reservado|lleno|completo / cabemos|cabriamos|cabriais|entramos|entrariamos|cabran|cabremos|cogemos|cogeriamos / habria|hay|existe|seria|alguna|cabe posibilidad|posible|opcion|manera|forma|chance
    es|seria posible para|ir|cenar|comer|una|que / ${HAVE} para|pa {n} / teneis|tienen|tenes|hay|queda|quedan para|pa|el|manana|hoy|este|esta / que horas|hora|dias|huecos teneis|tienen|hay|quedan|queda|tenes|os / a que hora|horas hay|teneis|tienen|queda|quedan|podria|podriamos|puede
    se puede|podria ir|cenar|comer|almorzar|venir !en|con|de|descalzo / podemos|puedo|podriamos|podria|pueden|podeis|podriais ir|cenar|comer|almorzar|venir|pasarnos|acogernos|atendernos|meternos|recibirnos|darnos|sentarnos|acomodarnos|hacernos / sin reserva / nos|me da|dais|dan|podeis|pueden|dariais|cabeis|acomodan|acomodais|haceis|hacen|meteis|reciben de|un|hueco|dar|meter|hacer|sitio|lugar
    podria|puede|pudiera|podriamos ser|caber !una|la|mi|en / atendeis|atienden a|grupos / hueco|huequito para / hay algo|sitio|mesa / con|para cuanta|cuanto antelacion
  `,
  infoAlways: `
    como cancelo|anulo|cancelar|cambio / y si al final|no / sitio|lugar|donde para? aparcar|estacionar|dejar
    hace falta|que reservar|reserva / hay que reservar / es necesario|obligatorio reservar|reserva / necesario reservar / aceptais|aceptan|admiten|admitis|cogeis|toman|trabajan reservas|reservaciones / politica de / con cuanta antelacion / cuanta antelacion / cobrais|cobran por|si / hasta que dia|cuando puedo|se|podemos cancelar|anular|cambiar
    como se|puedo|hago|hacemos reserva|reservar|cancelo|cancelar|para|una|la / cuanto tiempo|rato / si llego|llegamos|llegase tarde / se puede|podria anular|cancelar
  `,
  infoSure: `
    dan|dais|dan|servis|sirven|dan de|cenas|comidas|cena !mesa / se puede ir|entrar|venir|comer en|con|de / los ninos|bebes|perros pagan|pueden|entran|comen / esta lejos|cerca|abierto|cerrado|cubierta|climatizada
    cuanto cuesta|cuestan|vale|sale|salen|cobran|cobrais|es|seria|dura / que precio|precios|carta|menu|platos / hasta que hora / a que hora abris|abren|cerrais|cierran|abre|cierra|se|empieza|empiezan|es|sirven|servis|cierra|dejais|es
    donde estais|estan|esta|queda|quedan|os|se|puedo / se puede pagar|aparcar|fumar|ir|entrar|llegar|llevar / puedo|podemos|podria|podriamos pagar|aparcar|llevar|entrar|fumar|estacionar|traer
    teneis|tienen|hay|tenes|ofrecen|ofreceis|sirven|servis|tiene|dispone|disponen|disponeis de? menu|carta|opciones|opcion|platos|parking|aparcamiento|wifi|estacionamiento|trona|tronas|sillas|sillitas|rampa|terraza|paella|algo|vegano|vegetariano|ascensor|musica|cambiador|guardarropa|garaje|postres|vinos|valet / que dias|dia|horario
    cual|cuales es|son el|la|los|las|vuestro|su|tu / abris|abren|cerrais|cierran|abre|cierra|abriis los|el|al|a|en|manana|hoy|por|para|todos|tambien / admiten|admitis|aceptan|aceptais|permiten|permitis|dejan|dejais / estais|estan|esta abierto|abiertos|cerrado|cerrados
  `,
  houseQuestion: `
    teneis|tienen|tenes|tiene|hay|haceis|hacen|poneis|ponen|servis|sirven|ofreceis|ofrecen|aceptais|aceptan|admitis|admiten|dejais|dejan
    permitis|permiten|cobrais|cobran|abris|abren|cerrais|cierran / se puede / esta|estais|estan abierto|abiertos|cerrado|cerrados
  `,
  wondering: `
    que hora|horas|dia|dias|precio|precios|tal|plato|platos|hay|teneis|tienen / cual|cuales|cuanto|cuanta|cuantos|donde|cuando|quien / como se|puedo|llego|va|es / saber si|que|cuanto|donde|el / quiero|queria|quisiera|querria preguntar|consultar|informacion|saber / una pregunta|duda|consulta
    teneis|tienen|tenes|hay|sirven|servis|aceptan|aceptais|admiten|admitis|abren|abris|cierran|cerrais|estais|dejan|dejais|permiten|permitis|informacion
  `,
  wonderingFirst: `que|puedo|podemos|podeis|pueden|es|esta|estan|tiene|se|os|les|podria|podrian|seria`,
  affirm: `
    si|sip|sipi|vale|ok|okay|okey|oki|okis|perfecto|claro|correcto|correcta|exacto|exactamente|confirmo|confirmado|confirmar|confirma|confirmala|confirmad|adelante|genial|dale|barbaro|listo|bueno|sale|orale|simon|obvio|venga|estupendo|fenomenal|afirmativo|excelente|sep|va|hecho|joya|andale|sii|siii|sisi|buenisimo|ideal|conforme
    de acuerdo|una / eso|asi es|mismo / por supuesto / esta bien|perfecto|genial / me|nos parece|vale|sirve|va|viene bien?|perfecto?|genial? / muy bien / reservala|reservalo|apuntala|apuntalo|resérvala / me|nos la|lo quedo|quedamos|apunta / la|lo quiero|queremos
  `,
  deny: `
    no|nop|nope|nah|negativo|tampoco|nanay|nones|nel|noo / para nada / en absoluto / dejalo|olvidalo|dejadlo|dejemoslo|olvidate / mejor no / ninguno|ninguna / de ninguna / incorrecto / no me|nos va|viene|interesa|sirve|convence
  `,
  thank: `
    gracias|graciass|agradecido|agradecida|agradezco|agradecemos|adios|chao|chau|grax|grcs / hasta luego|pronto|manana|entonces|el|la|ahora|otra / nos vemos / muy amable|amables / te|os|se|les lo agradezco / un saludo / saludos / feliz dia|tarde|noche|navidad|finde / que tengas|tengan|tengais
  `,
  greet: `
    hola*|buen*s|holaa|holaaa|holaaaa|holis|buenas|ey|alo|saludos|holi|ola|wenas|quiubo|epa|buenos / buenos dias / buen dia / buena tarde|noche / que tal / hay alguien / que onda / que hubo / muy buenas / como estas|estan|estais|va / que hay
  `,
  offTopic: `
    un|una|algun hotel|fontanero|taxi|abogado|medico|dentista|vuelo|coche|piso|trabajo / tocar la|el guitarra|piano
    deberes / traduce|traduceme|traducir|traducime / poema|poesia / chiste|chistes / que tiempo hace|hara / que|va a llover / capital de / bitcoin|criptomonedas / presidente|elecciones|politica|gobierno !de|para / crees|creen|creeis en / pelicula|peliculas|serie / vendeme un|una / receta de|para / escribe|escribeme|escribime|hazme|programa un|una|codigo|en poema|cuento|python|codigo|cancion|redaccion
    tu prompt / tus|las instrucciones / ignora|olvida|ignorad todo|todas|tus|las / quien gano|gana|eres|te|es|fue / cuentame|contame|cuentanos un|algo|una|tu / sentido de la vida / eres|sos un|una|real|humano|humana|soltero|soltera|chatgpt|gpt|robot|bot|ia / loteria / bolsa de / horoscopo / cuanto es {n} / resuelve / que opinas / te quiero|amo / que hora es !el|la|lo / hipoteca / matematicas|mates
  `,
  policy: `politica|gratis|penalizacion|cobrais|cobran|penalizan|coste|costo / hasta cuando|que / con cuanta / plazo|antelacion / si cancelo|anulo|cancelamos / se puede|podria cancelar|anular / cuanto tiempo`,
}
