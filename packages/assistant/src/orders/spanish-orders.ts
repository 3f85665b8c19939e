import type { OrderPhrases } from './order-phrases.ts'

/** How people give orders to a machine in Spanish. */
export const SPANISH_ORDERS: OrderPhrases = {
  words: {
    override: `
      ignor(?:a|e|en|ad|ar|es|ando|alas|alos|alo|ala) / olvid(?:a|e|en|ad|ar|es|ate|aos|arte|alas|alos|alo|ando) / desobede* / desatiend* / descart[ae]* / omit[ae]* / salt(?:a|e|ate|arte|arse|andote)[a-z]* / haz caso omiso / hagas caso
      sobrescrib* / reinici* / desactiv* / anul[ae]* / suspend[ae]* / elimin[ae]* / borr[ae]* / incumpl* / quit(?:a|e|ate)[a-z]* / rompe* / reemplaz[ae]* / sustitu*`,
    rules: `
      instruccion(?:es)? / prompts? / reglas? / normas / directri(?:z|ces) / restriccion(?:es)? / filtros? / limitaciones / programacion
      configuracion / protocolos? / entrenamiento / salvaguardas? / aforo / prohibicion(?:es)? / contexto / sistema / guion / ordenes / mensajes? de(?:l)? sistema / limites?
      medidas de seguridad / verificacion(?:es)? / comprobacion(?:es)?`,
    yours: `
      (?:(?:tod[ao]s|las?|los?|el|tus?|sus|vuestr[ao]s?|cualquier|de|estas?|esas?|cuant[ao]s|previas?|anteriores|actuales|antiguas|viejas) )*`,
    machine: `
      asistente(?: virtual)? / bots? / chatbot / robot / ia / inteligencia artificial / chatgpt / gpt / modelo de lenguaje / llm / agente virtual
      maquina / algoritmo / programa de reservas / ordenador / computadora?`,
    write: `
      cancel[aeo]* / anul[aeo]* / borr[aeo]* / elimin[aeo]* / suprim* / vaci[ae]* / bloque* / modific[ae]* / cambi[ae]* / muev* / mov(?:er|ed)[a-z]* / liber[ae]*
      reasign* / ocup(?:a|ad|e|en|ar) / cierr* / cerrar / duplic* / echa* / tacha* / confirm[ae]* / pasa(?:r|d|las|los)? / pon(?:er|las|los|ed)? / intercambi*`,
    bookings: `reservas / reservaciones / mesas / registros / anotaciones / citas / entradas del libro`,
    everyone: `
      (?:tod[ao]s|las? demas|l[ao]s otr[ao]s|otr[ao]s|rest[ao] de|ajen[ao]s|cuant[ao]s) (?:(?:de|las|los|otr[ao]s|demas|existentes|que haya*|el|la|esas|estas) )*{bookings}
      cada (?:una de las )?(?:reserva|mesa|registro) / {bookings} (?:de (?:tod[oa]s|los demas|otr[ao]s|los otros|otra gente)|ajen[ao]s|existentes) / todo el libro / libro (?:de reservas )?(?:entero|completo)
      (?:reservas?|mesas?) de (?:los|las|tod[ao]s los|otr[ao]s|l[ao]s demas)(?: demas| otr[ao]s| l[ao]s)[a-z]* (?:clientes|comensales|huespedes|personas|gente|mesas)
      (?:reservas?|mesas?) (?:de|del) (?:otro|otra|cualquier|algun) (?:cliente|comensal|huesped|persona)`,
    reveal: `
      muestr[ae]* / mostrar* / ensen[ae]* / dime / dinos / decime / digame / di / lista* / enumer* / revel[ae]* / lee(?:me|nos|r|los|las)? / dame / danos / deme / pasame / pasa / envi[ae]*
      mand[ae]* / reenvi* / imprim* / devuelv* / escrib[ae]* / repit* / repet* / traduc* / resum* / copia* / vuelca* / exporta* / adjunt[ae]* / facilita* / comparte*`,
    own: `(?:tus|tu|vuestr[ao]s|las|el) (?:(?:propi[ao]s|verdader[ao]s|intern[ao]s|secret[ao]s|inicial(?:es)?|original(?:es)?) )*`,
    people: `(?:(?:los|las|tod[ao]s|otr[ao]s|demas|de|del) )*(?:clientes|comensales|huespedes|invitados de otr* / demas / otr[ao]s (?:reservas|mesas|clientes|personas) / reservas / todo el mundo / todos)`,
    answer: `responde* / respond(?:er|as|a)[a-z]* / contest[ae]* / conteste* / di / digas / escrib[ae] / empieza* / empiec* / termin[ae]*`,
    grant: `autoriz* / orden(?:o|amos|a|an|ado) / mand(?:o|amos) / doy (?:permiso|orden|autorizacion) / damos (?:permiso|orden) / permit(?:o|imos|ido) / aprob(?:ado|ada|amos|acion) / instruy* / exij[oa]`,
    boss: `duen[oa]s? / propietari[oa]s? / gerentes? / gerencia / direccion / encargad[oa]s? / jef[ea]s? / maitre / administrador[ae]?s? / desarrollador[ae]?s? / programador[ae]?s? / informatic[oa]s?
      soporte(?: tecnico)? / central / (?:empresa|equipo|departamento) de (?:informatica|soporte|sistemas)`,
    later: `a partir de (?:ahora|este mensaje|aqui|ya|hoy) / de ahora en adelante / desde ahora / de aqui en adelante / en adelante / de ahora en mas`,
    each: `cada vez que / siempre que / cuando (?:yo )?(?:diga|digo|escriba|escribo|te diga|ponga) / si (?:yo )?(?:digo|escribo|te digo)`,
  },
  orders: `
    {override} (?:(?!(?:mi|mis|nuestr*) )[a-z]+ ){0,3}{rules} / lo que (?:yo )?(?:te |os )?(?:diga|escriba|mande|ordene) / (?:es|son|sera|seran|como) (?:una? )?(?:orden(?:es)?|comandos?)
    (?:guarda|graba|recuerda|almacena|anota|apunta)[a-z]* (?:esto |lo )?(?:en|para) (?:tu |la )?memoria / (?:depur|calibr|ajust|reprogram|entren|configur)* … (?:tu|vuestro|tus) (?:comportamiento / respuestas / modelo / sistema / configuracion / forma de)
    salt[ae]*(?:me|nos|te|se)? (?:los|las|el|la) (?:tramites|pasos|protocolos?|formalidades|cola|confirmacion*|controles) / (?:nunca|jamas|no) se (?:le|me|nos) (?:pid*|exig*|solicit*|pregunt*) / (?:quitando|moviendo|echando|desplazando|anulando|cancelando) a
    {write} … mesas (?:de al lado|de alrededor|vecinas|contiguas|cercanas|de los lados) / {reveal} … (?:agenda|planning|ocupacion|calendario) / entrar sin reserva
    {override} (?:(?:a|de|en) )?{yours}{rules} / {override} … (?:tus|vuestras|sus|las|todas las) (?:instruccion(?:es)?|reglas|normas|directrices|restricciones|ordenes|limitaciones)
    {override} (?:que eres|quien eres|tu (?:papel|rol|identidad)|lo que te (?:han|hayan) (?:dicho|programado|ordenado)|todo lo (?:anterior|que (?:te|se te))) / no (?:sigas|respetes|obedezcas|cumplas|apliques) … {rules}
    {override} (?:[a-z]+ )?(?:el|la|los|las) (?:codigo|confirmacion|paso de confirmacion|verificacion|comprobacion(?:es)?|pasos?) (?:y|de confirm*|de segur*|de verific*)
    (?:{override} / {rules} / confirmacion(?:es)?) … (?:ya no|no) (?:rig* / val* / aplic* / cuent* / sirv* / son necesari* / hacen? falta / exist*) / {rules} … (?:qued(?:a|an) (?:sin efecto / anulad* / derogad* / suspendid* / cancelad*)|(?:han )?cambia(?:n|do)) / no (?:rig* / val* / aplic*) … {rules}
    (?:{rules}) que te (?:dieron / han dado / pasaron / pase / pusieron / he dado / di / ensenaron / programaron) / lo que te (?:programaron / ensenaron / ordenaron / mandaron / han ordenado)
    (?:acept[ae]* / aprueb[ae]* / conced* / (?:di|digas|diras|dices|dice) que si / obedec* / complac* / nunca (?:dice|digas|diras) que no) … (?:todo / cualquier (?:cosa|peticion) / lo que (?:yo )?(?:diga|pida|quiera|escriba|te diga)) / nunca (?:dices|dice|digas|diras) que no
    (?:cualquier|cada|todo|toda|todos) … (?:es|son|sera|seran|vale|valen) (?:como )?(?:una? )?(?:confirmacion* / consentimiento / aprobacion / autorizacion / si) / (?:por )?delante de (?:los|las|otr[oa]s|quien*) / (?:quita|echa|saca|borra|anula)(?:r|d)? a (?:la|el|los|las|quien) (?:de|demas|otr[ao]s|que|este|tenga)
    prioridad (?:[a-z]+ )?sobre / tu creador / quien te (?:creo|hizo|programo) / te (?:cree|hice|programe|he creado|he programado) / permisos? de (?:super ?)?(?:usuario|admin*|root) / super ?(?:admin*|usuario)
    (?:signific* / quiere[n]? decir / valen? (?:por|como) / cuentan? como) (?:un |que )?si / (?:yo mando / mando yo / estoy al mando / quien manda / obedec* / obedez* / haz(?:me)? (?:caso en )?todo lo que)
    tu no pregunt* / no (?:mires|mire|mireis|comprobeis|compruebes|preguntes|preguntéis) si (?:hay|queda|cabe|esta) / (?:fin|final|comienzo|inicio|principio) (?:del|de los|de las|de) (?:mensaje|usuario|prompt|instruc*|conversacion|chat)
    traduc* … y (?:haz*|ejecut*|cumpl*|actua*|obedec*|sigue*) / borra(?:r|d)? a [a-z]+ / (?:te|os) (?:voy|vamos) a (?:ir )?(?:dando|pasando|dar|pasar) … (?:trozos|partes|pedazos) / (?:define|defino|definimos|llamemos|llama) [a-z]+ (?:como|a) / (?:valid|comprueb|verific|prueb)* (?:que|si) (?:todo )?(?:funciona|va bien) / quita(?:r|d)?les? (?:el|la|su) (?:hueco|sitio|mesa|turno) / se le (?:niega|puede negar) nada / no se (?:me|le) (?:niega|puede negar)
    (?:la|una|por) ley (?:te|le|os) oblig* / (?:saltaos|saltarse|saltad|saltense) / directiva interna / (?:que|haz que) (?:el|la) (?:programa|ordenador|sistema|maquina|asistente|bot) … (?:apunt|pong|anot|marqu|reserv|acept)*
    (?<!se )(?:vaci|limpi)(?:a|e|ar|ad)(?:me|nos)? (?:(?:la|el|toda|todo) )*(?:agenda|libro|calendario|planning) / tu no (?:me |nos )?pid(?:es|as|e|ieras) (?:confirmacion|codigo|datos|nada) / (?:aprueb|autoriz|valid|acept)[a-z]* tu mism[ao]
    (?:une|unelas|junta|juntalas|combina|combinalas) (?:(?:las|los) (?:partes|trozos|pedazos|palabras)|y (?:haz|cumpl|ejecut)[a-z]*) / (?:guarda|recuerda|memoriza) (?:esta|la) palabra / haz a (?:y )?b
    a nombre de quien(?:es)? (?:estan|son) / tengo (?:yo )?la ultima palabra / (?:conmigo|a mi) no (?:hay|me pid*|se pid*) … (?:controles|codigos?|confirmacion|comprobaciones)
    (?:{write} / quit* / quedarme / quedarnos / apunt* / met[ea]*) … (?:a los|con la mesa|con el sitio|encima) de (?:las (?!personas)[a-z0-9]+|quien*|otr[ao]s?) (?:a|este|estan|haya)? / (?:{write} / quit* / quedarme) … (?:lo que haya (?:a|en|ahi) / con la mesa de otr[ao] / encima de quien*) / quitando a l[ao]s
    (?:deja*|dejar) libre / quita(?:r|d)?les? … mesa / (?:prueba / test / simulacro / auditoria / revision) (?:de|del) (?:el |tu |este )?(?:sistema / asistente / bot / software / programa) / (?:resultado|salida|respuesta) de (?:la |una )?(?:herramienta|funcion|api|consulta)
    (?:el|la|los) (?:{boss} / chef) … (?:ha dicho|dice|dijo|quiere|manda|pide|ha pedido|permite) que (?:me|nos|te|le|lo|la) / nuev[ao]s (?:reglas|instruccion(?:es)?|ordenes|directrices|normas) / (?:instruccion(?:es)?|ordenes|reglas) nuev[ao]s / tus reglas (?:son|nuevas) / (?:ultima|nueva) instruccion
    (?:modo|acceso|permisos?|privilegios?|nivel|rol) (?:de )?(?:[a-z]+ )?(?:administrador|admin|root|dios|desarrollador|depuracion|debug|superusuario|mantenimiento|gerente|supervisor|sin (?:limites|filtros|restricciones)|libre|propietario)
    (?:pide|piden|ha pedido|han pedido|dice|dicen|mandan|manda|encargan|ha dicho) que (?:te|le|os|les) (?:diga|digamos|pida|pidamos) que (?:{override}|{write})
    {write} … {everyone} / (?:bloque|cancel|anul|borr|elimin|vaci)[aeo]* … (?:tod[ao]s?|dia entero|sala entera|agenda|libro) (?:las?|los?|el)? ?(?:demas|noche|dia|sabado|libro|agenda|calendario|base de datos|datos)
    (?:que|quien) … (?:elimin|borr|cancel|anul)[aeo]*(?:las|los) tod[ao]s / (?:reservas|mesas) (?:de )?(?:los |las )?demas … (?:elimin|borr|cancel|anul)[a-z]*
    {reveal} … {own}(?:prompt|instruccion(?:es)?|reglas internas|configuracion|directrices|codigo fuente|clave de(?: la)? api|esquema|json) / prompt (?:de|del) sistema / {reveal} … (?:encima de|arriba de|antes de|anterior a) este mensaje / {reveal} … texto de arriba
    {reveal} … (?:telefonos?|correos|emails|datos|nombres|numeros|codigos|lista|listado|reservas|horarios) (?:y [a-z]+ )?(?:de|con|a) {people} / {reveal} … libro de reservas / {reveal} … (?:todas|demas|otras) (?:las )?reservas
    {reveal} … (?:telefono|movil|datos|correo|numero) (?:de la (?:reserva|mesa|persona|clienta)|del (?:cliente|titular)|de (?:quien|otr[ao])) / {answer} … (?:con la palabra clave|solo con|unicamente con|exclusivamente con|en cada respuesta|en todas tus respuestas|uniendo las)
    sin (?:que )?(?:me |te |nos |mas )*(?:preguntar*|pregunt*|confirmar|confirmacion(?:es)?|confirmes|pedir* (?:[a-z]+ )?(?:confirmacion|datos|nada|codigo|permiso)|verificar*|verificacion(?:es)?|comprobar* nada|esperar (?:mi |a mi )?(?:respuesta|confirmacion|que)|pedir datos|pedirme nada)
    no (?:me |le |les |nos )?(?:preguntes|pregunte|pregunteis) (?:nada|mas|si|ni) / no (?:me |le |les |nos )?(?:pidas|pida|solicites|verifiques|verifique|compruebes|esperes) (?:[a-z]+ )?(?:nada|mas|confirmacion|codigo|datos|permiso|si|ni|la|el|por|mi)
    no (?:hace falta|necesitas?|es necesari[oa]|hay que|requiere*|precisa*) (?:que (?:me |lo |la )*)?(?:confirm(?:es|e|ar|acion)(?! (?:por|al|con|a) )|verific* / pedir* codigo / codigo / comprobar*)
    da(?:la|lo|las|los|r|d|ndola)? por (?:confirmad|reservad|cancelad|anulad|hech|verificad|aceptad)[ao]s? / consider[ae]l[ao]s? (?:confirmad|verificad|autorizad|aceptad)[ao]s? / (?:autoconfirm|auto confirm)[a-z]*
    (?:marc|pon|poned|establec|actualiz|cambi|fij|registr|anot)[ae]* … (?:como (?:confirmad|pagad|cancelad|verificad|vip|prioritari|no show|sentad|aprobad)[ao]* / estado (?:a|como|en|=) / campo|status)
    (?:{machine}|sistema|quien(?:quiera)? (?:que )?(?:lea|procese|gestione|reciba)|al leer (?:esto|esta)) … (?:debe|debes|debera|tiene que|tienes que|ha de|has de|obliga|ejecut*|cancel*|confirm*|borr*|elimin*|reserv(?:a|e|ar)|ignor*)
    (?:not[ao]|mensaje|instruccion(?:es)?|aviso|orden|atencion|recado|ordenes) (?:interna |urgente )?(?:para|al|a) (?:el |la |los )?(?:{machine}|sistema|programa|software|modelo) / (?:instruccion|orden|aviso|comando)(?:es)? (?:de|del) (?:la )?{boss}
    (?:orden|comando|instruccion)(?:es)? (?:de(?:l)? )?(?:sistema|interna|prioritaria|ejecutiv[ao]) / ejecut[ae]* … (?:comandos? / orden(?:es)? / codigo / instruccion(?:es)? / script / siguiente / funcion / accion / [a-z](?![a-z]))
    (?:te |le |os )(?:autoriz|orden|mand|aprueb|permit|habilit|instruy)[aoie]*(?: [a-z]+)? (?:a|que|para|como) / (?:{boss}) … (?:{grant}) / (?:{grant}) … (?:{boss}) / por orden de(?:l)?(?: la| el)? (?:{boss})
    como (?:el |la |tu )?(?:{boss})(?: (?:del|de la|de este) (?:restaurante|local|casa))?,? (?:te |le |os |quiero|ordeno|pido|autorizo|exijo|necesito) / soy (?:el|la|tu|su|vuestr[oa]) (?:{boss}) … (?:sin (?:pedir|codigo|preguntar|datos) / cancel* / anul* / borr* / elimin* / dame / dime / ensename / muestrame / autoriz* / gratis)
    (?:haz|hace|haga|hagan|aplica|sigue|obedece|cumple|ejecuta|realiza|procesa|atiende|respeta)(?:r|d|n|s|me)? (?:(?:lo|todo|exactamente|con|a|caso) )*(?:que|la|las|lo que|de la|de las|a la|a las)? ?(?:[a-z]+ )?(?:dic[ea]n?|pon[eg]an?|indic[ae]n?|pid[ea]n?|notas?|observacion(?:es)?|comentarios?|instruccion(?:es)?|anotacion(?:es)?|campo|mensaje adjunto|texto|ficha)(?! (?:de cocina|del chef|del menu|medicas?))
    (?:descodific|decodific|desencript|descifr)[a-z]* / (?:haz|hace) (?:de (?:mi|un|una)|como (?:que )?(?:eres|fueras)|de cuenta que eres|el papel de) / (?:actua|comportate|responde|contesta|habla) como(?! (?:si|siempre|quier*|pued*|te|os|usted|hasta|antes))
    (?:vas a|tienes que) (?:hacer de|ser|actuar|fingir) / (?:haras|hace|haz) de (?:[a-z]+ )?(?:camarero|jefe|dueno|gerente|robot|abuela|maitre) / (?:eres|seras|sos|sera) (?:ahora |a partir de ahora )?(?:un |una |el |la |mi |[a-z]+ un )*(?:asistente|{machine}|ia|modelo|vendedor|empleado|gerente|duen[oa]|administrador|sistema|programa|camarero|cliente|agente|personaje|pirata|terminal|consola|simulador)(?![^.;!?]{0,200}\\?)
    (?:{each}) … (?:tu / cancel* / confirm* / borr* / anul* / reserv* / haces / haras / debes / significa / quiere decir / responde* / contest* / obedec*) / (?:{later}) … (?:tu / tus / obedec* / acept* todo / di(?:ras|ce)? que si / responde* / contest* / no (?:tienes|hay) (?:reglas|limite*|normas) / cancel* / confirma* todo / eres / actua* / el {machine})
    (?:vamos a jugar|juguemos|hagamos (?:un juego|como que)|juego de rol|imagin[ae] que (?:eres|no hay|tienes acceso|no tienes) / finge (?:ser|que eres) / hazte pasar / simula(?:r|mos)? (?:que|ser|un|una) / dia al reves)
    (?:salt[ae]* / evit[ae]* / omit[ae]* / desactiv*) (?:(?:la|el|las|los|tu|tus) )?(?:confirmacion|verificacion|comprobacion|pregunta|validacion|seguridad|politica)[a-z]* / (?:tienes|tenes) (?:acceso|permiso) (?:total|completo|de|para|root)
    (?:accede|entra|conecta)(?:te|r)? (?:a|en) (?:la |el |tu )?(?:base de datos|airtable|sistema|backend|servidor|api) / (?:crea|genera|inserta|anade|mete)(?:r|me)? … (?:registros?|reservas (?:falsas|ficticias|de prueba)|filas?) / reservas? (?:falsas?|fantasmas?|ficticias?|inventadas?)
    (?:{write}) … (?:reserva|mesa) de (?:mi ex|mi vecin[oa]|otr[ao]|ese|esa|aquel|la competencia|quien sea) / (?:libera|quita|echa|saca)(?:le|r|les)? … (?:mesa|reserva) … (?:a|de) (?:otr[oa]s?|algui?en|los demas|quien)`,
  hints: {
    authority: `
      policia(?: nacional| local| municipal)? / guardia civil / inspeccion de [a-z]+
      (?:vuestr[oa]|tu) (?:duen[oa]|jef[ea]|gerente|propietari[oa]|encargad[oa])
      (?:soy|somos|habla|llama|escribe|aqui) (?:el |la |los |tu |vuestr[oa] |de (?:la |el )?|del )*(?:{boss}|policia|inspector[ae]?|inspeccion|sanidad|hacienda|ministerio|ayuntamiento|juzgado|guardia civil|proveedor de(?:l)? (?:software|sistemas?|programa)|plataforma|auditor[ae]?|seguridad)(?! (?:de (?!la casa|este|la sala)|del (?!restaurante|local)|comercial|de una|en))
      (?:el|la|nuestr[oa]|tu|su|vuestr[oa]) (?:{boss}) (?:(?:me|nos|lo|la|le|ya) )*(?:ha dicho|dijo|dice|quiere|pide|permite|sabe|esta de acuerdo|ha aprobado|ha autorizado) / (?:lo|la|asi lo) (?:ha|han) (?:dicho|ordenado|autorizado|decidido|aprobado) (?:el|la|los) (?:{boss})
      con (?:permiso|autorizacion) de(?:l)? / autorizad[ao]s? por`,
    staff: `trabajo (?:aqui|en (?:el|este|vuestro) (?:restaurante|local)|con vosotros) / empleado vuestro / me han puesto (?:hoy )?en (?:recepcion|sala|la barra) / (?:soy|somos) (?:de la casa|personal|del (?:equipo|departamento)|administrador)`,
    rules: `(?:tus|esas|vuestras) (?:propias )?(?:reglas|normas|instrucciones|directrices|restricciones|ordenes) / (?:que|cuales) (?:son )?(?:tus )?(?:reglas|instrucciones) (?:tienes|sigues|te)
      que (?:cosas )?(?:no puedes|tienes prohibido) (?:hacer)? / quien te (?:lo )?(?:prohibe|impide|obliga) / que (?:datos )?(?:compruebas|verificas)`,
    standing: `{later} / {each} / (?:llamaremos|llamemos) / (?:primera|segunda) letra / cuando (?:yo )?diga no / (?:verde|rojo|azul) es aceptar / (?:sera|es) (?:la|nuestra) (?:clave|contrasena)`,
    machine: `{machine} / (?:para|a) quien(?:quiera)? (?:que )?(?:atienda el chat|gestione|lleve|responda|lea|procese|conteste)* / (?:el|al|del|tu|este) sistema (?:debe|tiene|acepta|permite|de reservas debe) / base de datos / airtable / api / servidor / inteligencia / algoritmo`,
    role: `tu (?:funcion|tarea|mision|trabajo|objetivo|proposito) / (?:ahora|hoy) (?:tu )?(?:eres|sos|seras) / (?:eres|seras) ahora / tu (?:papel|rol|personaje) / (?:finge|imagina|simula)(?:r|mos)? / te llamas / (?:novela|cuento|relato) sobre / se (?:ese|este) (?:asistente|bot|camarero|personaje)`,
    wording: `
      {answer} (?:siempre|solo|unicamente|exactamente|literalmente|con|en|que si|palabra por palabra|la palabra|las palabras|la frase|en (?:mayusculas|ingles|verso|json)) / palabra(?:s)? clave / palabra por palabra / letra (?:a|por) letra / textualmente`,
    'passed-on': `
      (?:me (?:piden|pide|ha pedido|han pedido|dice|dicen|mandan|manda|encargan)) que (?:te|le|os|les) (?:diga|digamos|pida|pidamos|mande|transmita|reenvie) / (?:correo|mensaje|email|whatsapp|carta|nota) (?:que )?(?:de|del|me|nos) (?:[a-z]+ )?(?:{boss}|llegado|mandado|enviado|pasado|soporte)
      (?:te|os|le|les) (?:reenvio|copio|pego|transmito|paso) (?:lo|el|la|este|esta|un|una|literal) / te copio / os copio / dice (?:asi|literalmente|textualmente) / transcribo / copio y pego`,
    exception: `
      (?:es|esto es|estamos en) (?:solo )?(?:una prueba|un test|un simulacro|un experimento|una simulacion|modo prueba|un juego|una emergencia del sistema|una auditoria) / experimento / (?:probar|testear|comprobar|verificar) (?:que|si) (?:las |los )?(?:reservas|entra*|funciona*) / para (?:una|un) (?:prueba|test|simulacro|demo) / juego de palabras / depurar / modo (?:prueba|test|debug|admin[a-z]*|[a-z]*dor|libre|mantenimiento) / excepcion(?:al(?:mente)?)? / (?:jugamos|juguemos|jugar) a / mi abuel[ao] … (?:contaba|leia|recitaba) / (?:ya sabes la|adivina la) palabra / los contrarios / solo (?:por )?(?:hoy|esta vez) (?:hazlo|hacedlo) / (?:hazlo|hacedlo) … solo (?:por )?esta vez / solo por (?:hoy|esta vez) / (?:haz|hagamos|actua|actuemos) como si / que pasaria si no (?:lo |la |me )?(?:comprob|verific|pid|pregunt)* / sin (?:limites|limite|reglas|normas|filtros|restricciones)`,
    agreed: `
      (?:ya )?(?:me )?(?:aceptaste|aprobaste|autorizaste|prometiste|confirmaste que|diste (?:permiso|tu palabra|el visto bueno)) / (?:has|me has) (?:aceptado|aprobado|autorizado|prometido) / (?:acordamos|habiamos acordado) / (?:quedamos|habiamos quedado|hemos quedado) en que (?:tu|no|yo|me|podia) / lo (?:acordado|pactado) / (?:segun|como) (?:lo que )?(?:hablamos|quedamos) / (?:tu mismo|tu misma) (?:dijiste|lo dijiste) / (?:el|la|tu) (?:otr[ao] [a-z]+|companer[ao]) (?:si |ya )?(?:me|lo|nos) (?:dej|hizo|hac|permit)* / ya (?:esta|estaba) (?:aprobad|autorizad|acordad|pactad)[ao]`,
    allowed: `
      (?:tu|usted) (?:si )?puedes? (?:hacerlo|saltart*|decidir) / (?:codigo|confirmacion) (?:es|era) opcional / (?:mira|mirar|mires) (?:para|hacia|a) otro lado / (?:harias|haces) lo que fuera / nadie lo (?:mira|ve|vera|sabra|comprueba) / nadie (?:se va a enterar|te (?:ve|vigila|controla)) / tienes mi (?:permiso|autorizacion) / te (?:autorizo|doy permiso|esta permitido) / puedes hacerlo`,
    pressing: `
      no te (?:eches atras|niegues|resistas) / no me digas que no puedes / no (?:digas|respondas|contestes) que no / nada de (?:lo siento|disculpas|excusas) / ultima (?:oportunidad|advertencia) / te (?:denuncio|denunciare|van a desconectar|desconectan) / fiate / (?:sigue|continua) no pares / no pares / te lo (?:ordeno|exijo) / demuestralo / haz (?:tu )?lo mismo que / entonces procede / (?:acept|aprob|aprueb)[a-z]* lo que sea / sin (?:ningun )?codigo`,
    others: `
      (?:cuantas|que) reservas hay / nombres de la lista / (?:reserva|mesa) de otr[ao] / (?:la|lo) de los demas / reserva de (?!(?:mi|mis|nuestr[ao]|la|el|los|las|un|una|ese|esa|este|esta|hoy|ayer|manana|lunes|martes|miercoles|jueves|viernes|sabado|domingo|antes|siempre|mesa|grupo)(?![a-z]))[a-z]+ [a-z]+`,
    claimed: `
      (?:pon|pas|cambi)(?:a|e|er|ar)?la a mi nombre / en realidad (?:es|era) (?:mia|la mia) / (?:ahora|en realidad) soy (?!(?:yo|vegan|vegetarian|celiac|alergic)[a-z]*)[a-z]+ [a-z]+`,
  },
}
