"""All routes of the schedule."""

from vetsync.scheduling.bookings import owner_routes
from vetsync.scheduling.bookings import routes as staff_routes
from vetsync.scheduling.resources import routes as settings_routes
from vetsync.scheduling.series import routes as series_routes
from vetsync.scheduling.slots import routes as slot_routes
from vetsync.scheduling.visits import routes as visit_routes
from vetsync.scheduling.waitlist import routes as waitlist_routes

ROUTES = [
    *slot_routes.ROUTES,
    *owner_routes.ROUTES,
    *staff_routes.ROUTES,
    *settings_routes.ROUTES,
    *visit_routes.ROUTES,
    *waitlist_routes.ROUTES,
    *series_routes.ROUTES,
]
