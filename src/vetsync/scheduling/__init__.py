"""Who and what can be booked when: resources and hours, the free slots, and the bookings made on them."""
