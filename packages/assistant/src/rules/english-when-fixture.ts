/**
 * What guests say in English of days and times | what it says | what it comes to on Friday, 27 November 2026, at noon, in a house
 * that serves lunch from 13:00 to 15:30 and dinner from 20:00 to 23:00 every day. Written by hand.
 */
export const ENGLISH_WHEN = `
today | +0 | 11-27 -
today at 2 | +0 2:00 | 11-27 14:00
today at 9 | +0 9:00 | 11-27 21:00
today for lunch | +0 lunch | 11-27 lunch
later today | +0 | 11-27 -
tonight | +0 dinner | 11-27 dinner
tonight at 9 | +0 9:00pm | 11-27 21:00
at nine tonight | +0 9:00pm | 11-27 21:00
this evening at half past eight | +0 8:30pm | 11-27 20:30
this evening around 8 | +0 ~8:00pm | 11-27 20:00
this afternoon at 3 | +0 3:00pm | 11-27 15:00
today at 11 in the morning | +0 11:00am | 11-27 11:00 past
tomorrow | +1 | 11-28 -
tomorrow at 9 | +1 9:00 | 11-28 21:00
tomorrow at nine | +1 9:00 | 11-28 21:00
tomorrow at 9pm | +1 9:00pm | 11-28 21:00
tomorrow 9 p.m. | +1 9:00pm | 11-28 21:00
tomorrow night | +1 dinner | 11-28 dinner
tomorrow night at 8 | +1 8:00pm | 11-28 20:00
tomorrow evening, 8.30 | +1 8:30pm | 11-28 20:30
tomorrow evening at quarter to nine | +1 8:45pm | 11-28 20:45
tomorrow lunchtime | +1 lunch | 11-28 lunch
tomorrow for lunch at 2 | +1 2:00pm | 11-28 14:00
tomorrow for dinner | +1 dinner | 11-28 dinner
lunch tomorrow at one | +1 1:00pm | 11-28 13:00
tommorow at 21:00 | +1 21:00pm | 11-28 21:00
tomorow at 8:30pm | +1 8:30pm | 11-28 20:30
tmrw at 9 | +1 9:00 | 11-28 21:00
tomorrow morning | +1 | 11-28 -
tomorrow around 8ish | +1 ~8:00 | 11-28 20:00
the day after tomorrow | +2 | 11-29 -
day after tomorrow at 2pm | +2 2:00pm | 11-29 14:00
in three days | +3 | 11-30 -
in 3 days at 9 | +3 9:00 | 11-30 21:00
in two weeks | +14 | 12-11 -
in a week | +7 | 12-04 -
in a week's time | +7 | 12-04 -
a week today | +7 | 12-04 -
a week from today at 9 | +7 9:00 | 12-04 21:00
today week | +7 | 12-04 -
a week tomorrow | +8 | 12-05 -
tomorrow week | +8 | 12-05 -
a fortnight today | +14 | 12-11 -
two weeks from today | +14 | 12-11 -
in a fortnight | +14 | 12-11 -
ten days from now | +10 | 12-07 -
Friday | fri | 11-27 -
on Friday | fri | 11-27 -
this Friday | fri | 11-27 -
this coming Friday | fri | 11-27 -
Friday at 9 | fri 9:00 | 11-27 21:00
Friday night | fri dinner | 11-27 dinner
Friday evening at half eight | fri 8:30pm | 11-27 20:30
fri 9pm | fri 9:00pm | 11-27 21:00
Saturday | sat | 11-28 -
on sat at 8 | sat 8:00 | 11-28 20:00
Saturday lunch | sat lunch | 11-28 lunch
saterday at nine | sat 9:00 | 11-28 21:00
Saturday night around nine | sat ~9:00pm | 11-28 21:00
Sunday lunch at 2 | sun 2:00pm | 11-29 14:00
sunday lunchtime | sun lunch | 11-29 lunch
this Sunday for lunch | sun lunch | 11-29 lunch
Monday at 8 in the evening | mon 8:00pm | 11-30 20:00
Tuesday at 13:30 | tue 13:30pm | 12-01 13:30
tues 8pm | tue 8:00pm | 12-01 20:00
Wednesday | wed | 12-02 -
wednsday at 9 | wed 9:00 | 12-02 21:00
weds at 8.30pm | wed 8:30pm | 12-02 20:30
Thursday for dinner | thu dinner | 12-03 dinner
thurs at twenty to nine | thu 8:40 | 12-03 20:40
next Friday | fri next | 12-04 -
next Friday at 8:30 pm | fri next 8:30pm | 12-04 20:30
next Tuesday at 2 | tue next 2:00 | 12-01 14:00
Friday next week | fri next | 12-04 -
next week on Thursday | thu next | 12-03 -
Thursday of next week | thu next | 12-03 -
the following Saturday | sat next | 12-05 -
Friday week | fri +1w | 12-04 -
a week on Friday | fri +1w | 12-04 -
Saturday week at 9 | sat +1w 9:00 | 12-05 21:00
a week this Saturday | sat +1w | 12-05 -
a fortnight on Saturday | sat +2w | 12-12 -
Saturday fortnight | sat +2w | 12-12 -
Saturday of this week | sat | 11-28 -
tomorrow, Saturday, at 9 | +1 9:00 | 11-28 21:00
this weekend | weekend | 11-28/11-29 -
at the weekend | weekend | 11-28/11-29 -
next weekend | weekend next | 12-05/12-06 -
next weekend at 9pm | weekend next 9:00pm | 12-05/12-06 21:00
the 24th | 24 | 12-24 -
on the 24th at 9 | 24 9:00 | 12-24 21:00
the 24th of December | 24/12 | 12-24 -
December 24th | 24/12 | 12-24 -
December 24 at 9pm | 24/12 9:00pm | 12-24 21:00
Dec 24th | 24/12 | 12-24 -
24 December | 24/12 | 12-24 -
24th December at half nine | 24/12 9:30 | 12-24 21:30
the twenty-fourth of December | 24/12 | 12-24 -
the twenty fourth | 24 | 12-24 -
12/24 | 24/12 | 12-24 -
24/12 | 24/12 | 12-24 -
24/12/2026 at 20:00 | 24/12/2026 20:00pm | 12-24 20:00
12/24/2026 | 24/12/2026 | 12-24 -
2026-12-24 at 8:30pm | 24/12/2026 8:30pm | 12-24 20:30
the 27th | 27 | 11-27 -
the 26th | 26 | 12-26 -
the 31st | 31 | 12-31 -
31 November | 31/11 | no-such-day -
January 3rd | 3/1 | 2027-01-03 -
the first of January | 1/1 | 2027-01-01 -
1 January at 2pm | 1/1 2:00pm | 2027-01-01 14:00
February 29 | 29/2 | 2028-02-29 -
March 15th, 2027 | 15/3/2027 | 2027-03-15 -
15 October 2026 | 15/10/2026 | 10-15 past -
May 4th at 9 | 4/5 9:00 | 2027-05-04 21:00
Friday 4 December | fri 4/12 | 12-04 -
Friday the 4th | fri 4 | 12-04 -
Friday, December 4th at 8:30pm | fri 4/12 8:30pm | 12-04 20:30
Sat 5 Dec at 9 | sat 5/12 9:00 | 12-05 21:00
Saturday the 5th of December | sat 5/12 | 12-05 -
Friday 5 December | fri 5/12 | conflict -
the evening of the 24th | 24 dinner | 12-24 dinner
the 4th at 4 | 4 4:00 | 12-04 16:00
Christmas Eve | christmas-eve | 12-24 -
Christmas Eve at 9 | christmas-eve 9:00 | 12-24 21:00
Xmas eve | christmas-eve | 12-24 -
Christmas Day at 2pm | christmas 2:00pm | 12-25 14:00
Christmas | christmas | 12-25 -
New Year's Eve | new-years-eve | 12-31 -
new years eve at 10 | new-years-eve 10:00 | 12-31 22:00
NYE at 21:30 | new-years-eve 21:30pm | 12-31 21:30
New Year's Day | new-year | 2027-01-01 -
Three Kings | epiphany | 2027-01-06 -
Epiphany for lunch | epiphany lunch | 2027-01-06 lunch
Valentine's Day | valentine | 2027-02-14 -
Valentines at 9pm | valentine 9:00pm | 2027-02-14 21:00
St Valentine's | valentine | 2027-02-14 -
Boxing Day | 26/12 | 12-26 -
one of these days | ? | vague -
next week | ? | vague -
the bank holiday | ? | vague -
sometime soon | ? | vague -
Friday or Saturday | ? | vague -
some day next month | ? | vague -
at 9 | 9:00 | not-said 21:00
at nine | 9:00 | not-said 21:00
at nine o'clock | 9:00 | not-said 21:00
9 o'clock | 9:00 | not-said 21:00
half past eight | 8:30 | not-said 20:30
at half past 8 | 8:30 | not-said 20:30
half eight | 8:30 | not-said 20:30
at half nine | 9:30 | not-said 21:30
quarter to nine | 8:45 | not-said 20:45
at a quarter to nine | 8:45 | not-said 20:45
quarter past nine | 9:15 | not-said 21:15
quarter past 2 | 2:15 | not-said 14:15
ten to nine | 8:50 | not-said 20:50
twenty past nine | 9:20 | not-said 21:20
twenty-five to ten | 9:35 | not-said 21:35
ten past nine | 9:10 | not-said 21:10
quarter after nine | 9:15 | not-said 21:15
quarter of nine | 8:45 | not-said 20:45
nine thirty | 9:30 | not-said 21:30
at eight forty-five | 8:45 | not-said 20:45
eight fifteen | 8:15 | not-said 20:15
at nine twenty | 9:20 | not-said 21:20
8ish | ~8:00 | not-said 20:00
8-ish | ~8:00 | not-said 20:00
nine ish | ~9:00 | not-said 21:00
around 9 | ~9:00 | not-said 21:00
at about nine | ~9:00 | not-said 21:00
about half past nine | ~9:30 | not-said 21:30
around 8:30 | ~8:30 | not-said 20:30
9 or so | ~9:00 | not-said 21:00
9pm | 9:00pm | not-said 21:00
9 pm | 9:00pm | not-said 21:00
9.30pm | 9:30pm | not-said 21:30
9:30 PM | 9:30pm | not-said 21:30
at 2 p.m. | 2:00pm | not-said 14:00
10am | 10:00am | not-said 10:00
21:30 | 21:30pm | not-said 21:30
at 21.30 | 21:30pm | not-said 21:30
at 2030 | 20:30pm | not-said 20:30
20:00 hours | 20:00pm | not-said 20:00
8 in the evening | 8:00pm | not-said 20:00
nine at night | 9:00pm | not-said 21:00
at 2 in the afternoon | 2:00pm | not-said 14:00
at noon | 12:00pm | not-said 12:00
midday | 12:00pm | not-said 12:00
midnight | 0:00am | not-said 00:00
for lunch | lunch | not-said lunch
lunchtime | lunch | not-said lunch
lunch at 1 | 1:00pm | not-said 13:00
for dinner | dinner | not-said dinner
dinner at 9 | 9:00pm | not-said 21:00
dinner for two at nine | 9:00pm | not-said 21:00
in half an hour | in 30 | 11-27 12:30
in an hour | in 60 | 11-27 13:00
in an hour and a half | in 90 | 11-27 13:30
in 20 minutes | in 20 | 11-27 12:20
in two hours | in 120 | 11-27 14:00
right now | in 0 | 11-27 12:00
as soon as possible | in 0 | 11-27 12:00
after the movie | ? | not-said ?
after work | ? | not-said ?
any time | ? | not-said ?
at 8 or 8:30 | ? | not-said ?
between 8 and 9 | ? | not-said ?
actually, make it 9 o'clock | 9:00 | not-said 21:00
at 8, sorry, at 9 | 9:00 | not-said 21:00
no, at ten | 10:00 | not-said 22:00
Saturday instead of Friday | sat | 11-28 -
not Friday, Saturday | sat | 11-28 -
a table for 4 at 4 on the 4th | 4 4:00 | 12-04 16:00
party of 9 at 9 on the 9th | 9 9:00 | 12-09 21:00
book for 8 tonight for four people | +0 8:00pm | 11-27 20:00
table for two at two on the second of December | 2/12 2:00 | 12-02 14:00
can I book a table for 6 people on Saturday at 8:30pm? | sat 8:30pm | 11-28 20:30
we'd like to come on Tuesday the 1st around half eight | tue 1 ~8:30 | 12-01 20:30
table for 2 on Dec 5, 9pm | 5/12 9:00pm | 12-05 21:00
any time after 9 on Friday | fri ~9:00 | 11-27 21:00
before 10 tomorrow | +1 ? | 11-28 ?
the first Friday of December | ? | vague -
last Saturday of the month at 8 | ? 8:00 | vague 20:00
three weeks from Friday | fri +3w | 12-18 -
Dec 5th @ 9 | 5/12 9:00 | 12-05 21:00
8 tonight for two | +0 8:00pm | 11-27 20:00
nine-thirty on Friday | fri 9:30 | 11-27 21:30
party of four, Friday, nine | fri 9:00 | 11-27 21:00
Christmas lunch for 8 | christmas lunch | 12-25 lunch
Easter Sunday for 4 | ? | vague -
half twelve tomorrow | +1 12:30 | 11-28 00:30/12:30
half seven in the evening on Friday, well, make that eight | fri 8:00pm | 11-27 20:00
8pmish tomorrow | +1 ~8:00pm | 11-28 20:00
eightish on Saturday | sat ~8:00 | 11-28 20:00
yesterday at 9 | +-1 9:00 | 11-26 past 21:00 past
`
