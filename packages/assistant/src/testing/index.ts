export { InMemoryReservationBook, type InMemoryReservationBookOptions } from './in-memory-reservation-book.ts'
export { reservationBookContract, type ReservationBookFixture } from './reservation-book-contract.ts'
