"""Every route of the API, domain by domain."""

from http import HTTPStatus

from litestar.handlers import HTTPRouteHandler
from litestar.openapi.datastructures import ResponseSpec
from litestar.types import ControllerRouterHandler

from vetsync.app import routes as node
from vetsync.audit import routes as audit
from vetsync.directory.applications import routes as applications
from vetsync.directory.franchises import routes as franchises
from vetsync.directory.public import routes as directory
from vetsync.identity import routes as identity
from vetsync.insights.franchise import routes as franchise_figures
from vetsync.insights.platform import routes as platform
from vetsync.insights.practice import routes as practice
from vetsync.kit.http.problems import RESPONSES
from vetsync.kit.jobs import routes as jobs
from vetsync.kit.realtime import routes as realtime
from vetsync.messaging.threads import routes as threads
from vetsync.patients.clients import routes as clients
from vetsync.patients.merging import routes as merging
from vetsync.patients.pets import routes as pets
from vetsync.patients.photos import routes as pet_photos
from vetsync.records import routes as records
from vetsync.records.details import routes as record_details
from vetsync.records.files import routes as record_files
from vetsync.records.lists import routes as record_lists
from vetsync.records.owners import routes as owner_records
from vetsync.records.patient_list import routes as patient_list
from vetsync.records.report import routes as patient_report
from vetsync.records.weighings import routes as weighings
from vetsync.scheduling import routes as scheduling
from vetsync.search.finder import routes as finder
from vetsync.search.likely import routes as likely
from vetsync.tenancy.arrangements import routes as arrangements
from vetsync.tenancy.layouts import routes as layouts
from vetsync.tenancy.photos import routes as practice_photos
from vetsync.tenancy.settings import routes as settings
from vetsync.tenancy.structure import routes as structure

NOTHING = ResponseSpec(None, description=HTTPStatus.NO_CONTENT.phrase, generate_examples=False)

ROUTES: list[ControllerRouterHandler] = [
    *node.ROUTES,
    *identity.ROUTES,
    *directory.ROUTES,
    *scheduling.ROUTES,
    *pets.ROUTES,
    *pet_photos.ROUTES,
    *clients.ROUTES,
    *merging.ROUTES,
    *records.ROUTES,
    *record_lists.ROUTES,
    *record_details.ROUTES,
    *record_files.ROUTES,
    *owner_records.ROUTES,
    *weighings.ROUTES,
    *patient_list.ROUTES,
    *patient_report.ROUTES,
    *threads.ROUTES,
    *finder.ROUTES,
    *likely.ROUTES,
    *arrangements.ROUTES,
    *layouts.ROUTES,
    *settings.ROUTES,
    *practice_photos.ROUTES,
    *structure.ROUTES,
    *applications.ROUTES,
    *franchises.ROUTES,
    *franchise_figures.ROUTES,
    *audit.ROUTES,
    *platform.ROUTES,
    *practice.ROUTES,
    *jobs.ROUTES,
    *realtime.ROUTES,
]


def with_problems(route: ControllerRouterHandler) -> ControllerRouterHandler:
    """Every route may answer with a problem, and a 204 has no body; the description says so for each."""
    if isinstance(route, HTTPRouteHandler):
        route.responses = {**RESPONSES, **(route.responses or {})}
        if route.status_code == 204:
            route.responses[204] = NOTHING
    return route


API = [with_problems(route) for route in ROUTES]
