"""What the practice tells itself about an appointment stays there."""

import pytest

from tests.scheduling.practice import ANNA, CLIENT, DESK, OWNER, PATIENT, Practice, at
from vetsync.kit.db.faults import ContextLost
from vetsync.scheduling.bookings import queries, service
from vetsync.scheduling.bookings.schemas import AppointmentBookAtDesk

pytestmark = pytest.mark.anyio

NOTE = "select note from appointment where id = $1"


async def test_a_note_of_the_desk_is_read_by_the_practice_and_never_by_the_owner(practice: Practice) -> None:
    wanted = AppointmentBookAtDesk(
        type="consult",
        starts_at=at(2, 9),
        patient_id=PATIENT,
        vet_id=ANNA,
        reason="jeuk",
        note="betaalt niet",
    )
    async with practice.gate.work(practice.tenant, DESK) as work:
        booked = await service.book_at_desk(work, wanted)
    async with practice.gate.view(practice.tenant, DESK) as view:
        assert (await queries.appointment(view, booked)).note == "betaalt niet"
    async with practice.gate.portal(practice.tenant, OWNER, CLIENT) as view:
        assert "betaalt niet" not in str(await queries.own_appointment(view, CLIENT, booked))
    with pytest.raises(ContextLost):
        async with practice.gate.portal(practice.tenant, OWNER, CLIENT) as view:
            await view.value(NOTE, booked)
