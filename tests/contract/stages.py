"""What stands ready before an operation is asked, so that it can succeed whatever was done by those before it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from tests.isolation.people import SYSTEM, A, B
from tests.isolation.world import FACTS, PDF, TYPE, World
from vetsync.directory.applications.schemas import PAPERS
from vetsync.identity.users.schemas import NewAccount
from vetsync.identity.users.service import create_account
from vetsync.kit.clock import utc_now
from vetsync.kit.ids import new_id

STAFF, PAGE = f"/api/staff/{A}", f"/api/practices/{A}"
BEGIN = f"""
update t_{A}.appointment set starts_at = now() - interval '5 minutes', ends_at = now() + interval '15 minutes'
where id = $1
"""
SUSPEND = "update core.tenant set state = 'suspended' where slug = $1"
WEEK = [{"weekday": day, "opens": "00:00", "closes": "24:00"} for day in range(1, 8)]


@dataclass(frozen=True)
class Ready:
    """Things of its own instead of the world's, what is sent, who asks, at which practice, and the version they saw."""

    ids: Mapping[str, str] = field(default_factory=dict)
    body: Mapping[str, Any] | None = None
    headers: Mapping[str, str] | None = None
    slug: str = A
    seen: int | None = None


@dataclass
class Stage:
    world: World
    days: int = 20

    async def do(self, who: str, method: str, path: str, body: Any = None, **more: Any) -> Any:
        headers = {**self.world.who(who).headers, **more.pop("headers", {})}
        answer = await self.world.app.http.request(method, path, json=body, headers=headers, **more)
        assert answer.is_success, (method, path, answer.status_code, answer.text)
        return answer.json() if answer.content else {}

    def signed_in(self, who: str) -> Mapping[str, str]:
        return self.world.who(who).headers

    async def slot(self) -> str:
        """A free start, each on a day of its own."""
        self.days += 1
        on: date = utc_now().date() + timedelta(days=self.days)
        found = await self.do("receptionist A", "GET", f"{STAFF}/slots?type={TYPE}&from={on}&days=1")
        return str(found["items"][0]["starts_at"])

    async def patient(self) -> str:
        animal = {
            "client_id": self.world.objects[A]["client_id"],
            "patient": {"name": "Nieuw", "species": "dog"},
        }
        made = await self.do("receptionist A", "POST", f"{STAFF}/patients", {**animal, "confirmed_new": True})
        return str(made["patient_id"])

    async def pet(self) -> str:
        made = await self.do("owner A", "POST", "/api/me/pets", {"name": "Nieuw", "species": "dog"})
        return str(made["id"])

    async def asked_for(self) -> str:
        """A request of the owner's that nobody has answered."""
        wanted = {"type": TYPE, "starts_at": await self.slot(), "pet_id": self.world.objects[A]["pet_id"]}
        return str((await self.do("owner A", "POST", f"{PAGE}/appointments", wanted))["id"])

    async def booked(self) -> str:
        wanted = {"type": TYPE, "starts_at": await self.slot(), "patient_id": await self.patient()}
        return str((await self.do("receptionist A", "POST", f"{STAFF}/appointments", wanted))["id"])

    async def waiting(self) -> str:
        today = utc_now().date()
        wanted = {
            "type": TYPE, "patient_id": await self.patient(), "earliest_on": today.isoformat(),
            "latest_on": (today + timedelta(days=60)).isoformat(),
        }  # fmt: skip
        return str((await self.do("receptionist A", "POST", f"{STAFF}/waitlist", wanted))["id"])

    async def begun(self) -> str:
        appointment_id = await self.booked()
        await self.world.app.look(BEGIN, appointment_id)
        return appointment_id

    async def draft(self) -> str:
        made = await self.do("vet A", "POST", f"{STAFF}/records", {"patient_id": await self.patient()})
        return str(made["id"])

    async def application(self, who: str) -> str:
        made = await self.do(
            who,
            "POST",
            "/api/me/clinic-applications",
            {"practice": {**FACTS, "street": "Wal", "city": "Assen"}},
        )
        return str(made["id"])


Making = Callable[[Stage], Awaitable[Ready]]


def appointment(make: Callable[[Stage], Awaitable[str]], body: Mapping[str, Any] | None = None) -> Making:
    async def ready(stage: Stage) -> Ready:
        return Ready({"appointment_id": await make(stage)}, body)

    return ready


def at_a_free_time(make: Callable[[Stage], Awaitable[str]]) -> Making:
    async def ready(stage: Stage) -> Ready:
        return Ready({"appointment_id": await make(stage), "starts_at": await stage.slot()})

    return ready


async def moved_by_the_desk(stage: Stage) -> Ready:
    """To another time only: a room or device is named where the kind of visit needs one."""
    return Ready({"appointment_id": await stage.booked()}, body={"starts_at": await stage.slot()})


async def free_time(stage: Stage) -> Ready:
    return Ready({"starts_at": await stage.slot()})


async def free_time_without_hold(stage: Stage) -> Ready:
    pet_id = stage.world.objects[A]["pet_id"]
    return Ready(body={"type": TYPE, "starts_at": await stage.slot(), "pet_id": pet_id})


async def called_off(stage: Stage) -> Ready:
    appointment_id = await stage.booked()
    path, seen = f"{STAFF}/appointments/{appointment_id}/cancel", {"if-match": '"1"'}
    off = await stage.do("receptionist A", "POST", path, {}, headers=seen)
    return Ready({"appointment_id": appointment_id}, seen=off["version"])


async def new_patient(stage: Stage) -> Ready:
    return Ready({"patient_id": await stage.patient()})


async def of_new_patient(stage: Stage) -> Ready:
    return Ready(body={"patient_id": await stage.patient()})


async def known_twice(stage: Stage) -> Ready:
    """Two patients of one client."""
    kept_id, dropped_id = await stage.patient(), await stage.patient()
    return Ready(
        body={"kind": "patient", "kept_id": kept_id, "dropped_id": dropped_id,
              "versions": {"kept": 1, "dropped": 1}}
    )  # fmt: skip


async def merged(stage: Stage) -> Ready:
    made = await stage.do("receptionist A", "POST", f"{STAFF}/merges", (await known_twice(stage)).body)
    return Ready({"merge_id": made["id"]})


async def perhaps_one(stage: Stage) -> Ready:
    return Ready(body={"kind": "patient", "one_id": await stage.patient(), "other_id": await stage.patient()})


async def said_to_be_two(stage: Stage) -> Ready:
    pair = await perhaps_one(stage)
    await stage.do("receptionist A", "POST", f"{STAFF}/duplicates/dismiss", pair.body)
    return pair


async def archived_patient(stage: Stage) -> Ready:
    patient_id = await stage.patient()
    await stage.do("receptionist A", "POST", f"{STAFF}/patients/{patient_id}/archive")
    return Ready({"patient_id": patient_id})


async def new_pet(stage: Stage) -> Ready:
    return Ready({"pet_id": await stage.pet()})


async def archived_pet(stage: Stage) -> Ready:
    pet_id = await stage.pet()
    await stage.do("owner A", "POST", f"/api/me/pets/{pet_id}/archive")
    return Ready({"pet_id": pet_id})


async def in_the_house(stage: Stage) -> Ready:
    made = await stage.do("receptionist A", "POST", f"{STAFF}/visits", {"patient_id": await stage.patient()})
    return Ready({"visit_id": made["visit_id"]}, {"stage": "waiting"})


async def moved_in_the_house(stage: Stage) -> Ready:
    visit_id = (await in_the_house(stage)).ids["visit_id"]
    seen = {"if-match": '"1"'}
    await stage.do(
        "receptionist A", "POST", f"{STAFF}/visits/{visit_id}/move", {"stage": "waiting"}, headers=seen
    )
    return Ready({"visit_id": visit_id})


async def held(stage: Stage) -> Ready:
    place = {"type": TYPE, "starts_at": await stage.slot()}
    return Ready({"hold_id": (await stage.do("owner A", "POST", f"{PAGE}/holds", place))["id"]})


async def written(stage: Stage) -> Ready:
    """A record of the vet's who signs it, with something in it."""
    record_id = await stage.draft()
    seen = {"if-match": '"1"'}
    await stage.do("vet A", "PATCH", f"{STAFF}/records/{record_id}", {"plan": "Rust."}, headers=seen)
    return Ready({"record_id": record_id}, headers=stage.signed_in("vet A"))


async def measured(stage: Stage) -> Ready:
    body = {"temperature_tenths": 385}
    return Ready({"record_id": await stage.draft()}, body, stage.signed_in("vet A"), seen=1)


async def new_paper(stage: Stage) -> Ready:
    ids = {"record_id": await stage.draft(), "file_id": str(new_id())}
    return Ready(ids, headers=stage.signed_in("vet A"))


async def unshared(stage: Stage) -> Ready:
    ready = await signed(stage)
    await stage.do("vet A", "POST", f"{STAFF}/records/{ready.ids['record_id']}/unshare")
    return ready


async def signed(stage: Stage) -> Ready:
    return Ready({"record_id": stage.world.objects[A]["shared_record_id"]})


async def weighed(stage: Stage) -> Ready:
    patient_id = await stage.patient()
    path = f"{STAFF}/patients/{patient_id}/weighings"
    made = await stage.do("receptionist A", "POST", path, {"grams": 9_000}, headers={"if-match": '"1"'})
    wish = {"seen_grams": 9_000, "grams": 9_100, "reason": "Verschreven"}
    return Ready({"patient_id": patient_id, "weighing_id": made["id"]}, wish)


async def away_later(stage: Stage) -> Ready:
    first = utc_now() + timedelta(days=300)
    resource_id = stage.world.objects[A]["resource_id"]
    span = {"starts_at": first.isoformat(), "ends_at": (first + timedelta(days=1)).isoformat()}
    return Ready(body={"resource_id": resource_id, **span})


async def week_of_practice(stage: Stage) -> Ready:
    known = await stage.do("clinic_admin A", "GET", f"{STAFF}/opening-hours")
    return Ready(body={"items": WEEK}, seen=known["version"])


async def week_of_vet(stage: Stage) -> Ready:
    path = f"{STAFF}/resources/{stage.world.objects[A]['resource_id']}/hours"
    return Ready(body={"items": WEEK}, seen=(await stage.do("clinic_admin A", "GET", path))["version"])


async def free_times(stage: Stage) -> Ready:
    ids = stage.world.objects[A]
    starts = [await stage.slot() for _ in range(2)]
    wanted = {"type": TYPE, "patient_id": await stage.patient(), "vet_id": ids["vet_id"], "starts": starts}
    return Ready(body=wanted)


async def first_of_series(stage: Stage) -> Ready:
    wanted = (await free_times(stage)).body
    made = await stage.do("receptionist A", "POST", f"{STAFF}/series", wanted)
    return Ready({"appointment_id": made["items"][0]["id"]}, {})


async def series_called_off(stage: Stage) -> Ready:
    appointment_id = (await first_of_series(stage)).ids["appointment_id"]
    path, seen = f"{STAFF}/appointments/{appointment_id}/cancel-following", {"if-match": '"1"'}
    off = await stage.do("receptionist A", "POST", path, {}, headers=seen)
    return Ready({"appointment_id": appointment_id}, seen=off["items"][0]["version"])


async def waiting(stage: Stage) -> Ready:
    return Ready({"entry_id": await stage.waiting()})


async def waiting_with_free_time(stage: Stage) -> Ready:
    return Ready({"entry_id": await stage.waiting(), "starts_at": await stage.slot()})


async def waits_no_more(stage: Stage) -> Ready:
    entry_id = await stage.waiting()
    path = f"{STAFF}/waitlist/{entry_id}/withdraw"
    off = await stage.do("receptionist A", "POST", path, headers={"if-match": '"1"'})
    return Ready({"entry_id": entry_id}, seen=off["version"])


async def closed_day(stage: Stage) -> Ready:
    on = stage.world.objects[A]["on_date"]
    known = await stage.do("clinic_admin A", "GET", f"{STAFF}/hours-exceptions?from={on}&to={on}")
    return Ready(seen=known["items"][0]["version"])


async def new_names(_: Stage) -> Ready:
    return Ready(body={"name": "Nog een", "permissions": ["practice.read"]})


async def new_department(_: Stage) -> Ready:
    return Ready(body={"name": "Nog een"})


async def two_sessions(stage: Stage) -> Ready:
    """One ends the other."""
    owner, app = stage.world.who("owner A"), stage.world.app
    assert owner.user_id is not None
    own, other = await app.session(owner.user_id), await app.session(owner.user_id)
    return Ready({"session_id": str(other)}, headers=app.bearer(owner.user_id, own))


async def other_role(_: Stage) -> Ready:
    return Ready(body={"role": "receptionist"})


async def read_in(stage: Stage, who: str, path: str) -> Ready:
    thread_id = stage.world.objects[A]["thread_id"]
    messages = await stage.do(who, "GET", path.format(thread_id=thread_id))
    return Ready(body={"thread_id": thread_id, "message_id": messages["items"][0]["id"]})


async def read_by_owner(stage: Stage) -> Ready:
    return await read_in(stage, "owner A", PAGE + "/messages?thread_id={thread_id}")


async def read_by_practice(stage: Stage) -> Ready:
    ready = await read_in(stage, "receptionist A", STAFF + "/threads/{thread_id}/messages")
    return Ready(body={"message_id": (ready.body or {})["message_id"]})


async def new_thread(stage: Stage) -> Ready:
    letter = {"client_id": stage.world.objects[A]["client_id"], "subject": "Nieuw", "text": "Dag"}
    made = await stage.do("receptionist A", "POST", f"{STAFF}/threads", letter)
    return Ready({"thread_id": made["thread"]["id"]}, {"state": "closed"})


async def nobody_yet(stage: Stage) -> Ready:
    return Ready(headers=stage.signed_in("owner of nothing"))


async def begun_application(stage: Stage) -> Ready:
    ids = {"application_id": await stage.application("neighbour A")}
    return Ready(
        ids,
        {"practice": {**FACTS, "street": "Kade", "city": "Assen"}},
        stage.signed_in("neighbour A"),
    )


async def paper_of_application(stage: Stage) -> Ready:
    return Ready(
        {"application_id": await stage.application("neighbour A")},
        headers=stage.signed_in("neighbour A"),
    )


async def complete_application(stage: Stage) -> Ready:
    application_id = await stage.application("neighbour A")
    for kind in PAPERS:
        paper = {"data": {"kind": kind}, "files": {"file": ("a.pdf", PDF)}}
        await stage.do(
            "neighbour A", "PUT", f"/api/me/clinic-applications/{application_id}/documents", **paper
        )
    return Ready({"application_id": application_id}, headers=stage.signed_in("neighbour A"))


async def application_as_read(stage: Stage) -> Ready:
    path = f"/api/platform/applications/{stage.world.objects[A]['application_id']}"
    read = await stage.do("system_admin", "GET", path)
    return Ready(body={"slug": read["approval"]["slug"]}, seen=read["version"])


async def application_of_the_other(stage: Stage) -> Ready:
    return Ready({"application_id": stage.world.objects[B]["application_id"]})


async def applying_vet(stage: Stage) -> Ready:
    wish = {"licence_number": "9000412"}
    made = await stage.do("neighbour A", "POST", f"{PAGE}/vet-applications", wish)
    return Ready({"vet_application_id": made["id"]})


async def at_the_other(_: Stage) -> Ready:
    return Ready(slug=B)


async def suspended(stage: Stage) -> Ready:
    await stage.world.app.look(SUSPEND, B)
    return Ready(slug=B)


async def new_franchise(stage: Stage) -> Ready:
    email = "keten@example.org"
    new = NewAccount(email=email, first_name="Eva", last_name="Vos", is_verified=True)
    async with stage.world.app.parts.gate.core_work("auth", SYSTEM) as work:
        await create_account(work, new)
    return Ready(body={"name": "Nieuwe keten", "admin_email": email})


STAGES: Mapping[str, Making] = {
    "addLeave": away_later,
    "applyAsVet": nobody_yet,
    "addAddendum": signed,
    "addApplicationDocument": paper_of_application,
    "addDepartment": new_department,
    "addRole": new_names,
    "addToWaitlist": new_patient,
    "approveApplication": application_as_read,
    "approveAppointment": appointment(Stage.asked_for),
    "archivePatient": new_patient,
    "archivePet": new_pet,
    "assignVet": appointment(Stage.booked),
    "bookAppointment": free_time_without_hold,
    "bookAtDesk": free_time,
    "bookFromWaitlist": waiting_with_free_time,
    "bookSeries": free_times,
    "cancelAppointment": appointment(Stage.booked),
    "cancelFollowing": first_of_series,
    "cancelOwnAppointment": appointment(Stage.asked_for),
    "changeApplication": begun_application,
    "changeMember": other_role,
    "changeThread": new_thread,
    "changeVitals": measured,
    "changeWaitlistEntry": waiting,
    "checkIn": appointment(Stage.begun),
    "correctWeighing": weighed,
    "clearHoursException": closed_day,
    "completeAppointment": appointment(Stage.begun),
    "declineAppointment": appointment(Stage.asked_for),
    "dismissDuplicate": perhaps_one,
    "endSession": two_sessions,
    "holdSlot": free_time,
    "markNoShow": appointment(Stage.begun),
    "markPatientDeceased": new_patient,
    "markPetDeceased": new_pet,
    "merge": known_twice,
    "movePractice": at_the_other,
    "moveVisit": in_the_house,
    "openRecord": of_new_patient,
    "putRecordFile": new_paper,
    "readMyThread": read_by_owner,
    "readThread": read_by_practice,
    "rejectApplication": application_of_the_other,
    "rejectVet": applying_vet,
    "releaseHold": held,
    "rescheduleAppointment": moved_by_the_desk,
    "rescheduleOwnAppointment": at_a_free_time(Stage.asked_for),
    "restoreDuplicate": said_to_be_two,
    "restorePatient": archived_patient,
    "restorePet": archived_pet,
    "resumePractice": suspended,
    "setHoursException": closed_day,
    "setOpeningHours": week_of_practice,
    "setResourceHours": week_of_vet,
    "shareRecord": unshared,
    "signRecord": written,
    "startApplication": nobody_yet,
    "startFranchise": new_franchise,
    "submitApplication": complete_application,
    "undoAppointment": called_off,
    "unmerge": merged,
    "undoFollowing": series_called_off,
    "undoVisitMove": moved_in_the_house,
    "undoWaitlist": waits_no_more,
    "unshareRecord": signed,
    "walkIn": of_new_patient,
    "withdrawFromWaitlist": waiting,
}


async def staged(stage: Stage, name: str) -> Ready:
    make = STAGES.get(name)
    return await make(stage) if make else Ready()
