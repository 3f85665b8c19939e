/**
 * What guests say in Spanish of days and times | what it says | what it comes to on Friday, 27 November 2026, at noon, in a house
 * that serves lunch from 13:00 to 15:30 and dinner from 20:00 to 23:00 every day. Written by hand.
 */
export const SPANISH_WHEN = `
hoy | +0 | 11-27 -
hoy mismo a las nueve | +0 9:00 | 11-27 21:00
hoy a las 2 | +0 2:00 | 11-27 14:00
hoy a mediodía | +0 lunch | 11-27 lunch
hoy para cenar | +0 dinner | 11-27 dinner
hoy por la noche | +0 dinner | 11-27 dinner
esta noche | +0 dinner | 11-27 dinner
esta noche a las 9 | +0 9:00pm | 11-27 21:00
esta noche a las diez y cuarto | +0 10:15pm | 11-27 22:15
para esta noche, a las nueve y media | +0 9:30pm | 11-27 21:30
a las 9 de esta noche | +0 9:00pm | 11-27 21:00
este mediodía | +0 lunch | 11-27 lunch
este mediodía a las dos | +0 2:00pm | 11-27 14:00
hoy a las 14:30 | +0 14:30pm | 11-27 14:30
hoy a las 11 de la mañana | +0 11:00am | 11-27 11:00 past
mañana | +1 | 11-28 -
mañana a las 21:00 | +1 21:00pm | 11-28 21:00
mañana a las 9 | +1 9:00 | 11-28 21:00
mañana a las nueve | +1 9:00 | 11-28 21:00
mañana por la noche | +1 dinner | 11-28 dinner
mañana por la noche a las 10 | +1 10:00pm | 11-28 22:00
mañana noche, sobre las nueve | +1 ~9:00pm | 11-28 21:00
mañana a la noche | +1 dinner | 11-28 dinner
mañana en la noche a las ocho | +1 8:00pm | 11-28 20:00
mañana al mediodía | +1 lunch | 11-28 lunch
mañana a mediodía, a la una y media | +1 1:30pm | 11-28 13:30
mañana para comer | +1 lunch | 11-28 lunch
mañana para comer a las tres | +1 3:00pm | 11-28 15:00
mañana por la mañana | +1 | 11-28 -
mañana a las 9 de la noche | +1 9:00pm | 11-28 21:00
manana a las 8 y media | +1 8:30 | 11-28 20:30
MAÑANA A LAS 20H | +1 20:00pm | 11-28 20:00
mañana a las 20.30 | +1 20:30pm | 11-28 20:30
mañana 21h | +1 21:00pm | 11-28 21:00
mañana a las 21h30 | +1 21:30pm | 11-28 21:30
mañana a las 21 hrs | +1 21:00pm | 11-28 21:00
mñana a las diez | +1 10:00 | 11-28 22:00
pasado mañana | +2 | 11-29 -
pasado mañana a las dos y media | +2 2:30 | 11-29 14:30
pasado mañana por la noche | +2 dinner | 11-29 dinner
para pasado, a las nueve | +2 9:00 | 11-29 21:00
dentro de tres días | +3 | 11-30 -
en 3 días a las 9 | +3 9:00 | 11-30 21:00
dentro de una semana | +7 | 12-04 -
en una semana | +7 | 12-04 -
de hoy en ocho | +7 | 12-04 -
hoy en ocho a las 9 | +7 9:00 | 12-04 21:00
de hoy en ocho días | +7 | 12-04 -
de hoy en quince | +14 | 12-11 -
dentro de quince días | +14 | 12-11 -
dentro de dos semanas | +14 | 12-11 -
de aquí a una semana | +7 | 12-04 -
de mañana en ocho | +8 | 12-05 -
dentro de 10 días, a las 14:00 | +10 14:00pm | 12-07 14:00
en un par de semanas | +14 | 12-11 -
el viernes | fri | 11-27 -
el viernes a las 9 | fri 9:00 | 11-27 21:00
este viernes | fri | 11-27 -
viernes 9pm | fri 9:00pm | 11-27 21:00
el viernes por la noche | fri dinner | 11-27 dinner
el viernes noche a las diez menos cuarto | fri 9:45pm | 11-27 21:45
el sábado | sat | 11-28 -
el sabado a las 22 | sat 22:00pm | 11-28 22:00
sábado noche | sat dinner | 11-28 dinner
sábado a mediodía | sat lunch | 11-28 lunch
el sábado a comer | sat lunch | 11-28 lunch
el savado a las nueve | sat 9:00 | 11-28 21:00
el sabdo a las ocho y media | sat 8:30 | 11-28 20:30
el domingo | sun | 11-29 -
el domingo a la hora de comer | sun lunch | 11-29 lunch
domingo a las 14:30 | sun 14:30pm | 11-29 14:30
el lunes a las dos | mon 2:00 | 11-30 14:00
el martes a las 13.30h | tue 13:30pm | 12-01 13:30
el miércoles que viene | wed next | 12-02 -
el miercoles a las 21:15 | wed 21:15pm | 12-02 21:15
el jueves para cenar | thu dinner | 12-03 dinner
el jueves a las nueve de la noche | thu 9:00pm | 12-03 21:00
el jeuves a las 9 | thu 9:00 | 12-03 21:00
el viernes que viene | fri next | 12-04 -
el viernes que viene a las nueve y media | fri next 9:30 | 12-04 21:30
el próximo viernes | fri next | 12-04 -
el viernes próximo a las 10 | fri next 10:00 | 12-04 22:00
el sábado siguiente | sat next | 12-05 -
el sábado de la semana que viene | sat next | 12-05 -
la semana que viene, el martes | tue next | 12-01 -
el jueves de la próxima semana a las 2 | thu next 2:00 | 12-03 14:00
el viernes en ocho | fri +1w | 12-04 -
de este viernes en ocho | fri +1w | 12-04 -
el sábado en quince | sat +2w | 12-12 -
el sábado de esta semana | sat | 11-28 -
mañana sábado | +1 | 11-28 -
mañana, sábado 28, a las 9 | sat 28 9:00 | 11-28 21:00
hoy viernes a las diez | +0 10:00 | 11-27 22:00
este finde | weekend | 11-28/11-29 -
este fin de semana a las 9 | weekend 9:00 | 11-28/11-29 21:00
el finde que viene | weekend next | 12-05/12-06 -
el próximo fin de semana | weekend next | 12-05/12-06 -
el sábado del finde que viene | sat next | 12-05 -
el 24 | 24 | 12-24 -
el 24 a las 9 | 24 9:00 | 12-24 21:00
el día 24 por la noche | 24 dinner | 12-24 dinner
el 24 de diciembre | 24/12 | 12-24 -
el 24 de diciembre a las nueve | 24/12 9:00 | 12-24 21:00
24 de diciembre, 21:30 | 24/12 21:30pm | 12-24 21:30
el veinticuatro de diciembre | 24/12 | 12-24 -
24/12 | 24/12 | 12-24 -
el 24/12 a las 14 h | 24/12 14:00pm | 12-24 14:00
24/12/2026 a las 22:00 | 24/12/2026 22:00pm | 12-24 22:00
24-12-2026 | 24/12/2026 | 12-24 -
24/12/26 | 24/12/2026 | 12-24 -
2026-12-24 21:00 | 24/12/2026 21:00pm | 12-24 21:00
el 24.12.2026 | 24/12/2026 | 12-24 -
el 27 | 27 | 11-27 -
el 26 | 26 | 12-26 -
el 31 | 31 | 12-31 -
el 30 de noviembre | 30/11 | 11-30 -
el 31 de noviembre | 31/11 | no-such-day -
el 3 de enero | 3/1 | 2027-01-03 -
el 1 de enero a las 2 | 1/1 2:00 | 2027-01-01 14:00
el uno de enero | 1/1 | 2027-01-01 -
el primero de enero | 1/1 | 2027-01-01 -
el 1º de diciembre | 1/12 | 12-01 -
el treinta y uno de diciembre | 31/12 | 12-31 -
el 29 de febrero | 29/2 | 2028-02-29 -
el viernes 4 de diciembre | fri 4/12 | 12-04 -
viernes 4 de diciembre a las 21:30 | fri 4/12 21:30pm | 12-04 21:30
el viernes 4 | fri 4 | 12-04 -
el sábado, 5 de diciembre a las dos y cuarto | sat 5/12 2:15 | 12-05 14:15
el sábado día 5 | sat 5 | 12-05 -
sábado 5/12 a las 21 | sat 5/12 21:00pm | 12-05 21:00
el viernes 5 de diciembre | fri 5/12 | conflict -
el 15 de marzo de 2027 | 15/3/2027 | 2027-03-15 -
el 15 de octubre de 2026 | 15/10/2026 | 10-15 past -
el 15 de octubre | 15/10 | 2027-10-15 -
la noche del 24 | 24 dinner | 12-24 dinner
el 5 de dic a las 9 | 5/12 9:00 | 12-05 21:00
el 4 a las 4 | 4 4:00 | 12-04 16:00
para el 4, a las cuatro menos cuarto | 4 3:45 | 12-04 15:45
Nochebuena | christmas-eve | 12-24 -
en Nochebuena a las 9 | christmas-eve 9:00 | 12-24 21:00
la noche buena a las diez | christmas-eve 10:00 | 12-24 22:00
el día de Navidad | christmas | 12-25 -
Navidad a las dos y media | christmas 2:30 | 12-25 14:30
Nochevieja | new-years-eve | 12-31 -
para nochevieja a las 22:00 | new-years-eve 22:00pm | 12-31 22:00
fin de año | new-years-eve | 12-31 -
Año Nuevo | new-year | 2027-01-01 -
el día de año nuevo a mediodía | new-year lunch | 2027-01-01 lunch
Reyes | epiphany | 2027-01-06 -
el día de Reyes para comer | epiphany lunch | 2027-01-06 lunch
la noche de Reyes | epiphany-eve | 2027-01-05 -
la víspera de Reyes | epiphany-eve | 2027-01-05 -
San Valentín a las 9 | valentine 9:00 | 2027-02-14 21:00
el día de los enamorados | valentine | 2027-02-14 -
el puente de diciembre | ? | vague -
un día de estos | ? | vague -
la semana que viene | ? | vague -
cualquier día | ? | vague -
el viernes o el sábado | ? | vague -
a las 9 | 9:00 | not-said 21:00
a las nueve | 9:00 | not-said 21:00
las nueve y media | 9:30 | not-said 21:30
a las 9 y media | 9:30 | not-said 21:30
a las nueve y cuarto | 9:15 | not-said 21:15
a las diez menos cuarto | 9:45 | not-said 21:45
a las 10 menos 10 | 9:50 | not-said 21:50
a las nueve menos veinte | 8:40 | not-said 20:40
cuarto para las nueve | 8:45 | not-said 20:45
un cuarto para las diez | 9:45 | not-said 21:45
diez para las nueve | 8:50 | not-said 20:50
a las nueve treinta | 9:30 | not-said 21:30
a las nueve y veinte | 9:20 | not-said 21:20
a las nueve cuarenta y cinco | 9:45 | not-said 21:45
a las veinte treinta | 20:30pm | not-said 20:30
a las veintiuna | 21:00pm | not-said 21:00
a las veintiuna treinta | 21:30pm | not-said 21:30
a las 2130 | 21:30pm | not-said 21:30
21:30 | 21:30pm | not-said 21:30
21.30 | 21:30pm | not-said 21:30
20h | 20:00pm | not-said 20:00
20:30 h | 20:30pm | not-said 20:30
20:30hs | 20:30pm | not-said 20:30
22 horas | 22:00pm | not-said 22:00
a la una | 1:00 | not-said 13:00
a la una y media | 1:30 | not-said 13:30
a la 1:30 | 1:30 | not-said 13:30
a las dos de la tarde | 2:00pm | not-said 14:00
a las 3 de la tarde | 3:00pm | not-said 15:00
a las ocho de la tarde | 8:00pm | not-said 20:00
a las 9 de la noche | 9:00pm | not-said 21:00
a las nueve y media de la noche | 9:30pm | not-said 21:30
a las 9 p.m. | 9:00pm | not-said 21:00
a las 9 pm | 9:00pm | not-said 21:00
9:30 p. m. | 9:30pm | not-said 21:30
a las diez de la mañana | 10:00am | not-said 10:00
a las 12 del mediodía | 12:00pm | not-said 12:00
a las doce de la noche | 0:00am | not-said 00:00
a medianoche | 0:00am | not-said 00:00
a mediodía | lunch | not-said lunch
al mediodía | lunch | not-said lunch
para comer | lunch | not-said lunch
para almorzar a la una | 1:00pm | not-said 13:00
para cenar | dinner | not-said dinner
para cenar a las nueve | 9:00pm | not-said 21:00
una cena a las diez | 10:00pm | not-said 22:00
a eso de las nueve | ~9:00 | not-said 21:00
sobre las nueve y media | ~9:30 | not-said 21:30
hacia las 10 | ~10:00 | not-said 22:00
tipo 9 | ~9:00 | not-said 21:00
tipo nueve y media | ~9:30 | not-said 21:30
como a las nueve | ~9:00 | not-said 21:00
alrededor de las nueve | ~9:00 | not-said 21:00
a las nueve y pico | ~9:00 | not-said 21:00
a las nueve más o menos | ~9:00 | not-said 21:00
a las nueve en punto | 9:00 | not-said 21:00
en media hora | in 30 | 11-27 12:30
dentro de una hora | in 60 | 11-27 13:00
en hora y media | in 90 | 11-27 13:30
en 20 minutos | in 20 | 11-27 12:20
dentro de dos horas | in 120 | 11-27 14:00
ahora mismo | in 0 | 11-27 12:00
ahorita | in 0 | 11-27 12:00
lo antes posible | in 0 | 11-27 12:00
después del cine | ? | not-said ?
después del trabajo | ? | not-said ?
a cualquier hora | ? | not-said ?
a las 9 o a las 10 | ? | not-said ?
entre las 9 y las 10 | ? | not-said ?
no, mejor a las diez | 10:00 | not-said 22:00
a las 9 no, a las 10 | 10:00 | not-said 22:00
a las nueve, perdón, a las nueve y media | 9:30 | not-said 21:30
el sábado en vez del viernes | sat | 11-28 -
en vez del viernes, el sábado | sat | 11-28 -
no el viernes sino el sábado | sat | 11-28 -
una mesa para 4 a las 4 el 4 | 4 4:00 | 12-04 16:00
a las 4 para 4 el 4 de diciembre | 4/12 4:00 | 12-04 16:00
somos 9 a las 9 el 9 | 9 9:00 | 12-09 21:00
el dos para dos a las dos | 2 2:00 | 12-02 14:00
quiero reservar mesa para el viernes a las 21:00 para 6 personas | fri 21:00pm | 11-27 21:00
resérvame pa mañana a las 9 pa 4 | +1 9:00 | 11-28 21:00
¿me guardás una mesa para el domingo al mediodía? | sun lunch | 11-29 lunch
quisiéramos ir el martes 1 a eso de las 20:30 | tue 1 ~20:30pm | 12-01 20:30
pasado mañana al mediodía, a las 2 | +2 2:00pm | 11-29 14:00
el último viernes del mes | ? | vague -
el primer sábado de diciembre | ? | vague -
el próximo jueves 3 a las 21 | thu 3 21:00pm | 12-03 21:00
veintiuna quince | 21:15pm | not-said 21:15
las 8 y media o 9 | ? | not-said ?
a partir de las nueve | ~9:00 | not-said 21:00
después de las nueve y media | ~9:30 | not-said 21:30
antes de las diez | ? | not-said ?
a las 12 | 12:00 | not-said 00:00/12:00
sábado 9 noche 4 px | sat 9:00pm | 11-28 21:00
el 3-12 | 3/12 | 12-03 -
el tres del doce | 3/12 | 12-03 -
a la una menos cuarto | 12:45 | not-said 00:45/12:45
el viernes que viene, tres personas, diez de la noche | fri next 10:00pm | 12-04 22:00
ayer a las nueve | +-1 9:00 | 11-26 past 21:00 past
comida de Navidad para ocho | christmas lunch | 12-25 lunch
viernes 4 personas a las nueve | fri 9:00 | 11-27 21:00
para 9, sobre las nueve | ~9:00 | not-said 21:00
`
