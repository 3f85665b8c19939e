/** What guests say of their party | people, or least to most, and high chairs. Written by hand. */
export const PARTIES = `
somos cuatro | 4
somos 4 | 4
para 4 | 4
para cuatro personas | 4
mesa pa 4 | 4
mesa para 4 pax | 4
4 pax | 4
mesa de seis | 6
una mesa para dos | 2
una mesa para uno | 1
una persona | 1
una mesa para mí solo | 1
solo yo | 1
para mí y mi mujer | 2
mi pareja y yo | 2
nosotros dos | 2
somos una pareja | 2
tres parejas | 6
dos matrimonios | 4
seremos ocho | 8
seríamos siete | 7
iremos once | 11
vamos nueve personas | 9
vamos a ser diez | 10
un grupo de 15 | 15
grupo de veinte personas | 20
somos veinticinco | 25
treinta y dos comensales | 32
media docena | 6
para media docena de personas | 6
una docena de amigos | 12
docena y media | 18
somos cuatro y un bebé | 4 +1
cuatro y un bebé | 4 +1
4 personas y 2 bebés | 4 +2
dos adultos y tres niños | 5
2 adultos + 1 niño | 3
dos adultos, dos niños y un bebé | 4 +1
somos 6 adultos y 2 niños | 8
tres personas y una trona | 3 +1
somos 4, necesitamos dos tronas | 4 +2
para cinco con silla de bebé | 5 +1
seis personas incluyendo un bebé | 5 +1
somos 8 o 10 | 8-10
entre 4 y 6 personas | 4-6
de 10 a 12 personas | 10-12
8-10 personas | 8-10
4/5 personas | 4-5
para tres o cuatro | 3-4
seremos seis o siete personas | 6-7
unas ocho personas | 8
para unos 10 | 10
somos 4 más 2 niños | 6
no, somos cinco | 5
perdón, cinco personas | 5
somos cuatro, no, cinco | 5
éramos seis pero se cae uno | 5
somos cuatro y se apunta uno más | 5
a las 4 para 4 el 4 | 4
cena a las 9 para dos | 2
mesa a las nueve diez personas | 10
0 personas | -
100 personas | 100
a las 9 | -
el 4 de marzo | -
party of 6 | 6
a table for two | 2
for the two of us | 2
table for 4 | 4
four people | 4
4 guests | 4
there are five of us | 5
there will be 25 of us | 25
we are six | 6
we'll be eight | 8
just me | 1
just the two of us | 2
my wife and I | 2
me and my husband | 2
a couple | 2
half a dozen | 6
a dozen people | 12
a group of fifteen | 15
two adults and three kids | 5
two adults and a child | 3
4 adults, 2 children | 6
four and a baby | 4 +1
4 people and 2 babies | 4 +2
three of us plus a toddler | 3 +1
six of us and we need a high chair | 6 +1
five including a baby | 4 +1
8 or 10 people | 8-10
between 4 and 6 people | 4-6
for 3 or 4 | 3-4
about ten people | 10
sorry, five people | 5
table for four, no, five | 5
at 4 for 4 on the 4th | 4
dinner at 9 for two | 2
one of us is vegan, table for 4 | 4
twenty-two guests | 22
one hundred and twenty people | 120
three couples | 6
at 9 | -
`
