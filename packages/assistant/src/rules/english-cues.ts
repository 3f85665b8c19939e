import type { BookingPhrases } from './intent-cues.ts'

const FREE =
  'table|tables|space|spaces|room|availability|anything|spot|spots|slot|slots|available|free|opening|openings|seats|seating'

/** English phrases that show an intent. */
export const ENGLISH_CUES: BookingPhrases = {
  cancel: `
    for another time|occasion /
    stay|staying in|home / don't wait for us|me / don't|won't need the|our|my|that {word}|{n} {word}|{n}? table|booking|reservation / no longer need the|our|my|that {word}|{n} {word}|{n}? table|booking|reservation
    don't hold|keep|save our|my|the|a|us / do not hold|keep|save our|my|the|a|us /
    no need for|of the|our|my|a / take {word}? {word}? booking|reservation off / give|let the|our|my table|booking away|go / won't|can't|cannot make dinner|lunch|it / been called off / is|are off !the|menu|limits|street|peak / we're|i'm away / get there , / won't|not get|getting there / give up / no longer on / not|aren't|isn't going|coming out|along / don't|doesn't|do not need the|our|my|a|that / take us off / need|needed anymore / the table anymore / plans changed / can't come|make / stay|staying home|in
    cancel* / can't|cannot|won't|couldn't make|come|attend|join|keep|use / can't|cannot|won't|couldn't be|get !stairs|steps|raw|any|gluten|dairy / can't|cannot|couldn't do !stairs|steps|gluten|dairy|spicy|nuts / can't|cannot make / not going|able|gonna to|make|be|come / not able to / won't be able|coming|needing|there|making|joining|using
    call off|it / call it off / no longer coming|need|able|want|going|require|making|needed|be / unable to / scrap|delete|drop|remove|scratch|bin|release|free|forget|ditch|void|erase|withdraw my|our|the|that|up|about booking|reservation|table|dinner|my|our|the / free|give up our|my|the table
    something's come up / something came|has|else / don't|do not|didn't need|want the|our|my|that|it table|booking|reservation / have to bail|pull / take us|me|my|our off / aren't|not|isn't coming|gonna|going / pull out / made by mistake / booked by mistake|accident / wrong restaurant
    decided not to / give our|my|the table|spot|booking away|to|up / can't do tonight|tomorrow|it|friday|saturday|sunday|monday|tuesday|wednesday|thursday / we're out / let the|our table go / changed our|my mind|minds
  `,
  change: `
    gave|put|left|typed the|a wrong / wrong phone|number|name|date|day /
    put|move it|that on|to|at {weekday}|{n}|{clock} / put|move it|that on|to|at the|{weekday} /
    instead of {n}|{weekday} / rather than {n}|{weekday} / got the day|date|time wrong / not the {n}|{ordinal}
    move|shift|change|push {word} dinner|lunch|table|booking|reservation|meal
    change / changing my|our|the|it|from|to / changes|reschedule|rescheduling|modify|amend|switch|postpone|shift|rebook|alter|adjust|swap|delay|edit|extend|reduce|upgrade|combine / correct my|our|the / move|moved|moving|shift r-* / move|moved|moving|shift my|our|the|it|booking|that|us|from|to
    push|bring|put|pull my|our|it|us|the|back|forward|that|tonight's|tomorrow's reservation? booking? table? dinner? back|forward|earlier|later / pushed|brought|moved|put back|forward
    push|bring back|forward|it / put back|forward / push my|our|the|tonight's / update my|our|the booking|reservation / bump / add {n} to|more / add a|another|an|one|that|two|my|some {word} {word}? to|on / add|include|note that|please|this
    sit|seat|put us outside|inside|instead|out / different|another time|day|date|hour
  `,
  amend: `
    one|two|{n} more|extra place|places|chair|chairs|seat|seats|cover /
    minutes|mins longer|more / only {n} / take|took {word} {word} {word}? off|from / hold|keep our|my|the table
    minutes|mins|bit late / an hour|hours late / running late / forgot to say|mention / instead / add {n} / add a|another|an|to|one|that|two|my|some / instead of / rather than / same time|day|table|party|number / one|two|{n} more|fewer|less person|people|guest|of|guests|coming / will now be / we're|we are now|{n} / now be {n} / has to be / from {n} to {n}
    make it later|earlier|{n} / an hour|bit|half earlier|later / earlier|later time|slot|date / come earlier|later / up it to / outside|inside|out|later|earlier|back|forward instead / it'll|it will|there'll|there will|we'll be {n} / but|and there's|there're|it's|we're {n}? / suits|works us|me? better / should be|have / not the|on|at {n}? / til|till|until half|{n}|quarter|gone / two|{n} of the {n} / more of us / please note / can|could it be / joining us / got the|my day|date|time
  `,
  existing: `
    to {word} table|booking|reservation /
    my|our booking's|reservation's|table's / we've|i've a|the table|booking|reservation / the {word} booking|reservation / my|our {word}|{n}|{clock} {word}? {word}? booking|reservation|table / than booked / {n} of the {n} on|tonight|tomorrow / booking for {word} tonight|tomorrow|today|on|this|: / tonight's|tomorrow's|today's|friday's|saturday's|sunday's reservation|booking|table / on the booking|reservation / the table we|i have|booked|reserved / when|where i|we booked / my|our booking|reservation|table / i've|we've got|booked|reserved a? / i|we have|had|made|got a|the? booking|reservation|table / i've|we've a booking|reservation / i|we booked|reserved / i've|we've got a|the booking|reservation|table / i've|we've made a / the|existing|that booking|reservation
    my|our {weekday} booking|reservation|table|dinner|lunch / booking|reservation under|number|code|r|ref|reference|id|name / booked for|under|in|a|at / have|got a booking|reservation booked|for|at|on|under / a table booked / a reservation|booking under|tonight|tomorrow|at / reservation|booking on|for|tomorrow|tonight|today|at / we're booked|in|down / i'm booked|down / confirmation number|code
  `,
  instead: `
    can|could|we'll|we're|would|instead|now|need|make|actually|rather|like|possible|be|there'll|extra|please|want|after|has|have|bringing|add
  `,
  own: `my|our / have|had|booked|reserved|got|made / i've|we've`,
  strongBook: `
    request|arrange|organise|organize|secure|order a|the|our table|reservation|booking / putting|popping|booking|squeezing|fitting me|us in|down /
    another one? for {n} /
    want|need dinner|lunch|brunch /
    set|put|keep aside / set|put|keep a table|spot|place aside / lock in|me|us {weekday}? / note down / put my name / do|sort us|me a|out / let's do|say|go {weekday}|tomorrow|tonight / us|me a table / sort us|me out
    book|reserve|wanna|bookin / make|making|like|want|need|making|place a|another|to reservation|booking / get|put|fit|squeeze|have|grab|find|sort|pencil|save|give|hold|stick|lock|jot|pop|note|squash|sign me|us a|in|down|{n}|two|table|something|for|an|one / i'd|we'd|i|we like|love|want|need a|to|dinner|lunch|something|somewhere|an table|have|come|eat|dine|dinner|lunch|reservation|booking|sit|reserve
    i'd|we'd like|love a|to|dinner|lunch|something / can|could|may i|we have|get|grab|do|please a|the|have|get / need|want|like|after a|for|to table|seat|spot|dinner|lunch|a|book|reserve|eat|dine / a reservation|booking for|on|tonight|tomorrow|this|at|please|in|of / reservation|booking for|please|request|tonight|tomorrow
    looking to book|reserve|eat|dine|come / after a table / hold|save a|us|me table|a|spot / hoping to|for / planning to|on|dinner|a / put|pop|jot us|me|my down|in / sign us up / set us up / table please / we want to / we'll come|have|take|be / like to come|eat|dine|have
  `,
  weakBook: `table|tables|booking|reservation / party of`,
  check: `
    happen to have / space|room|availability tonight|today|tomorrow|for|on|now / anything|something outside|inside|for|at|on|in|left|going
    is|are|have|has|got|do|any|anything there|you|got|any|a|still|have ${FREE} / is|are there|you a|any|still|anything {word}? ${FREE} / is|are there|you still? room|space|anything|availability / do|would|will|does you|y'all still? have|got|be a|any|some|the|still|an {word}? ${FREE} / do|would|will|does you|y'all still? have|got room|something|anything|space|tables|availability|seats|two|{n}
    availability / any|some|a|enough ${FREE} / fully booked / are|r you|u full|busy|packed|booked|fully|open|able / could|can|do|would you fit|squeeze|seat|accommodate|take|handle|manage|host / table|tables|anything|space|something|you|seats|spots|room|slot|slots available|free|left|open / available
    have you got|anything|any|space|room|still !vegan|vegetarian|parking|gluten|high / got|have|anything a|any|room|space|anything|open|for|free|on|left|this / is it possible|too / would there|it be / any chance / how are|is you|it|things looking|fixed / how's it|friday|saturday|sunday|tonight|tomorrow looking / full !menu|name|board|refund|english|amount|price / booked up|out|solid / what times|time|slots|days do|are|have|is|can|could|you / when's|when is|are|can|could the|your|you|we|i next|have|free|come|get|earliest
    can|could we|i|you|us just? come !in|with|by|dressed|wearing|barefoot|as / can|could we|i|you|us just? walk|turn|drop|show|fit|squeeze|eat|dine|get / walk - ins|in / walk in|ins / without a|booking|reservation / how busy / i? wonder|wondering|know if|whether|about there's|you|there|you've|a|we
  `,
  infoAlways: `
    book by|online|over|via /
    the|your latest|earliest i|we|time|booking can|could|to? / no - shows|show / no shows
    need|have|necessary|required to book|reserve / do i|we|people need|have to? book|reserve|a / do you take|accept|require bookings|reservations / take bookings|reservations|walk / cancellation policy|fee / your cancellation|booking|deposit policy / charge for|if / do you charge|require / how long|late|far|soon do|can|is|are|in|before / how do i|we book|reserve|cancel|make|change|get / if i'm|we're|we|i late / what happens if / can|could i|we cancel free|for|without|up / cancel free of charge
  `,
  infoSure: `
    how many people|guests|covers fit|can|does|do|sit /
    function room / baby changing / have you got|any fresh|any? vegan|vegetarian|fish|wine|beer|parking|wifi|kids|high
    how much is|are|does|do|would|for / what time do|does|are|is|you / what times do|are|does / where are|is|can|exactly|about|should / do|does you|the have|offer|serve|do|provide|got|cater vegan|vegetarian|gluten|parking|wifi|high|a|any|an|highchairs|for|dogs private|garden|terrace|lift|menu|options|dishes|car|kids|set|terrace|chairs|chair|valet|kids'|children's|step|lift|ramp|dress|wine|vegan|gluten|vegetarian
    do|does you|the have|offer|serve|do|got vegan|vegetarian|gluten|parking|wifi|high|highchairs|kids|halal|kosher|paella|oysters|lunch|dinner|breakfast|brunch / do you take|accept|allow|open|close|serve|cater|split|charge|do / are|is|r dogs|pets|you|children|kids|dog|the|prams|buggies|your|cards|it allowed|open|welcome|closed|accessible|wheelchair|kitchen|restaurant|place|food|menu|step|cash|dog|pet|near|far|ok|accepted|expensive
    can|could|may i|we|you|my|people pay|bring|park|see|get|smoke|split|use|take|have|come|cater to|in|my|our|the|by|with|for|a|your|cake|dog|card|apple|cash|menu|there / is there parking|a|any|step|wheelchair|an|somewhere|anywhere|wifi|disabled|outdoor car|parking|dress|lift|ramp|access|car|free|kids|children's|set|elevator|seating|to|near / what's|whats your|on|dress|address / what is|are your / what kind|sort of|do / what do you|people have|serve|recommend|offer|wear / how do|can|would i|we|you|one get / which|what day|days|bus|metro|station|wines|dishes|dish|cards|payment
    kitchen close|open / your|the menu|address|opening|hours|prices
  `,
  houseQuestion: `
    are you a|an|near|part|the /
    is|are {word} allowed|permitted|ok|welcome / the waiters|staff|waiter|chef|kitchen|servers / somewhere|anywhere to leave|hang|park|put /
    do|does you|the|they fry|use|make|sell|cook|host|put|stock|run|have|serve|offer|take|accept|allow|cater|provide|charge|play|show|close|open / is|are there / is|are the|your|it / got|have baby|any|you / any {word} options / anything suitable|without|for / have|got a function|private|baby / function room / can|could we|i bring|park|get|sit|see
    what time|times|days|hours / are you open|closed|near|far
  `,
  wondering: `
    what !a / where|how|when|which|who|what's|where's / wondering / wanted to know|ask / want to know / let me know if / question / quick question / could you tell / tell me / anything / r u
  `,
  wonderingFirst: `do|does|is|are|can|could|have|will|would|any|may|got`,
  room: `table|tables|space|spaces|seat|seats|availability|slot|slots|spot|spots`,
  wantsToKnow: `like|love|want|wanted|need to know|ask|check|enquire|inquire / wondering about / a|quick question / tell|send me about|your|the`,
  fullness: `full|busy|packed|booked|fit|squeeze|walk|wait|turn|come|eat|dine|possible|chance|seat|accommodate|looking|fixed|slammed / get|take us|me|{n} / open|free|left`,
  walkIn: `without a? booking|reservation / walk in|ins|up / walk - in|ins / walkins`,
  policy: `policy|fee|penalty / how late|long|far|much / can i|we|you still? cancel|change / free cancellation / charge|charged / what if|happens / if i|we cancel`,
}
