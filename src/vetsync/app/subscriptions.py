"""Who reacts to what: the only list.

A reaction runs at least once, a moment after the change it reacts to was committed, and may be repeated.
Every event brings the platform's activity up to date; browsers and letters are messaging's business.
"""

from vetsync.audit.handlers import copy_activity_after
from vetsync.directory.public import handlers as directory
from vetsync.identity.access import handlers as access
from vetsync.identity.access.events import MemberJoined, MemberLeft, MemberRoleChanged, VetApproved
from vetsync.identity.login import handlers as login
from vetsync.identity.login.events import ResetRequested
from vetsync.identity.users.events import ProfileChanged
from vetsync.kit.db.work import Event
from vetsync.kit.events.relay import Handler, Subscriptions
from vetsync.messaging.handlers import subscriptions as messaging
from vetsync.messaging.letters.post import PostOffice
from vetsync.patients import handlers as patients
from vetsync.patients.events import (
    ClientRegistered,
    PatientDeathUndone,
    PatientDied,
    PetChanged,
    PetDeathUndone,
    PetDied,
)
from vetsync.scheduling import handlers as scheduling
from vetsync.scheduling.events import (
    AppointmentCancelled,
    AppointmentCompleted,
    AppointmentDeclined,
    AppointmentMoved,
    AppointmentRestored,
    ScheduleChanged,
    VetAssigned,
)
from vetsync.tenancy.events import (
    PracticeChanged,
    PracticeMoved,
    PracticeProvisioned,
    PracticeRequested,
    PracticeResumed,
    PracticeSuspended,
)
from vetsync.tenancy.provisioning.service import Provisioner
from vetsync.tenancy.settings import handlers as settings


def subscriptions(post: PostOffice, provisioner: Provisioner) -> Subscriptions:
    reactions: dict[type[Event], tuple[Handler, ...]] = {
        PracticeRequested: (provisioner.handle_practice_requested,),
        PracticeProvisioned: (
            access.give_first_admin,
            scheduling.handle_practice_provisioned,
            directory.handle_practice_changed,
        ),
        PracticeChanged: (settings.handle_practice_changed, directory.handle_practice_changed),
        PracticeMoved: (directory.handle_place_in_tree,),
        PracticeSuspended: (directory.handle_practice_suspended,),
        PracticeResumed: (directory.handle_place_in_tree,),
        AppointmentCompleted: (scheduling.handle_appointment_completed,),
        AppointmentCancelled: (scheduling.handle_time_freed,),
        AppointmentDeclined: (scheduling.handle_time_freed,),
        AppointmentMoved: (scheduling.handle_time_freed,),
        AppointmentRestored: (scheduling.handle_time_freed,),
        VetAssigned: (scheduling.handle_time_freed,),
        ScheduleChanged: (directory.handle_practice_changed,),
        VetApproved: (scheduling.handle_vet_approved, directory.handle_place_in_tree),
        MemberJoined: (scheduling.handle_member_changed,),
        MemberRoleChanged: (scheduling.handle_member_changed,),
        MemberLeft: (scheduling.handle_member_changed, directory.handle_place_in_tree),
        ResetRequested: (login.answer_reset_request,),
        ProfileChanged: (patients.handle_profile_changed, scheduling.handle_profile_changed),
        ClientRegistered: (patients.handle_client_registered,),
        PetChanged: (patients.handle_pet_changed,),
        PetDied: (patients.handle_pet_died,),
        PetDeathUndone: (patients.handle_pet_death_undone,),
        PatientDied: (patients.handle_patient_died, scheduling.handle_patient_died),
        PatientDeathUndone: (patients.handle_patient_death_undone, scheduling.handle_patient_death_undone),
    }
    for event, handlers in messaging(post).items():
        reactions[event] = (*reactions.get(event, ()), *handlers)
    return {event: (*handlers, copy_activity_after) for event, handlers in reactions.items()}
