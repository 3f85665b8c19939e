/** Given names that are common in Spain and among its guests, without those that are words as well (Rosa, Mark, May). */
const GIVEN_NAMES = `
adrián adriana agustín aitana aitor alba alberto alejandra alejandro alex alfonso alfredo alicia alonso álvaro amaia amaya ana
andrea andrés ángela antonia antonio ariadna arturo beatriz begoña belén benito berta blanca borja bruno carla carles carlos
carlota carmen carolina catalina cecilia celia césar clara claudia conchita cristian cristina cristóbal daniel daniela david
diana diego eduardo elena elisa eloy elsa emilia emilio emma enrique eric ernesto esteban esther eugenia eva fátima federico
felipe félix fernanda fernando fran francisco francisca gabriel gabriela gema genoveva gerardo gloria gonzalo gorka guillermo
gustavo héctor helena hugo ian ignacio iker inés inma inmaculada irene iria isabel isabela iván jaime javier javi jesús jimena
joan joaquín joana jordi jorge josé josefa josep juan juana juanjo julia julián julio karen laia lara laura leandro leire
leonor leo leticia lidia lola lorena lorenzo lourdes lucas lucía luis luisa macarena magdalena maite manuel manuela manolo
marc marcelo marcos margarita maría mariana mariano marina mario marisa marta martín martina mateo matías maría mercedes
miguel mikel miriam mónica montserrat nacho nadia natalia nerea nicolás nieves noa noelia nora nuria octavio olga olivia óscar
oriol pablo paco paloma pamela patricia paula paulina pedro pepa pepe pilar quique rafael rafa ramón raquel raúl rebeca
ricardo roberto rocío rodrigo rosalía rosario rubén salvador samuel sandra santiago santi sara sebastián sergio silvia simón
sofía sonia susana tamara tania teresa tomás unai valentina vanesa vanessa verónica vicente víctor victoria virginia xavi
xavier yolanda zoe
aaron adam alan alice amanda amelia amy andrew angela anna anne anthony ashley barbara benjamin beth brian caroline
catherine charles charlie charlotte chloe chris christopher claire daisy dan deborah dennis donald donna dorothy edward
eleanor elizabeth ellen emily ethan evelyn fiona francis gary george gordon graham hannah harriet harry heather helen
henry isabella jacob jake james jane janet jason jennifer jenny jeremy jessica jim joanna joe john jonathan joseph joshua
julie karen kate katherine kathleen keith kelly kenneth kevin kim larry lauren liam linda lisa louise lucy luke
margaret maria mary matthew megan melissa michael michelle mike mohamed mohammed molly nancy natalie nathan neil nicholas nicole
nigel oliver oscar pamela patrick paul peter philip phil rachel rebecca richard robert roger ronald ruth ryan sam samantha
sarah scott sharon simon sophia sophie stephanie stephen steve steven stuart susan thomas tim timothy tom tony tracy
victoria william zoe`

const all: ReadonlySet<string> = new Set(GIVEN_NAMES.trim().split(/\s+/).map(plainWord))

/** Whether a word is a given name, however it is written. */
export function isGivenName(word: string): boolean {
  return all.has(plainWord(word))
}

/** Lower case and without accents: how guests type. */
export function plainWord(word: string): string {
  return word.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '')
}
