"""What browsers are told of which event: the word that the client knows the thing by, its id, whose it is."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from vetsync.directory.events import ClinicApplied, ClinicApproved, ClinicRejected
from vetsync.identity.access.events import (
    InvitationMade,
    MemberJoined,
    MemberLeft,
    MemberRoleChanged,
    VetApplied,
    VetApproved,
    VetRejected,
)
from vetsync.identity.access.queries import workplaces
from vetsync.identity.users.events import ProfileChanged
from vetsync.kit.db.gate import CORE, Gate
from vetsync.kit.db.work import Event, Tenant, system_actor
from vetsync.kit.events.relay import Handler
from vetsync.kit.realtime.announce import Describe, announcing, publish_change
from vetsync.kit.realtime.hub import Change
from vetsync.messaging.events import MessageSent, ThreadChanged, ThreadRead
from vetsync.patients.events import (
    ClientChanged,
    ClientRegistered,
    MergeChanged,
    PatientChanged,
    PatientDeathUndone,
    PatientDied,
    PatientRegistered,
    PetChanged,
    PetDeathUndone,
    PetDied,
)
from vetsync.records.events import RecordChanged, RecordShared, RecordSigned
from vetsync.scheduling.events import (
    AppointmentCancelled,
    AppointmentCompleted,
    AppointmentConfirmed,
    AppointmentDeclined,
    AppointmentMissed,
    AppointmentMoved,
    AppointmentRequested,
    AppointmentRestored,
    ScheduleChanged,
    VetAssigned,
    VisitMoved,
    WaitlistChanged,
)
from vetsync.tenancy.events import PracticeChanged

OWNER_OF_CLIENT = "select user_id from client where id = $1"


def _appointment(tenant_id: UUID, event: Any) -> Sequence[Change]:
    return [
        Change(tenant_id=tenant_id, topic="appointment", id=event.appointment_id, user_id=event.owner_user_id)
    ]


def _visit(tenant_id: UUID, event: VisitMoved) -> Sequence[Change]:
    return [Change(tenant_id=tenant_id, topic="visit", id=event.visit_id)]


def _thread(tenant_id: UUID, event: MessageSent | ThreadRead | ThreadChanged) -> Sequence[Change]:
    return [Change(tenant_id=tenant_id, topic="thread", id=event.thread_id, user_id=event.owner_user_id)]


def _client(tenant_id: UUID, event: Any) -> Sequence[Change]:
    return [Change(tenant_id=tenant_id, topic="client", id=event.client_id)]


def _patient(tenant_id: UUID, event: Any) -> Sequence[Change]:
    version = event.version if isinstance(event, PatientChanged) else None
    return [Change(tenant_id=tenant_id, topic="patient", id=event.patient_id, version=version)]


def _merge(tenant_id: UUID, event: MergeChanged) -> Sequence[Change]:
    return [Change(tenant_id=tenant_id, topic="merge", id=event.kept_id)]


def _pet(tenant_id: UUID, event: Any) -> Sequence[Change]:
    return [Change(tenant_id=tenant_id, topic="pet", id=event.pet_id, user_id=event.owner_user_id)]


def _record(tenant_id: UUID, event: Any) -> Sequence[Change]:
    version = event.version if isinstance(event, RecordChanged) else None
    return [Change(tenant_id=tenant_id, topic="record", id=event.record_id, version=version)]


def _member(_: UUID, event: Any) -> Sequence[Change]:
    return [Change(tenant_id=event.tenant_id, topic="membership", id=event.user_id, user_id=event.user_id)]


def _invitation(_: UUID, event: InvitationMade) -> Sequence[Change]:
    return [Change(tenant_id=event.tenant_id, topic="invitation", id=event.invitation_id)]


def _vet_application(_: UUID, event: Any) -> Sequence[Change]:
    return [
        Change(tenant_id=event.tenant_id, topic="application", id=event.application_id, user_id=event.user_id)
    ]


def _clinic_application(tenant_id: UUID, event: Any) -> Sequence[Change]:
    user_id = event.applicant_user_id
    return [Change(tenant_id=tenant_id, topic="application", id=event.application_id, user_id=user_id)]


def _schedule(tenant_id: UUID, event: ScheduleChanged) -> Sequence[Change]:
    return [Change(tenant_id=tenant_id, topic="schedule", id=event.subject_id)]


def _waitlist(tenant_id: UUID, event: WaitlistChanged) -> Sequence[Change]:
    return [Change(tenant_id=tenant_id, topic="waitlist", id=event.subject_id)]


def _practice(_: UUID, event: PracticeChanged) -> Sequence[Change]:
    return [Change(tenant_id=event.tenant_id, topic="practice", id=event.tenant_id, version=event.version)]


async def announce_to_owner(gate: Gate, tenant: Tenant, event: RecordShared) -> None:
    """The event names the client; which person that is, stands in the practice's file."""
    async with gate.view(tenant, system_actor("announce")) as view:
        user_id = await view.value(OWNER_OF_CLIENT, event.client_id)
        await publish_change(
            view, Change(tenant_id=tenant.id, topic="record", id=event.record_id, user_id=user_id)
        )


async def announce_to_colleagues(gate: Gate, _: Tenant, event: ProfileChanged) -> None:
    """Name and picture stand in the lists of everybody who works with the person; and on the person's own devices."""
    after = None
    async with gate.core_view("system", system_actor("announce")) as view:
        await publish_change(
            view, Change(tenant_id=CORE.id, topic="membership", id=event.user_id, user_id=event.user_id)
        )
        while batch := await workplaces(view, event.user_id, after):
            for practice in batch:
                await publish_change(
                    view,
                    Change(
                        tenant_id=practice.id, topic="membership", id=event.user_id, user_id=event.user_id
                    ),
                )
            after = batch[-1].id


DESCRIBED: dict[type[Event], Describe] = {
    **dict.fromkeys(
        (
            AppointmentRequested,
            AppointmentConfirmed,
            AppointmentDeclined,
            AppointmentCancelled,
            AppointmentMoved,
            AppointmentCompleted,
            AppointmentMissed,
            AppointmentRestored,
            VetAssigned,
        ),
        _appointment,
    ),
    **dict.fromkeys((MessageSent, ThreadRead, ThreadChanged), _thread),
    **dict.fromkeys((ClientRegistered, ClientChanged), _client),
    **dict.fromkeys((PatientRegistered, PatientChanged, PatientDied, PatientDeathUndone), _patient),
    **dict.fromkeys((PetChanged, PetDied, PetDeathUndone), _pet),
    **dict.fromkeys((RecordChanged, RecordSigned), _record),
    **dict.fromkeys((MemberJoined, MemberRoleChanged, MemberLeft), _member),
    **dict.fromkeys((VetApplied, VetApproved, VetRejected), _vet_application),
    **dict.fromkeys((ClinicApplied, ClinicApproved, ClinicRejected), _clinic_application),
    InvitationMade: _invitation,
    MergeChanged: _merge,
    VisitMoved: _visit,
    ScheduleChanged: _schedule,
    WaitlistChanged: _waitlist,
    PracticeChanged: _practice,
}

ANNOUNCEMENTS: dict[type[Event], tuple[Handler, ...]] = {
    **announcing(DESCRIBED),
    RecordShared: (announce_to_owner,),
    ProfileChanged: (announce_to_colleagues,),
}
