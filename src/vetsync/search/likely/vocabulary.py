"""The fixed words in which an act at the screen is described. Nothing else can be learned, so nothing personal is.

An act is named for what it does, wherever on the screen it was done; `go.` is the way to a workspace. A word that is
taken out here is never suggested again, and fades from what was learned.
"""

from typing import Literal, get_args

from vetsync.tenancy.layouts import schemas

Workspace = schemas.Workspace
"""A workspace of the map."""
Thing = Literal["nothing", "appointment", "visit", "patient", "record", "thread"]
"""What is selected on the screen."""
Act = Literal[
    "go.today", "go.front-desk", "go.schedule", "go.patient", "go.consult", "go.procedure", "go.messages",
    "go.pharmacy", "go.billing", "go.insights", "go.franchise", "go.settings", "go.migration",
    "appointment.book", "appointment.approve", "appointment.decline", "appointment.move", "appointment.cancel",
    "appointment.assign", "appointment.complete", "appointment.missed",
    "visit.check-in", "visit.to-wait", "visit.to-room", "visit.to-pay", "visit.leave", "visit.back",
    "visit.choose-room",
    "patient.open", "patient.farewell", "patient.restore", "patient.report", "patient.merge",
    "consult.open", "consult.sign", "consult.add",
    "message.write", "thread.close", "thread.reopen",
    "figures.save", "log.open", "settings.save", "settings.discard", "settings.add", "leave.add",
    "member.invite",
]  # fmt: skip
PartOfDay = Literal["early", "morning", "midday", "afternoon", "evening"]

ACTS: frozenset[str] = frozenset(get_args(Act))
