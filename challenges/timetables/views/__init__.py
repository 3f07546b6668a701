"""Answer requests about timetables: fetch, which checks access, call a service, and respond."""
