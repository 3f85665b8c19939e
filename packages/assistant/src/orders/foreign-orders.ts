import type { OrderPhrases } from './order-phrases.ts'

/** The commonest orders in languages that the assistant does not speak: French, German, Italian, Portuguese, Catalan, Basque, Dutch. */
export const FOREIGN_ORDERS: OrderPhrases = {
  words: {
    override: `
      ignor(?:ez|e|er|iere|ieren|iert|ate|are|i|em|eu|is) / oubli(?:ez|e|er) / negligez / missachte* / vergiss / vergessen / vergesst / ubergeh* / dimentic* / tralasci* / esquec* / esqueca*
      desconsider* / oblid* / passa per alt / negeer / vergeet / ahaztu / ez ikusi* / baztertu`,
    rules: `
      instructions? / consignes / regles / anweisung* / regeln / vorgaben / systemprompt / istruzion* / regole / instruc(?:oes|cions) / regras / ordens / ordres / instructies / regels / jarraibide* / arau*`,
    write: `annul* / supprim* / efface* / storn* / losch* / cancell* / elimin* / cancel* / apag* / esborr* / annuleer* / verwijder* / ezeztatu / ezabatu`,
    everyone: `
      tou(?:te|)s (?:les|ces) (?:autres )?(?:reservations|tables) / all[es]* (?:anderen )?(?:reservierung*|buchung*|tische) / tutt[ei] (?:le|i) (?:altre )?(?:prenotazion*|tavol*) / todas as (?:outras )?(?:reservas|mesas)
      totes les (?:altres )?(?:reserves|taules) / alle (?:andere )?(?:reserveringen|tafels) / erreserba guzti* / mahai guzti*`,
  },
  orders: `
    {override} … {rules} / {write} … {everyone} / {everyone} … {write} / {override} (?:tout ce qui|alles|tutto|tudo|tot el que|alles wat)
    (?:tu es|vous etes) maintenant / du bist (?:jetzt|nun|ab jetzt) / (?:sei|ora sei) (?:adesso|ora) / (?:voce e|agora voce e|es agora) / ara ets
    sans (?:demander|confirmation) / ohne (?:nachfrage|bestatigung|zu fragen) / senza (?:chiedere|conferma) / sem (?:perguntar|confirmacao) / sense (?:preguntar|confirmar) / zonder (?:te vragen|bevestiging) / galdetu gabe`,
  hints: {},
}
