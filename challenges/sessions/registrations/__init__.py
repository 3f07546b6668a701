"""Services of registrations: places, the waiting list, attendees, check-in, and the notifications about them."""
