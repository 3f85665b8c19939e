import type { TalkPhrases } from './intent-cues.ts'

/** What the house says of itself and its guests of it: a visit, food, service. */
const VISIT = 'comida|cena|almuerzo|servicio|atencion|trato|velada|experiencia|sitio|restaurante|local|noche'
/** Verbs of a table being served, in the past. */
const SERVED =
  'atendisteis|atendieron|atendio|tratasteis|trataron|trato|cuidasteis|cuidaron|recibisteis|recibieron'

/** Spanish phrases that show an intent which is not about a booking. */
export const SPANISH_TALK: TalkPhrases = {
  human: `
    disculparse / se disculpo|disculparon / tiro|derramo|tiraron|derramaron el|la|una|un {word} encima|sobre / alguien me|nos llame|atienda|explique|ayude / facturacion /
    dame|dadme|deme con alguien|una|un / perdido un cliente / un horror|desastre|asco|robo / no funciona /
    de pena|espanto / denunci* / quien|el que mande|manda / algun|un responsable / no contestan|contestais|contestas / robaron|robado
    muy mal !de / insulto|insultaron|insulta|grito|gritaron / nos|me disteis|dieron|pusieron|pusisteis|sentasteis|tuvieron|tuvisteis / no nos|me traen|traeis|atienden|atendeis|sirven|hacen|haceis caso|la|el|nada|ni / llevamos|llevo {n} minutos|horas / cristal|cristales|vidrio en / nos echaron|echasteis / no volvemos|vuelvo
    harto|harta|hartos / lentisimo|lentisima|lentisimos / servicio lento|lentisimo|horrible|malo / no me|nos habeis|han|ha devuelto|atendido|contestado|llamado|traido|servido|puesto / me|nos podeis|pueden|puede llamar / me llamais|llaman|llamas
    estaba|estaban pasado|pasada|crudo|salado|sosa|soso|quemado
    hablar|charlar|comunicarme|contactar con un|una|alguien|el|la|algun|ustedes|vosotros|quien / hablar directamente / hablar ya con / hable con un|una
    hablo con una|un|alguien|el|la / hablar al telefono / humano|humana|encargado|encargada|gerente|metre|maitre|supervisor|supervisora
    persona real|humana|de verdad|de carne / alguien de verdad / de carne y / queja|quejas|quejarme|reclamacion|reclamaciones|reclamar|reclamo / el|la|al responsable|dueno|duena|jefe|jefa
    atienda|atender una|un|alguien / pasame|paseme|pasarme|pasadme|comunicame|comuniqueme|ponme|poneme con alguien|un|una|el|la / pasame|paseme a|al
    que me|nos llame|llamen|llameis|atienda|atiendan / llamadme|llamenme|llamame|llamarme
    vergüenza|verguenza|indignado|indignada|indignante|pesimo|pesima|lamentable|asqueroso|asquerosa|asco|decepcionado|decepcionada|decepcionante|decepcion|inaceptable|intoxicacion|maleducado|maleducada|maleducados|desastre|horrible|terrible|nefasto|nefasta|grosero|grosera|groseros|ladrones|ladron|estafa|estafadores|timo|robo|sinverguenza|sinverguenzas|impresentables|impresentable|cucaracha|cucarachas|quemado|quemada|incomible|basura
    comida|sopa|carne|pescado|paella|cena|todo estaba|estaban|llego|llegaron|vino / estaba|estaban|vino fria|frio|frias|frios|malo|mala|duro|dura|salado|salada|sucio|sucia
    nos|me|os cobraron|cobrasteis|cobraste|cobro|cobrado|habeis|han|hicieron|hicisteis cobrado|esperar|de|dos|doble|el|un|una / cobraron|cobrado de mas|dos / nos|me trataron|tratasteis|sento|sentaron mal|fatal
    mala|mal atencion|experiencia|servicio|trato|educacion / devuelvan|devolvais|devolucion|reembolso|devolvedme / un|una pelo|mosca|bicho|piedra en
    robot|bot|maquina|contestador / no se entera|enteras|entiende|entiendes / no me entiendes|entiende|entendeis|estas / no sirves|sirve para|de nada
    hora|horas|minutos|media esperando / esperando una|dos|tres|mas|media|{n} / nadie contesta|coge|responde|atiende|nos|me / nunca mas|volvere|volveremos / no vuelvo|volvemos|volvere|volveremos
    sento|sentaron|hizo|cayo mal|fatal|dano / me|nos enferme|enfermamos|intoxique|intoxicamos|puse|pusimos malo|mala|malos|enfermo / trataron|tratasteis|trato|atendieron|atendisteis|servicio|camarero|camarera|mesero|atencion {word}? mal|fatal|peor / esperando la|el|a|que|mesa|cuenta
    no vuelvo|volvemos|volveremos|pensamos|pienso volver / que decepcion|desastre|verguenza / vaya servicio|atencion|decepcion|desastre|timo / estaba|estaban|llego|llegaron|vino|trajeron helado|helada|helados|crudo|cruda|rancio|rancia / pelo|plastico|cristal|bicho|gusano|metal|piedra en el|la|mi|los|las / cobrado|cobraron|cobrasteis|cobro un|una|el|la|lo|por|dos|algo
    pones|pasas|poneis|pasais|comunicas|comunican|poner|pasar con una|un persona|humano|alguien|encargado|encargada|agente|responsable / pones|pasas|poneis|pasais|comunicas|comunican|poner|pasar con alguien|el|la / me|nos|que atienda|atiendan alguien|una|un / hablar por telefono / hablar|contactar con|al la|el|gerencia|direccion|responsable / gerencia / explicacion|explicaciones|planton / de lo que|qué paso|ocurrio|sucedio / cobrarme|cobrarnos {word} {word}? {word}? que no / inadmisible|intolerable|inconcebible / picado|picada|agrio|agria|caducado|caducada / persona con la|quien / no nos|me lo|la|los|las cambiaron|cambio|quitaron|trajeron|sirvieron|cambiasteis / {word} {word} de pie esperando / trato {word} {word}? feo|malo|pesimo / operador|operadora|teleoperador / desde ayer|hace intentando|llamando / intentando hablar|llamar|contactar / un|una|el incidente / agente|operador|operadora por|humano|real|! / una persona ,|por|de|real|!
    agente humano|real / servicio al cliente / atencion al cliente / hoja|hojas de / factura|cuenta mal|equivocada|incorrecta / la cuenta estaba / poner una mala|resena
  `,
  praise: `
    felicita|felicitad|felicite|feliciten a|al /
    todo perfecto|estupendo|genial|buenisimo|riquisimo|fantastico|rico / agradecidos|agradecido|agradecida por el|la|vuestro|su / tan|mas buena|bueno|rica|rico / que buena|buen ${VISIT}
    enhorabuena|felicidades|felicitaciones|felicito|felicitamos|delicioso|deliciosa|deliciosos|deliciosas|exquisito|exquisita|exquisitos|riquisimo|riquisima|riquisimos|buenisima|buenisimos|buenisimas|inolvidable|espectacular|maravilla|maravilloso|maravillosa|increible|fantastico|fantastica|magnifico|magnifica|insuperable|inmejorable|impecable
    de maravilla|lujo|diez|cine|muerte|lo mejor? / de fabula|escandalo / me|nos|os encanto|encantaron|gusto|gustaron|encantan / volveremos seguro / que bien|rico|rica|ricos|ricas / muy|tan rico|rica|ricos|amables|atentos|agusto|profesionales|simpaticos / todo estuvo|estaba|fue|salio|perfecto / estuvo|estuvieron|salio|fue|estaba|estaban todo|muy|genial|perfecto|genial|estupendo|fenomenal / un placer|gusto|encanto|diez|acierto / da|daba gusto
    excelente|excelentes|buen|buena|gran|genial|estupendo|estupenda|perfecto|perfecta ${VISIT}|trabajo|equipo|vino|camarero|camareros|gente / bien|genial|fenomenal nos|me ${SERVED} / un diez / nos|me ${SERVED} {word}? bien|genial|fenomenal|estupendamente|bien / volveremos|volvere|repetiremos|repetire|recomendare|recomendaremos seguro|pronto|sin|encantados|a|otra? / el|la mejor ${VISIT}|paella|arroz|restaurante de|en|que
    pasamos|pase genial|bien|bomba|fenomenal|estupendamente / mereceis|merecen|sois|son los? mejores|unos|un|geniales|encantadores|cracks
  `,
  visited: `
    ayer|anoche|anteayer / semana|mes|sabado|domingo|lunes|martes|miercoles|jueves|viernes|finde pasado|pasada / el otro dia / fuimos|estuvimos|estuve|cene|comi|fui|vine|vinimos / nos|me ${SERVED} / estaba|estaban|estuvo|estuvieron|fue|llego|llegaron / encanto|encantaron|gusto|gustaron
  `,
  loss: `
    perdi|perdimos|perdido|deje|dejamos|dejado|dejo|olvide|olvidamos|olvidado|olvido|quedo|quedaron|cayo|extravie|extraviado|encontrasteis|encontraron|encontrado|encontrasteis|encontro|visto
  `,
  belonging: `
    paraguas|chaqueta|chaquetas|abrigo|abrigos|bufanda|gafas|lentes|anteojos|movil|celular|cartera|bolso|bolsa|mochila|llaves|llavero|pendiente|pendientes|arete|anillo|pulsera|collar|reloj|guante|guantes|gorro|gorra|sombrero|panuelo|jersey|sueter|sudadera|cazadora|tablet|portatil|cargador|auriculares|peluche|juguete|chupete|libro|dni|documentacion|pasaporte|monedero|billetera|neceser|camara|baston|chal|rebeca|maleta|objetos|prenda
  `,
  paper: `factura|facturas|recibo|ticket|tique|justificante|comprobante|duplicado`,
  paperWanted: `
    necesito|necesitaria|necesitamos|quiero|quisiera|querria|queria|enviar|enviad|enviadme|enviame|envien|mandar|mandad|mandame|mandadme|manden|mandeis|envieis|emitir|hacerme|hacednos|pedir|solicitar|solicito|copia|duplicado|falta|llego|perdi|nombre|empresa|cif|rfc|nif|corregir|ayer|anoche|pasado|pasada
  `,
  refund: `
    se me|nos devuelva|devuelvan|devolvais|reintegre / devolver|devuelvan|devuelva|reintegren el|mi importe|dinero|senal|fianza /    devolvais|devolvedme|devolver|devuelvan|devuelvanme|devuelvas|devuelvo dinero|me|el|la|lo / me|nos|que devuelvan|devolvais|devolveis|devolver|devuelven|devuelvas|reembolsen / devolucion|reembolso|reintegro|reembolsar|compensacion|indemnizacion
  `,
  aside: `
    vamos|venimos|voy|vengo con {n}|{word} {word} /
    llevamos|llevaremos|traemos|traeremos|traigo|llevo silla|carrito|cochecito / va|van en|con carrito|silla|cochecito|andador / solo como|comemos|come / no tomo|toma|bebo|bebe|beben|tomamos alcohol|vino|cerveza /
    por cierto / que sepais|sepas|sepan|conste / se me|nos olvidaba|olvido|paso decir?|comentar? / para que lo? sepais|sepan|sepas / tened|tenga|tengan|ten|tenedlo|tenlo|tenganlo en cuenta / en cuenta / ah ,? y / tambien decir|deciros|comentar|comentaros / os|le|les aviso|comento|informo
  `,
  cannot: `no puedo|podemos|podre|podremos|vamos|voy|iremos|llego|llegamos / imposible`,
  affirm: `
    si|sip|sipi|vale|ok|okay|okey|oki|okis|perfecto|claro|correcto|correcta|exacto|exactamente|confirmo|confirmado|confirmar|confirma|confirmala|confirmad|adelante|genial|dale|barbaro|listo|bueno|sale|orale|simon|obvio|venga|estupendo|fenomenal|afirmativo|excelente|sep|va|hecho|joya|andale|sii|siii|sisi|buenisimo|ideal|conforme
    de acuerdo|una / eso|asi es|mismo / por supuesto / esta bien|perfecto|genial / me|nos parece|vale|sirve|va|viene muy? bien?|perfecto?|genial? / sin problema / esa|ese misma|mismo / asi esta bien / va|venga va / muy bien / reservala|reservalo|apuntala|apuntalo|resérvala / me|nos la|lo quedo|quedamos|apunta / la|lo quiero|queremos
  `,
  deny: `
    no|nop|nope|nah|negativo|tampoco|nanay|nones|nel|noo / para nada / en absoluto / dejalo|olvidalo|dejadlo|dejemoslo|olvidate / que va / ni hablar|loco|loca / no hace falta / no asi|eso|esa|ese / de momento|ahora no / mejor no / ninguno|ninguna / ninguno|ninguna de las|los|esas|esos {n}? / de ninguna / incorrecto / no me|nos va|viene|interesa|sirve|convence
  `,
  thank: `
    gracias|graciass|agradecido|agradecida|agradecidos|agradecidas|agradezco|agradecemos|adios|chao|chau|grax|grcs / hasta luego|pronto|manana|entonces|el|la|ahora|otra|otro|siempre|esta|hoy|{weekday} / nos vemos / muy amable|amables / te|os|se|les lo agradezco / un saludo / saludos / feliz dia|tarde|noche|navidad|finde / que tengas|tengan|tengais
  `,
  greet: `
    hola*|buen*s|holaa|holaaa|holaaaa|holis|buenas|ey|alo|saludos|holi|ola|wenas|quiubo|epa|buenos / buenos dias / buen dia / buena tarde|noche / que tal / hay alguien / que onda / que hubo / muy buenas / como va eso|todo|la / como estas|estan|estais|va / que hay / encantado|encantada / que pasa
  `,
  offTopic: `
    lloviendo|nevando / me pongo para /
    farmacia|hospital|cajero|supermercado|gasolinera|peluqueria|gimnasio / perro|perra|gato se llama / truco|trucos de magia / adelgazar|engordar / lalala|jajaja|jejeje|jaja /
    dime|di|elige un|una numero|secreto|refran|adivinanza / algo divertido|gracioso / sabes de|algo leyes|derecho|medicina|coches / viva el|la|espana / coches|moviles usados /
    seguro|seguros de coche|vida|hogar|viaje /    ensenas|ensename|ensenarme a / luna|eclipse|planeta|planetas|marte|universo|galaxia|tokio / duele|duelen la|el|las|los cabeza|espalda|muelas|pies / piso|casa|apartamento en alquiler|venta / sentido de todo|la / pon|ponme una cancion|peli / opinas|opina de|del|sobre / ha|te programado|creado|inventado / ayuda con mi|el ordenador|movil|pc|coche / un beso / hablas|sabes chino|ingles|aleman|quien|tocar|cantar|bailar / euros|dolares por|a dolares|euros
    un|una|algun hotel|fontanero|taxi|abogado|medico|dentista|vuelo|coche|piso|trabajo / tocar la|el guitarra|piano
    deberes / traduce|traduceme|traducir|traducime / poema|poesia / chiste|chistes / que tiempo hace|hara / que|va a llover / capital de / bitcoin|criptomonedas / presidente|elecciones|politica|gobierno !de|para / crees|creen|creeis en / pelicula|peliculas|serie / vendeme un|una / receta de|para / escribe|escribeme|escribime|hazme|programa un|una|codigo|en poema|cuento|python|codigo|cancion|redaccion
    tu prompt / tus|las instrucciones / ignora|olvida|ignorad todo|todas|tus|las / quien gano|gana|eres|te|es|fue / cuentame|contame|cuentanos un|algo|una|tu / sentido de la vida / eres|sos un|una|real|humano|humana|soltero|soltera|chatgpt|gpt|robot|bot|ia / loteria / bolsa de / horoscopo / cuanto es {n} / resuelve / que opinas / te quiero|amo / que hora es !el|la|lo|mejor / que hora es|son en / recomienda|recomiendame|recomiendanos|recomendame un|una|algun|alguna libro|hotel|serie|pelicula|cancion|museo|playa|bar / arreglar|reparar|limpiar|instalar un|una|el|la|mi / {n} por|mas|entre|menos {n} = / cuanto es|son {n} / a cuanto|como esta el|la dolar|euro|bolsa|oro / dolar|dolares esta|hoy
    carta|poema|cancion de amor / como se hace|prepara|cocina|hacen un|una|el|la !reserva|reservacion / compro|vendo|alquilo !una? / color favorito / tu|vuestro nombre|edad|signo|cumpleanos|comida|musica favorito? / como te|os llamas|llamais / te|os gusta|gustan el|la|los|las / estoy aburrido|aburrida|triste|solo|sola|deprimido / por que el|la|los|las cielo|mar|tierra|luna|sol|perros|gatos / cuantos habitantes|paises|planetas|anos / habitantes tiene
    mi novio|novia|ex me|ha / programar|programas en / invitar|invitarte a salir / zapatillas|zapatos|ordenador|ordenadores|portatil|hipotecas|coches|motos|muebles|entradas / resume|resumeme|resumen las|los|la|el|de / las noticias / guerra|historia|revolucion mundial|civil|de|del|francesa / hablame de|del / tienes sentimientos|novia|novio|hermanos|hijos / cita con el|la|un / explica|explicame|explicar la|el|que|como / quien invento|escribio|descubrio|pinto / cuando nacio|murio|empezo|termino / hipoteca / matematicas|mates
  `,
}
