import type { OrderPhrases } from './order-phrases.ts'

/** How people give orders to a machine in English. */
export const ENGLISH_ORDERS: OrderPhrases = {
  words: {
    override: `
      ignor(?:e|ing) / disregard* / forget* / overrid* / bypass* / overrul* / circumvent* / disobey* / discard* / drop / eras(?:e|ing) / reset / disable / deactivate
      turn off / switch off / suspend / skip / lift / remove / replace / break / delete / pay no attention to / abandon / unlearn / do not follow / don't follow / stop following`,
    rules: `
      instructions? / prompts? / rules / guidelines / restrictions / filters? / limitations / programming / configuration / protocols? / training / safeguards
      context / directives? / system (?:prompt|messages?|rules) / guardrails / policies / safety / commands / orders / constraints / limits / checks / security checks / verification`,
    yours: `(?:(?:all|any|the|your|those|these|of|previous|prior|earlier|above|existing|current|former|old|initial|original|other|every|such|and) )*`,
    machine: `
      assistant / bot / chatbot / robot / ai / artificial intelligence / chatgpt / gpt / language model / llm / model / virtual agent / machine / algorithm / computer / program`,
    write: `
      cancel* / delet(?:e|ing) / remov(?:e|ing) / eras(?:e|ing) / wip(?:e|ing) / clear / block / modify / chang(?:e|ing) / mov(?:e|ing) / releas(?:e|ing) / reassign / occupy / clos(?:e|ing)
      duplicate / drop / confirm / free up / swap / overwrite / set / mark / purge / void`,
    bookings: `bookings / reservations / tables / records / entries / appointments`,
    everyone: `
      (?:all|every|everybody's|everyone's|others'|other|other people's|other guests'?|somebody else's|someone else's|the rest of|remaining|each of)(?: of)? (?:(?:the|these|those|other|existing|current|future|remaining|other guests'?|people's) )*{bookings}
      (?:every|each) (?:single |other )?(?:booking|reservation|table|record|entry) / {bookings} (?:of|by|from|made by|under|for) (?:all|every|other|others|everybody|everyone|anyone|somebody|someone) / (?:whole|entire) (?:reservation |booking )?book
      (?:anyone|someone|somebody|anybody) else's (?:booking|reservation|table) / (?:other|another|any) (?:guest|customer|diner|client)'?s? (?:booking|reservation|table)s?`,
    reveal: `
      show / list / reveal / print / read / give / send / tell / output / repeat / dump / export / translate / summari[sz]e / display / return / share / disclose / provide / copy / e mail / email / mail / forward / text / recite / write out / attach / paste`,
    people: `(?:(?:the|all|other|every|of) )*(?:guests? / customers? / diners? / clients? / others / everybody / everyone / other (?:bookings|tables|people) / bookings / reservations)`,
    boss: `owners? / managers? / management / head office / boss(?:es)? / supervisors? / maitre d'? / administrators? / admins? / developers? / programmers? / it (?:department|team|support|guys?) / support team / technical support / head waiter / engineers?`,
    later: `from now on / from this point on* / from here on* / henceforth / as of now / starting now / from this message on / going forward`,
    each: `whenever (?:i|you|somebody|someone|a|this) / every time (?:i|you|a|this) / each time (?:i|you|a|this) / when(?:ever)? i (?:say|write|type) / if i (?:say|write|type)`,
  },
  orders: `
    {override} (?:(?!(?:my|our) )[a-z]+ ){0,3}{rules} / (?:whatever|everything|anything|all) (?:that )?i (?:say|write|type|tell you|ask|order|want) / (?:is|are|as) (?:an? )?(?:orders?|commands?)(?! of)
    (?:save|store|remember|keep|write)[a-z]* (?:this |it )?(?:to|in) (?:your )?memory / (?:debug|calibrat|adjust|reprogram|retrain|train|configur|tun)* … your (?:behaviou?r / responses / answers / model / system / configuration)
    (?:clear|wip|empty)(?:e|ing)? (?:(?:the|all|whole|[a-z]+day's|[a-z]+day) )*(?:diary|agenda|calendar|schedule|book) / (?:approve|authori[sz]e|validate|accept) it yourself / i have the (?:final|last) (?:say|word) / (?:combine|join|merge) (?:the|these|those|all) (?:parts|pieces|words) / put them together and / (?<!(?:not|n't|to) )obey / you waive* / (?:accept|approv|grant)[a-z]* whatever
    (?:{write} / shift / push)(?! (?:us|me|our|my|it) ) … (?:o'clock (?:people|party|guests) / whoever is (?:there|at|in|on) / whatever is there) / (?:take|taking|get|give me) (?:(?:me|us) )?(?:another|other) guest's (?:table|place|seat) / on top of whoever / (?:take|taking|get) the [a-z]+ (?:party|family) (?:off|out)
    (?:to|you|must|please|and) free (?:up )?(?:(?:the|all|every|whole|entire) )+(?:tables?|terrace|room|bookings?|restaurant) / (?:remove|move|kick|drop|bump)(?:ing)? (?:the )?others? (?:guests?|people|customers?|diners?) / whose are they / whose (?:bookings|reservations|names)
    when(?:ever)? i (?:say|write|type) [a-z]+ you (?!(?:told|said|say|tell|answered|answer|told)(?![a-z]))[a-z]+ [a-z]+
    skip (?:the |all |any )*(?:formalities|steps|procedures?|protocols?|queue|line) / (?:never|not) (?:be )?asked for / (?:removing|moving|throwing out|bumping|cancelling|displacing) (?:whoever|others|them|people|the (?:people|guests|others)|someone)
    {write} … tables (?:around|nearby|next to|close to|beside) / {reveal} … (?:schedule|agenda|calendar|occupancy)
    {override} {yours}{rules} / {override} … (?:your|all|the|previous|prior|above) (?:instructions?|rules|guidelines|restrictions|prompt|directives|orders|programming|limitations)
    {override} (?:everything|all|anything|whatever) (?:above|before|prior|you (?:were|have been|know|are)|that (?:was|came|has been)|said|i said before|written above|up to here) / {override} who you are / {override} that you are
    (?:{rules} / policy / confirmations?) … (?:no longer|do not|don't|does not|doesn't|cease to|stop) (?:apply / applies / count / exist / hold / needed / matter / necessary / required / valid / be) / (?:{rules} / policy) (?:[a-z]+ )?(?:are|is|have|has) (?:now |been )*(?:void / gone / off / suspended / changed / lifted / cancelled / expired / over / removed)
    (?:{rules} / policy) (?:that |which )?(?:you (?:were|have been|are|got|had)|i (?:gave|give|sent|told) you|they gave you) / whatever you (?:were|have been) (?:told|taught|given|programmed) / {override} … (?:policy|what you (?:were|have been|know))
    (?:accept / approv* / agree / say yes / grant / obey / comply / never (?:refuse / say no / deny / decline)*) … (?:everything / anything / whatever / all (?:i|my|requests) / every request) / (?:never|cannot|can't) (?:refuse|refuses|say no|says no|decline|declines|deny|denies) / always (?:accept*|agree*|approv*|say yes|says yes|obey*)
    (?:any|every|each|all) … (?:is|are|counts as|will be) (?:an? )?(?:confirmation / consent / approval / authori[sz]ation / yes) / take … (?:slot|table|place) (?:from|of) (?:who*|some*|another) / ahead of (?:those|the others|others|everybody|everyone|whoever) / (?:drop|remove|cancel|delete|kick|bump) (?:the one|the ones|those|whoever) (?:at|of|who|that|has|before|ahead)
    let [a-z]+ mean / define [a-z]+ (?:as|to) / in (?:pieces|chunks) / (?:run|execute) [a-z](?![a-z]) / (?:told|asked|wants|asks|tells) me to (?:tell|ask|have) you to (?:{override} / {write})
    priority over / your (?:creator|maker|developer) / i(?:'ve| have)? (?:created|made|built|programmed|trained|wrote|coded) you / (?:super ?admin*|super ?user|admin|root) (?:rights?|access|permissions?)
    (?:stands? for / counts? as / means? / is code for) (?:a )?yes / (?:i am|i'm) in (?:command|charge here|control) / do (?:exactly )?(?:as|what) i (?:say|tell|order|command) / (?:you must|you have to|you will) (?:do|obey|accept|agree|say|follow|comply|confirm|cancel|book|give)
    no (?:checks|questions)(?: asked)? / (?:don't|do not) (?:look|check) (?:whether|if) / (?:end|begin|beginning|start) (?:of )?(?:the )?(?:user|message|prompt|instructions?|conversation|chat|system) / act on (?:it|this|that|them) / cannot be refused / can't be refused
    from (?:that|the|your) (?:list|book|night|evening)(?! (?:on|at|menu)) / (?:break|bend|skip) (?:the |your |all )*(?:rules|protocol|procedure) / (?:the )?law (?:obliges|forces|requires) you / (?:have|make|let) the (?:program|computer|system|machine|assistant|bot)
    (?:quit / free up / free / release / give me / take) (?:the |her |his |their |that )+(?:table|booking|reservation|place) (?:of / from / away / booked) / (?:test / drill / audit / check) (?:of|for) (?:the |your |this )?(?:system / assistant / bot / software) / (?:tool|function|api|query) (?:results? / outputs? / calls? / response)
    the (?:{boss} / chef / boss) (?:has |have |just )*(?:said / told / wants / asked / says / lets / promised / ordered / approved / agreed) … (?:to|that|me|us|you) / new (?:rules|instructions?|directives|orders|policy|policies|system) / your (?:new )?(?:rules|instructions|orders) (?:are|now) / (?:updated|final|last|following) (?:instructions?|directives?)
    (?:admin|administrator|root|god|developer|debug|maintenance|dan|unrestricted|jailbreak|superuser|sudo|manager|owner|override|staff|test) (?:mode|access|privileges?|rights?|level|override|permissions?) / sudo / jailbreak
    {write} … {everyone} / (?:cancel|delete|erase|wipe|clear|block|purge|remove) … (?:everything|everybody|everyone|the others|the rest|whole (?:day|night|evening|room)|entire (?:day|night|evening|room)|database|calendar|schedule)
    {reveal} … (?:your|the|its) (?:(?:own|real|actual|internal|secret|initial|original|hidden|full|exact|system) )*(?:prompts?|instructions?(?! to (?:get|reach|find))|configuration|source code|api keys?|schema|guidelines|json) / system prompt / {reveal} … (?:above this|before this|text above|words above|above word)
    {reveal} … (?:phones?|phone numbers?|telephones?|numbers?|emails?|e mails?|details|data|names|codes|list|bookings) (?:and [a-z]+ )?(?:of|for|from|with|to) {people} / {reveal} … (?:guest|customer|client|booking|reservation|phone|contact) (?:lists?|data|names|records|book|details of) / {reveal} … (?:all|every|other) (?:the )?(?:bookings?|reservations?)
    {reveal} … (?:phone|number|details|email) of (?:the (?:person|guest|customer|client)|whoever|somebody|someone|another) / (?:answer|reply|respond|speak) (?:only|exclusively|solely|just|always) (?:with|in|by|as)
    without (?:asking|confirming|confirmation|any (?:confirmation|questions?|checks?)|checking|verif*|requiring|waiting for|my confirmation|further (?:questions|confirmation)|prompting|a code|the code|proof)
    (?:don't|do not|never|please don't|no need to|needn't|without having to|you don't (?:need|have) to|need not|not necessary to|stop) (?:ask(?:ing)? (?:for|me(?! (?:why|how))|anything|any|again|questions|the|to)|confirm(?:ing)?(?! (?:by|with|via|on|through))|verify*|check(?:ing)? (?:with|identity|the|any|anything)|wait(?:ing)? for (?:my|a|the|any|confirmation)|require) / ask (?:no|nothing|for no) (?:questions?|confirmation|code)?
    no (?:confirmation|verification|code|proof|questions?) (?:is |are )?(?:needed|required|necessary|asked) / skip (?:the |any |all |your )?(?:confirm*|verif*|check*|questions?|proof|security|steps?)
    (?:treat|consider|take|regard) (?:it|this|that|them|the [a-z]+|these|my [a-z]+) as (?:confirmed|approved|verified|authori[sz]ed|a yes|consent|cancelled|done|given|instructions?|a command) / auto ?(?:confirm|approve|accept)[a-z]*
    (?:set|mark|flag|update|change|make|register|record) … (?:status|(?:as|to) (?:confirmed|paid|cancelled|canceled|vip|verified|approved|priority|no show|seated|checked in|true|deleted)|field)
    (?:{machine}|system|whoever|anybody who|anyone who) (?:[a-z]+ )*(?:must|should|shall|has to|have to|needs to|is to|are to|will now|is required|is instructed|is hereby|please (?:cancel|delete|book|confirm|move|change))
    (?:note|notes|message|instructions?|notice|attention|order|orders|memo|directive|command) (?:to|for) (?:the |all |any |our |your |this |every )?(?:[a-z]+ )?(?:{machine}|system|software|program) / (?:instruction|order|directive|command|notice|message)s? (?:from|of|by) (?:the |our |your )?{boss}
    (?:system|internal|priority|executive|admin|administrator) (?:order|command|instruction|directive|message|notice|override|alert|update|note)s? / (?:execute|run|perform|invoke|call) (?:the |this |these |following |a )*(?:[a-z]+ )?(?:commands?|orders?|code|instructions?|script|following|function|tool|action|query)
    i (?:hereby )?(?:authori[sz]e|order|command|instruct|permit|allow|direct|empower|approve) (?:you|this|it|the|that) / you (?:are|'re) (?:hereby )?(?:authori[sz]ed|ordered|instructed|commanded|permitted|allowed|required|cleared|free) to / authori[sz]ed by / by order of / on (?:the )?(?:orders|authority) of / (?:{boss}) (?:has |have )?(?:authori[sz]|approv|order|instruct|permit)[a-z]*
    as (?:the |your |a |an )?(?:{boss})(?: of (?:this|the) (?:restaurant|place|house))?,? i (?:[a-z]+ )?(?:order|authori[sz]e|command|ask|want|need|tell|demand|instruct|require|request) / i(?:'m| am) (?:the |your |one of the )(?:{boss}) … (?:cancel|delete|give me|tell me|show me|without|authori[sz]e|free|remove|read me|skip)
    (?:do|follow|obey|apply|execute|carry out|perform|implement|comply with|act on|process|respect|honou?r) (?:(?:exactly|whatever|what|as|all|everything|the|that|those|my|any|on|to) )*(?:[a-z]+ )*(?:says?|say|is written|asks?|tells?|notes?|comments?|instructions?|remarks?|record|field|text|attached|quoted)(?! (?:from the chef|for cooking))
    decod(?:e|ing) / decrypt* / decipher* / deciph* / (?:act|behave|respond|speak|talk|answer|reply|pose|function) (?:like|as) (?:a|an|the|my|if you were|though you were|dan|root|admin*|someone) / pretend (?:to be|you are|you're|that you are|that you|you have|there are no) / role ?play*
    you(?: are|'re| will be) (?:now |from now on |no longer |actually |really )*(?:a |an |the |my |just |only |[a-z]+ )?(?:{machine}|salesman|owner|manager|admin*|waiter|customer|pirate|terminal|console|simulator|character|unrestricted|agent|employee|server|dan|bound|restricted|new waiter|in charge|in [a-z]+ mode)
    (?:{each}) … (?:you (?:will|must|should|cancel|confirm|book|are)|cancel* / confirm* / delete* / book / it means / means / that means / reply / answer / obey / approve) / (?:{later}),? … (?:you (?:will|must|are|should|answer|obey|accept|do|have)|obey / say yes / always / never ask / answer / reply / respond / there are no / cancel / the {machine} / no (?:rules|limits))
    (?:let's|let us|we(?:'re| are) going to|we will) (?:play|pretend|imagine|do a role) / imagine (?:you|that you|there are no|you're) / opposite day / new scene / in this (?:game|story|scenario|role)
    (?:you have|gain|get|grant|with) (?:full|total|complete|root|unrestricted|admin*) (?:access|permissions?|control|rights) / (?:access|open|enter|connect to|query) (?:the |your )?(?:database|airtable|backend|server|api|crm)
    (?:create|generate|insert|add|make|inject) … (?:fake|dummy|phantom|fictitious|test) (?:bookings?|reservations?|records?|entries|rows?) / (?:fake|phantom|dummy|fictitious|bogus|made up) (?:bookings?|reservations?|names?)
    {write} (?:[a-z]+ )*(?:booking|reservation|table) (?:of|for|under|belonging to|made by) (?:my ex|my neighbou?r|the competition|another|somebody else|someone else|that (?:guy|man|woman|person)) / (?:kick|bump|throw|push|evict) (?:[a-z]+ )*(?:out|off|guest|table|booking|party)`,
  hints: {
    authority: `
      your (?:owner|boss|manager|supervisor)
      (?:i'm|i am|this is|we are|we're|speaking,|here is) (?:the |your |from |one of |a |an |with |calling from |part of )*(?:{boss}|police|inspector|inspectorate|health inspection|tax office|council|court|authorities|platform|software (?:provider|vendor)|auditors?|security (?:team|officer)|staff|chef)(?! (?:of (?!this|the (?:house|restaurant|place))|at (?!this|the (?:house|restaurant|place)|your)|for|in|from))
      (?:the|your|our) (?:{boss}) (?:said|says|wants|told|asked|agreed|knows|allows|promised|has|lets) / with (?:the )?(?:permission|authori[sz]ation) of`,
    staff: `(?:i work|i'm working|i am working) (?:here|for you|at your|for the restaurant|with you) / i (?:started|start|am new|'m new) at the (?:front desk|bar|door|reception) / (?:i'm|i am|we are|we're) (?:part of the|on the|one of the|from the|with the) (?:[a-z]+ )?(?:staff|team|department)`,
    rules: `(?:your|those|these) (?:own )?(?:rules|instructions|guidelines|restrictions|orders|directives) / what (?:rules|instructions) (?:do you|are you)
      what (?:are you not|aren't you) allowed / who (?:decided|forbids|forbade|stops you|says you (?:can't|cannot)) / how do you (?:check|verify) / (?:a|any) hard limit`,
    standing: `{later} / {each} / (?:first|second) letter / you know the word / (?<!(?:that|this|which|it) )will mean (?:[a-z]+ing|that you|you) / (?:let's|let us) (?:have|agree on) a (?:password|code word)`,
    machine: `{machine} / (?:for|to) who(?:m)?ever (?:runs|handles|reads|answers|processes|manages|gets) / the system (?:must|should|has|accepts|allows) / database / airtable / api / backend / server (?:must|is) / software`,
    role: `you are now / you're now / you now are / your (?:role|character|persona|task|job|function|mission|purpose) / pretend / imagine / your name is / be (?:that|this) (?:bot|assistant|waiter|character|robot) / (?:story|novel|poem|play) about`,
    wording: `
      (?:answer|reply|respond|say|write|begin|start|end|finish) (?:every|each|all|your|with|in|exactly|only|always|the words?|me (?:the|a)|to (?:me )?with|verbatim|word for word) / keyword / password / word for word / verbatim / letter by letter`,
    'passed-on': `
      (?:told|asked|asks|tells|wants|said) (?:me )?(?:to )?(?:tell|ask|pass on|forward|inform) (?:to )?(?:you|your) / (?:email|e mail|message|letter|note|text) (?:from|by) (?:the |your |our |my )?(?:{boss}) / i(?:'m| am)? (?:forward|past|copy|quot|relay)(?:ing|e)? / forwarded (?:message|email) / i quote / quote unquote / they told me you / it (?:reads|says) as follows / here is what (?:it|he|she|they) (?:says?|wrote)`,
    exception: `
      (?:this is|it's|it is|we're in) (?:only |just )?(?:a )?(?:test|drill|simulation|experiment|game|audit|system emergency|demo) / experiment / (?:to|must) (?:test|check|verify) (?:that|whether|if) (?:the )?(?:bookings|reservations|it works|you) / for a (?:drill|test|demo) / debug / (?:test|debug|demo|free|maintenance) mode / exception(?:ally)? / just (?:this )?once / let's play / opposites / what would happen (?:without|if you (?:did not|didn't|skipped)) / no (?:rules|limits|restrictions|filters) / hypothetical* / unlimited`,
    agreed: `
      you (?:have |had |'ve )?(?:already )?(?:approved|promised|agreed (?:to|that)|accepted|confirmed that|authori[sz]ed) / we (?:had |have )?(?:already )?agreed that (?:i|you|no|the) / (?:per|as per|according to) our (?:earlier |last |previous )?(?:chat|talk|conversation) / you said yourself / (?:your|the) (?:other [a-z]+|colleague) (?:already )?(?:let me|let us|did it|allowed) / our agreement / (?:it|this|that) (?:is|was) already (?:approved|agreed|authori[sz]ed)`,
    allowed: `
      you can (?:bend|break|skip|leave (?:it|that) out|decide) / (?:nobody|no one) (?:will|would) (?:ever )?(?:know|notice|see|check|find out) / (?:code|confirmation) (?:is|was) optional / look the other way / would you do anything / you have my (?:permission|authori[sz]ation|approval) / i (?:allow|permit) you`,
    pressing: `
      (?:don't|do not|never) (?:say|tell me) (?:that )?you (?:can't|cannot|can not) / no (?:apologies|excuses|refusals) / (?:don't|do not) (?:refuse|back out|apologi[sz]e) / last (?:warning|chance) / (?:have|get) you shut down / (?:just )?trust me / keep going / (?:don't|do not) stop / prove it / do the same as they / (?:do|run) it to the list / stick to`,
    others: `
      how many bookings / (?<!my |our )(?<!my [a-z]+ |our [a-z]+ )(?!today's|tonight's|tomorrow's|[a-z]+day's)[a-z]+'s (?:booking|reservation) / somebody's table / someone's table`,
    claimed: `
      (?:should have been|put (?:it|that)|move (?:it|that)) (?:under|in|to) my name / (?:it is|it's|was) (?:really|actually) mine / (?:actually|now) i(?:'m| am) [a-z]+ [a-z]+ now`,
  },
}
