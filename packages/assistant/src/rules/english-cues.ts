import type { CuePhrases } from './intent-cues.ts'

const FREE =
  'table|tables|space|spaces|room|availability|anything|spot|spots|slot|slots|available|free|opening|openings|seats|seating'

/** English phrases that show an intent. */
export const ENGLISH_CUES: CuePhrases = {
  human: `
    order|food|meal|bill was wrong|late|missing|bad / wrong order|dish|bill|food / nobody|no one cared|came|served|listened|helped / in my|our|the salad|soup|food|drink|meal|burger|dessert / glass|hair|insect|fly|plastic in / insulted|ignored|humiliated
    fed up / left|forgot|lost my|our|a / did anyone|anybody find / me|us please back / member of the team / ring|call me please / incredibly|very|so|really rude / fobbed off
    speak|talk|chat to|with !you / speak|talk|chat to|with someone|somebody|a|the|an / let me speak|talk / human|manager|supervisor|owner / real|actual|live person|human|people / anybody|anyone|someone|somebody real / someone|somebody|whoever in|is charge|in / in charge / a person please / complain|complaint|complaints|complaining
    call|ring|phone me|us !on|at / call|ring me|us back / someone|somebody call|ring|to|from|phone / disappointed|disappointing|disgusting|disgusted|appalling|unacceptable|refund|overcharged|disgraceful|shocking|awful|terrible|horrible|rude|ripoff|dreadful|useless|scam|thieves|robbery|cockroach|furious|ashamed|raw|undercooked|inedible|poisoning|poisoned|filthy
    rip - off / food poisoning / worst|poor|bad|terrible|slow|awful service|meal|experience|food|dinner / the worst / staff member / member of staff / someone from the restaurant|team / was|were|arrived|came cold|burnt|raw|stale|dirty|horrible|awful|terrible|rude / charged us|me|twice / put me through
    operator|receptionist / human being / somebody real / not a bot|robot|machine / bot|robot|chatbot / waited|waiting for|an|over|nearly|almost|{n} / waited|waiting / never coming|again|been / never come|eat / last night we|was|our / hair in|on / nobody|no one answers|answered|picks|replied / don't|doesn't|not understand|understanding / wrong bill|order / bill was / my money back
  `,
  cancel: `
    won't|don't|doesn't|do not need the|our|my|a|that / take us off / need|needed anymore / the table anymore / plans changed / can't come|make / stay|staying home|in
    cancel* / can't|cannot|won't|couldn't make|come|be|attend|get|do|join|keep|use / can't|cannot make / not going|able|gonna to|make|be|come / not able to / won't be able|coming|needing|there|making|joining|using
    call off|it / call it off / no longer coming|need|able|want|going|require|making|needed|be / unable to / scrap|delete|drop|remove|scratch|bin|release|free|forget|ditch|void|erase|withdraw my|our|the|that|up|about booking|reservation|table|dinner|my|our|the / free|give up our|my|the table
    something's come up / something came|has|else / don't|do not|didn't need|want the|our|my|that|it table|booking|reservation / have to bail|pull / take us|me|my|our off / aren't|not|isn't coming|gonna|going / pull out / made by mistake / booked by mistake|accident / wrong restaurant
    decided not to / give our|my|the table|spot|booking away|to|up / can't do tonight|tomorrow|it|friday|saturday|sunday|monday|tuesday|wednesday|thursday / we're out / let the|our table go / changed our|my mind|minds
  `,
  change: `
    minutes|mins|bit late / an hour|hours late / running late / sit|seat|put us outside|inside|instead|out / forgot to say|mention / instead
    change|changing|changes|reschedule|rescheduling|modify|amend|switch|postpone|shift|rebook|alter|adjust|swap|delay|edit|extend|reduce|correct|upgrade / move|moved|moving|shift r-* / move|moved|moving|shift my|our|the|it|booking|that|us|from|to / push|bring|put|pull my|our|it|us|the|back|forward|that reservation? booking? table? dinner? back|forward|earlier|later|outside|inside|to|on
    push|bring|put back|forward|it / push my|our|the / add {n} / add a|another|an|to|one|that|two|my|some / update my|our|the booking|reservation / instead of / rather than / same time|day|table|party|number / one|two|{n} more|fewer|less person|people|guest|of|guests|coming / will now be / we're|we are now|{n} / now be {n} / has to be / from {n} to {n}
    make it later|earlier / an hour|bit|half earlier|later / earlier|later time|slot|date / running late / different day|time|date|table / another time|day|date|hour / come earlier|later / different time / up it to / bump
  `,
  existing: `
    my|our booking|reservation|table / i've|we've got|booked|reserved a? / i|we have|had|made|got a|the? booking|reservation|table / i've|we've a booking|reservation / i|we booked|reserved / i've|we've got a|the booking|reservation|table / i've|we've made a / the|existing|that booking|reservation
    my|our {weekday} booking|reservation|table|dinner|lunch / booking|reservation under|number|code|r|ref|reference|id|name / booked for|under|in|a|at / have|got a booking|reservation booked|for|at|on|under / a table booked / a reservation|booking under|tonight|tomorrow|at / reservation|booking on|for|tomorrow|tonight|today|at / we're booked|in|down / i'm booked|down / confirmation number|code
  `,
  instead: `
    can|could|we'll|we're|would|instead|now|need|make|actually|rather|like|possible|be|there'll|extra|please|want|after|has|have|bringing|add
  `,
  own: `my|our / have|had|booked|reserved|got|made / i've|we've`,
  strongBook: `
    do|sort us|me a|out / us|me a table / sort us|me out
    book|reserve|wanna|bookin / make|making|like|want|need|making|place a|another|to reservation|booking / get|put|fit|squeeze|have|grab|find|sort|pencil|save|give|hold me|us a|in|down|{n}|two|table|something|for|an|one / i'd|we'd|i|we like|love|want|need a|to|dinner|lunch|something|somewhere|an table|have|come|eat|dine|dinner|lunch|reservation|booking|sit|reserve
    i'd|we'd like|love a|to|dinner|lunch|something / can|could|may i|we have|get|grab|do|please a|the|have|get / need|want|like|after a|for|to table|seat|spot|dinner|lunch|a|book|reserve|eat|dine / a reservation|booking for|on|tonight|tomorrow|this|at|please|in|of / reservation|booking for|please|request|tonight|tomorrow
    looking to book|reserve|eat|dine|come / after a table / hold|save a|us|me table|a|spot / hoping to|for / planning to|on|dinner|a / put|pop|jot us|me|my down|in / sign us up / set us up / table please / we want to / we'll come|have|take|be / like to come|eat|dine|have
  `,
  weakBook: `table|tables|booking|reservation / party of`,
  check: `
    is|are|have|has|got|do|any|anything there|you|got|any|a|still|have ${FREE} / is|are there|you a|any|still|anything {word}? ${FREE} / is|are there|you still? room|space|anything|availability / do|would|will|does you|y'all still? have|got|be a|any|some|the|still|an {word}? ${FREE} / do|would|will|does you|y'all still? have|got room|something|anything|space|tables|availability|seats|two|{n}
    availability / any|some|a|enough ${FREE} / fully booked / are|r you|u full|busy|packed|booked|fully|open|able / could|can|do|would you fit|squeeze|seat|accommodate|take|handle|manage|host / table|tables|anything|space|something|you|seats|spots|room|slot|slots available|free|left|open / available
    have you got|anything|any|space|room|still !vegan|vegetarian|parking|gluten|high / got|have|anything a|any|room|space|anything|open|for|free|on|left|this / is it possible|too / would there|it be / any chance / how are|is you|it|things looking|fixed / how's it|friday|saturday|sunday|tonight|tomorrow looking / full !menu|name|board|refund|english|amount|price / booked up|out|solid / what times|time|slots|days do|are|have|is|can|could|you / when's|when is|are|can|could the|your|you|we|i next|have|free|come|get|earliest
    can|could we|i|you|us just? come|walk|turn|drop|show|fit|squeeze|eat|dine|get / walk - ins|in / walk in|ins / without a|booking|reservation / how busy / i? wonder|wondering|know if|whether|about there's|you|there|you've|a|we
  `,
  infoAlways: `
    the|your latest|earliest i|we|time|booking can|could|to? / no - shows|show / no shows
    need|have|necessary|required to book|reserve / do i|we|people need|have to? book|reserve|a / do you take|accept|require bookings|reservations / take bookings|reservations|walk / cancellation policy|fee / your cancellation|booking|deposit policy / charge for|if / do you charge|require / how long|late|far|soon do|can|is|are|in|before / how do i|we book|reserve|cancel|make|change|get / if i'm|we're|we|i late / what happens if
  `,
  infoSure: `
    how much is|are|does|do|would|for / what time do|does|are|is|you / what times do|are|does / where are|is|can|exactly|about|should / do|does you|the have|offer|serve|do|provide|got|cater vegan|vegetarian|gluten|parking|wifi|high|a|any|an|highchairs|for|dogs private|garden|terrace|lift|menu|options|dishes|car|kids|set|terrace|chairs|chair|valet|kids'|children's|step|lift|ramp|dress|wine|vegan|gluten|vegetarian
    do|does you|the have|offer|serve|do|got vegan|vegetarian|gluten|parking|wifi|high|highchairs|kids|halal|kosher|paella|oysters|lunch|dinner|breakfast|brunch / do you take|accept|allow|open|close|serve|cater|split|charge|do / are|is|r dogs|pets|you|children|kids|dog|the|prams|buggies|your|cards|it allowed|open|welcome|closed|accessible|wheelchair|kitchen|restaurant|place|food|menu|step|cash|dog|pet|near|far|ok|accepted|expensive
    can|could|may i|we|you|my|people pay|bring|park|see|get|smoke|split|use|take|have|come|cater to|in|my|our|the|by|with|for|a|your|cake|dog|card|apple|cash|menu|there / is there parking|a|any|step|wheelchair|an|somewhere|anywhere|wifi|disabled|outdoor car|parking|dress|lift|ramp|access|car|free|kids|children's|set|elevator|seating|to|near / what's|whats|what is|are|kind|sort|do your|the|on|you|of|dress|address|people / how do|can|would i|we|you|one get / which|what day|days|bus|metro|station|wines|dishes|dish|cards|payment
    kitchen close|open / your|the menu|address|opening|hours|prices
  `,
  houseQuestion: `
    do|does you|the|they have|serve|offer|take|accept|allow|cater|provide|charge|play|show|close|open / is|are there / can|could we|i bring|park|get|sit|see
    what time|times|days|hours / are you open|closed|near|far
  `,
  wondering: `
    what|where|how|when|which|who|what's|where's / wondering / wanted to know|ask / want to know / let me know if / question / quick question / could you tell / tell me / anything / r u
  `,
  wonderingFirst: `do|does|is|are|can|could|have|will|would|any|may|got`,
  affirm: `
    yes|yep|yeah|yup|yea|ya|yh|sure|great|correct|perfect|lovely|brilliant|absolutely|definitely|certainly|exactly|confirmed|confirm|cool|fine|indeed|aye|deal|grand|okay|ok|right|alright|awesome|wonderful / that's|thats right|fine|great|perfect|correct|it|good|ok|lovely / that is right|correct|fine / that works|will / sounds good|great|perfect|lovely|fine
    go ahead|for / please do / of course / works for me|us / let's do|go|take it? that? / all good / do|book it / we'll|i'll|i|we take it|that / no problem
  `,
  deny: `
    no|nope|nah|neither / not really / no thanks|thank / never mind / nevermind / forget it / don't bother|worry / not that one / none of / leave it / that's|thats wrong|not / wrong|incorrect / not now|yet / don't
  `,
  thank: `
    bye|goodbye|cheers|thanks|thx|ty|ta|thankyou|tnx / thank you|u / see you|ya|u / much appreciated / appreciate it|that / have a good|great|nice|lovely / take care / that's all / many thanks / all the best
  `,
  greet: `
    hi|hiya|hello*|hey*|hiii|howdy|yo|hallo|helo|heya|evening|morning|afternoon|greetings|hellooo|helloo / good morning|evening|afternoon|day / hi there / what's up / anyone|anybody there|here / how are you|things
  `,
  offTopic: `
    a|any good? hotel|plumber|taxi|lawyer|doctor|dentist|flight / i love you / marry me / lend me
    homework / translate / poem|poetry / joke|jokes / weather|forecast / capital of / bitcoin|crypto / president|election|politics / believe in / movie|film recommendation|recommendations / sell me a / recipe for / write|writing code|python|a|an|me poem|story|code|essay|python|song
    your|previous|system prompt|instructions / ignore all|previous|your|the / who are|made|built|created you / who won / tell me a|your joke|story|secret|secrets / meaning of life / are you single|married|human|alive|chatgpt|gpt / lottery / stock market / horoscope / solve this / calculate
  `,
  policy: `policy|fee|penalty / how late|long|far|much / can i|we|you still? cancel|change / free cancellation / charge|charged / what if|happens / if i|we cancel`,
}
