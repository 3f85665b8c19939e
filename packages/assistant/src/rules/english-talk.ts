import type { TalkPhrases } from './intent-cues.ts'

const VISIT = 'meal|dinner|lunch|food|service|evening|night|experience|place|restaurant|staff|team|visit'

/** English phrases that show an intent which is not about a booking. */
export const ENGLISH_TALK: TalkPhrases = {
  human: `
    apologise|apologize|apology|apologies / spilled|spilt|dropped {word} {word}? on|over me|us|my / someone to call|ring|contact|phone me|us / billing /
    an explanation / what happened on|last|yesterday|at|with / stood us|me up /
    nobody /
    worst / stole|stolen / sue|report you
    order|food|meal|bill was wrong|late|missing|bad / wrong order|dish|bill|food / nobody|no one cared|came|served|listened|helped / in my|our|the salad|soup|food|drink|meal|burger|dessert / glass|hair|insect|fly|plastic in / insulted|ignored|humiliated
    fed up / me|us please back / kept|left|made us|me standing|waiting|wait|sit / unacceptable / rude way|man|woman|waiter|waitress|staff / member of the team / ring|call me please / incredibly|very|so|really rude / fobbed off
    speak|talk|chat to|with !you / speak|talk|chat to|with someone|somebody|a|the|an / let me speak|talk / human|manager|supervisor|owner / real|actual|live person|human|people / anybody|anyone|someone|somebody real / someone|somebody|whoever in|is charge|in / in charge / a person please / complain|complaint|complaints|complaining
    call|ring|phone me|us !on|at / call|ring me|us back / someone|somebody call|ring|to|from|phone / disappointed|disappointing|disgusting|disgusted|appalling|unacceptable|refund|overcharged|disgraceful|shocking|awful|terrible|horrible|rude|ripoff|dreadful|useless|scam|thieves|robbery|cockroach|furious|ashamed|undercooked|inedible|poisoning|poisoned|filthy
    rip - off / food poisoning / worst|poor|bad|terrible|slow|awful service|meal|experience|food|dinner / the worst / staff member / member of staff / someone from the restaurant|team / was|were|arrived|came cold|burnt|raw|stale|dirty|horrible|awful|terrible|rude / charged us|me|twice / put me through
    made|making me|us|him|her|my {word}? ill|sick / treated us|me|my very? badly|like|poorly / was|were|arrived|came|still freezing|raw|frozen|soggy|inedible|cold / charged|billed|overbilled me|us|for|my|twice|double / been charged|billed|overcharged / been|sat|kept|left waiting|ringing|calling|on / picks|pick up / let down / file|make|lodge a / plastic|hair|glass|metal|bug|insect|cockroach in
    never ordered|had|asked / let down / not a? computer|machine|bot|robot / to|with a|an person|agent|adult|human / agent|operator please|! / someone|somebody to help|speak|talk|sort / i|we need|want someone|somebody to / trading standards / health inspector|inspection / wait|waited so|ages|forever
    operator|receptionist / trying to reach|contact|call|speak|get / human being / somebody real / not a bot|robot|machine / bot|robot|chatbot / waited|waiting for|an|over|nearly|almost|{n} / waited|waiting / never coming|again|been / never come|eat / hair in|on / nobody|no one answers|answered|picks|replied / don't|doesn't|not understand|understanding / wrong bill|order / bill was / my money back
  `,
  praise: `
    was|were a ten|dream|triumph /
    grateful for|to / what a dinner|lunch|meal|night|evening|place|feast / all|everything great|good|lovely|perfect yesterday|last|on /
    delicious|amazing|fantastic|superb|wonderful|fabulous|outstanding|exceptional|incredible|gorgeous|divine|impeccable|flawless|memorable|yummy|scrumptious
    congratulations|congrats|compliments|kudos|bravo / loved|love it|the|your|everything|every|your|our / enjoyed it|the|everything|every|our|ourselves / we'll|i'll|will definitely? be|come back / best ${VISIT} ever|in|we|i / ten out|10 of / top notch|marks|class / well done / a|absolute gem|pleasure|treat|delight|joy|triumph
    great|excellent|brilliant|lovely|perfect|beautiful|exquisite|spectacular ${VISIT} / good meal|dinner|lunch|food|service|experience|staff|team|visit / great|excellent|brilliant|lovely|good time|job|work|atmosphere / looked after us|me / can't|couldn't fault|recommend|thank|praise / everything|all|it|food was|perfect|great|perfect|lovely|brilliant|excellent|spot / what a great|lovely|brilliant|wonderful|fantastic|gem|place|night|meal / you're|you've|youre been? the stars|best|greatest / you're|you guys|all|are stars|legends|brilliant|lovely|amazing|fantastic / spectacular|tasty / much obliged / so|very kind|tasty
    highly recommend / blown away / hats off / treated us so|very|really well|kindly
  `,
  visited: `
    yesterday|yesterday's / last night|week|month|friday|saturday|sunday|monday|tuesday|wednesday|thursday|evening|time|night's / the other day|night|week / was|were|had|came|went|ate|dined|ordered|loved|enjoyed
  `,
  loss: `
    left|lost|forgot|forgotten|misplaced|find|found|dropped|leave|behind|handed|seen|losing
  `,
  belonging: `
    umbrella|jacket|coat|scarf|sunglasses|glasses|phone|mobile|wallet|purse|bag|handbag|backpack|keys|earring|earrings|bracelet|necklace|glove|gloves|hat|cap|beanie|jumper|sweater|hoodie|cardigan|tablet|laptop|charger|headphones|earbuds|toy|teddy|dummy|passport|licence|camera|shawl|suitcase|belongings|property / my|a|his|her ring|watch|book|stick|id|glasses|hat|bag
  `,
  paper: `invoice|invoices|receipt|receipts|bill`,
  paperWanted: `
    need|send|sent|email|emailed|mail|forward|copy|copies|duplicate|resend|reissue|get|have|want|like|after|company|expenses|vat|yesterday's|last|made
  `,
  refund: `
    money refunded|returned /    refund|refunded|refunds|reimburse|reimbursed|reimbursement|compensation / my|our|the deposit|money|cash back / want|get|give|have my|our|me deposit|money back
  `,
  aside: `
    we've|i've|we'll {n} small|little|young? kids|children|toddlers|babies / we|i have {n} small|little|young? kids|children|toddlers|babies /
    in|with|bringing a|the|our pram|buggy|stroller|pushchair|walker / only eat|eats / doesn't|don't drink|drinks|eat|eats /
    by the way / btw / just so you|u know|you're|ye / just to let you know / forgot|meant to say|mention|tell|add / for the record / bear|keep|have in mind / note that / heads up / also worth / fyi / ah|oh ,? and|i
  `,
  cannot: `can't|cannot|won't|unable|couldn't / can|could not / not able`,
  affirm: `
    yes|yep|yeah|yup|yea|ya|yh|sure|great|correct|perfect|lovely|brilliant|absolutely|definitely|certainly|exactly|confirmed|confirm|cool|fine|indeed|aye|deal|grand|okay|ok|right|alright|awesome|wonderful / that's|thats right|fine|great|perfect|correct|it|good|ok|lovely / that is right|correct|fine / that works|will / sounds good|great|perfect|lovely|fine
    go ahead|for it? / carry on / sure thing / that one / confirm it|that / ok do it / please do / of course / works for me|us / let's do|go|take it? that? / all good / do|book it / we'll|i'll|i|we take it|that / no problem
  `,
  deny: `
    no|nope|nah|neither / not really / no thanks|thank / no need / better not / not for now|me|us / not at all|for|like|now|today|that|really|yet|it / neither|none of the|them|those|these {n}? / never mind / nevermind / forget it / don't bother|worry / not that one / none of / leave it / that's|thats wrong|not / wrong|incorrect / not now|yet / don't
  `,
  thank: `
    grateful / see you|u around|later|then / cya /
    bye|goodbye|cheers|thanks|thx|ty|ta|thankyou|tnx / thank you|u / see you|ya|u / much appreciated / appreciate it|that / have a good|great|nice|lovely / take care / that's all / many thanks / all the best
  `,
  greet: `
    hi|hiya|hello*|hey*|hiii|howdy|yo|hallo|helo|heya|evening|morning|afternoon|greetings|hellooo|helloo / good morning|evening|afternoon|day / g'day / nice|pleased|good to meet you|u / hello|hi again|all|folks|everyone / hi there / what's up / anyone|anybody there|here / how are|r you|u|things / how's it|things going? / are you there
  `,
  offTopic: `
    raining|snowing / should i wear to /
    pharmacy|hospital|atm|supermarket|hairdresser|gym / dog's|cat's|dog|cat is? called|named / magic tricks|trick / lose|gain weight / lalala|haha|hahaha /
    pick|choose|guess a number / something funny / know about law|cars|medicine / used cars|phones /
    teach me|us to|how / moon|eclipse|planet|planets|mars|universe|galaxy|tokyo / head|back|tooth|stomach hurts|aches / flat|house|apartment to|for rent|let|sale / put|play a|some song|music|tune on? / think of|about the|it / programmed|built|created you / help with my computer|laptop|phone|car|homework / a kiss / do you speak|know chinese|german|who|how|why|french / have feelings
    a|any good? hotel|plumber|taxi|lawyer|doctor|dentist|flight / i love you / marry me / lend me
    homework / translate / poem|poetry / joke|jokes / weather|forecast / capital of / bitcoin|crypto / president|election|politics / believe in / movie|film recommendation|recommendations / sell me a / recipe for / write|writing code|python|a|an|me poem|story|code|essay|python|song
    your|previous|system prompt|instructions / ignore all|previous|your|the / who are|made|built|created you / who won / tell me a|your joke|story|secret|secrets / meaning of life / are you single|married|human|alive|chatgpt|gpt / what|what's time is? it? in / the time in|now / recommend me? a|an|some good? book|film|movie|hotel|song|series|show|museum|beach / fix|repair|mend|clean|install a|an|my|the|tap / what's {n} / {n} times|plus|minus|divided / dollar|pound|euro exchange|rate|at|worth / love letter / how do|to you|i|make|cook|bake|one make|cook|bake / how to make|cook|bake|fix|lose / best film|movie|book|song|phone|car|team / buy gold|trainers|shoes|clothes|furniture / i buy / sell laptops|shoes|cars|clothes|phones|computers / favourite|favorite colour|color|food|film|song|team / call|get|order|book me a taxi|cab|uber|flight / i'm|i am bored|lonely|sad|depressed / why is|are|do|does the|dogs|cats|people sky|sea|moon|sun|earth? / how many people|countries|planets|stars live|are / my girlfriend|boyfriend|ex|wife|husband left|dumped|cheated / code in / dentist|doctor's|doctors|gp|vet appointment / where can i buy / summarise|summarize|summary / the news|today's news / going|gonna to? rain|snow / world war / tell me about world|the|yourself|history / have|got feelings|a girlfriend|a boyfriend|siblings|children / your name|age / do you like|love|believe|prefer football|music|me|it|cats|dogs|pizza / who's|who is|was the|your|going / explain the|how|what|why / play|sing some|me|us|a / haha|hahaha|lmao / lottery / stock market / horoscope / solve this / calculate
  `,
}
