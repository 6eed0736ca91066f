"""Two practices in full use, alike and apart: each with staff, two owners, and a word of its own in every field."""

import asyncio
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

from PIL import Image

from tests.application import OpenApp
from tests.conftest import OUDEKADE, ZWALUWHOF
from tests.isolation.canaries import Audience, Canaries
from tests.isolation.people import CHAIN, SYSTEM, A, B, Identity, Registry
from vetsync.directory.applications.schemas import PAPERS
from vetsync.identity.access.permissions import BUILT_IN
from vetsync.kit.clock import utc_now
from vetsync.kit.db.work import Tenant
from vetsync.kit.ids import new_id
from vetsync.tenancy.provisioning.schema import schema_maker

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
CHAIN_TENANT = Tenant(
    UUID("01900000-0000-7000-8000-000000000003"), CHAIN, "t_keten", "t_keten", "Keten", "Europe/Amsterdam", "franchise"
)  # fmt: skip
ADD_TENANT = """
insert into core.tenant (id, slug, kind, name, zone, schema_name, role_name, created_at, state_since)
values ($1, $2, $3, $4, $5, $6, $7, now(), now())
"""
JOIN_CHAIN = "update core.tenant set parent_id = $1 where id = $2"
SET_NOTE = "update t_{0}.appointment set note = $2 where id = $1"
SET_DECLINED = "update t_{0}.appointment set decline_reason = $2 where id = $1"
SET_DEVICE = "update core.login_session set device = $2 where user_id = $1"
SET_REMARKS = "update core.vet_application set remarks = $2 where id = $1"
SET_JUDGEMENT = "update core.clinic_application set remarks = $2 where id = $1"
SET_EVENT = "update core.clinic_application_event set remarks = $2 where application_id = $1"
SET_LICENCE = "update core.vet_professional set licence_number = $2, specialisation = $2 where user_id = $1"
SET_TRADE_NUMBER = "update t_{0}.practice set kvk_number = $2 where id = $1"
ADD_PRACTICE = "insert into practice (id, slug, name, zone) values ($1, $2, $3, $4)"
TYPE = "keuring"
ADD_PLACE = """
insert into t_{0}.freed_place (id, vet_id, appointment_id, appointment_version, starts_at, ends_at, freed_at)
values ($1, $2, $3, 1, now() + interval '2 days', now() + interval '2 days 1 hour', now())
"""
SCHEMAS = ("core", ZWALUWHOF.schema, OUDEKADE.schema, CHAIN_TENANT.schema)
FACTS = {
    "name": "Dierenkliniek Nieuw", "lat": 52, "lon": 5, "phone": "+31201234567",
    "email": "a@example.org", "house_number": "1", "postcode": "1234 AB",
    "species": ["dog"], "kvk_number": "00000000",
}  # fmt: skip


def png() -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (8, 8), "teal").save(content, "PNG")
    return content.getvalue()


@dataclass
class World:
    """`objects` are ids by the name of the path parameter or body field that takes them, per practice's slug."""

    app: OpenApp
    canaries: Canaries
    people: Registry
    objects: dict[str, dict[str, str]] = field(default_factory=dict)

    def who(self, name: str) -> Identity:
        return next(one for one in self.people.all if one.name == name)

    async def settle(self) -> None:
        """Waits until the relay has delivered what was caused so far, so that nobody is blamed for it later."""
        outboxes = [f"select from {schema}.outbox where done_at is null" for schema in SCHEMAS]
        async with asyncio.timeout(60):
            while await self.app.look(" union all ".join(outboxes) + " limit 1"):
                await asyncio.sleep(0.02)


async def made_world(app: OpenApp, folder: Path) -> World:
    canaries = Canaries()
    people = Registry(app, canaries)
    world = World(app, canaries, people)
    await _make_chain(app)
    for tenant, letter in ((ZWALUWHOF, "A"), (OUDEKADE, "B")):
        for role in ("receptionist", "paravet", "vet", "clinic_admin"):
            await people.staff(f"{role} {letter}", role, tenant)
        known = frozenset({tenant.slug})
        owner = await people.sign_in(
            f"owner {letter}", await people.account(tenant), owns=tenant.slug, client_of=known
        )
        neighbour = await people.sign_in(f"neighbour {letter}", await people.account(tenant), client_of=known)
        await _Furnisher(world, tenant, letter, owner, neighbour).furnish()
    await people.sign_in("owner of nothing", await people.account())
    await people.tiny("tiny role A", ZWALUWHOF)
    await people.staff("franchise_admin", "franchise_admin", CHAIN_TENANT)
    await people.staff("regional_manager", "regional_manager", CHAIN_TENANT)
    await people.strangers(folder, ZWALUWHOF)
    both = await people.account(ZWALUWHOF, OUDEKADE)
    await people.give(both, "receptionist", ZWALUWHOF)
    await people.give(both, "paravet", OUDEKADE)
    await people.sign_in(
        "receptionist A and paravet B", both, grants={A: BUILT_IN["receptionist"], B: BUILT_IN["paravet"]}
    )
    system = await people.account()
    await app.look("insert into core.system_admin (user_id, created_at) values ($1, now())", system)
    await people.sign_in("system_admin", system, is_system_admin=True)
    await world.settle()
    return world


async def _make_chain(app: OpenApp) -> None:
    """A franchise above Zwaluwhof; Oude Kade stands alone."""
    chain = CHAIN_TENANT
    app.parts.keys.create(chain.id)
    schema_maker(app.database.owner_dsn)(chain.schema, chain.role)
    await app.look(
        ADD_TENANT, chain.id, chain.slug, chain.kind, chain.name, chain.zone, chain.schema, chain.role
    )
    await app.look(JOIN_CHAIN, chain.id, ZWALUWHOF.id)
    async with app.parts.gate.work(chain, SYSTEM) as work:
        await work.execute(ADD_PRACTICE, chain.id, chain.slug, chain.name, chain.zone)


class _Furnisher:
    """One practice, furnished over HTTP by the people whose business it is."""

    DESK: ClassVar = {"patients.read"}

    def __init__(self, world: World, tenant: Tenant, letter: str, owner: Identity, neighbour: Identity):
        self._world = world
        self._tenant = tenant
        self._owner = owner
        self._neighbour = neighbour
        self._letter = letter
        self._admin = world.who(f"clinic_admin {letter}")
        self._vet = world.who(f"vet {letter}")
        self._ids = world.objects.setdefault(tenant.slug, {})
        self._staff = f"/api/staff/{tenant.slug}"
        self._page = f"/api/practices/{tenant.slug}"

    async def furnish(self) -> None:
        self._ids["slug"] = self._tenant.slug
        await self._open_practice()
        await self._staff_matters()
        await self._owner_comes(self._owner, self._ids)
        await self._owner_comes(self._neighbour, {})
        await self._desk_knows()
        await self._record_of_visit()
        await self._talk()
        await self._apply()
        await self._columns_that_work_fills_later()

    def _seen(self, *permissions: str, also: Identity | None = None, platform: bool = False) -> Audience:
        people = frozenset({also.user_id} if also and also.user_id else set())
        return Audience(frozenset({self._tenant.slug}), frozenset(permissions), people, platform)

    def _word(self, name: str, *permissions: str, also: Identity | None = None) -> str:
        return self._world.canaries.word(name, self._seen(*permissions, also=also))

    async def _do(self, who: Identity, method: str, path: str, body: Any = None, **more: Any) -> Any:
        headers = {**who.headers, **more.pop("headers", {})}
        answer = await self._world.app.http.request(method, path, json=body, headers=headers, **more)
        assert answer.is_success, (method, path, answer.status_code, answer.text)
        return answer.json() if answer.content else None

    async def _put_week(self, path: str, week: Any) -> None:
        seen = await self._do(self._admin, "GET", path)
        await self._do(self._admin, "PUT", path, week, headers={"if-match": f'"{seen["version"]}"'})

    async def _open_practice(self) -> None:
        admin, staff, ids = self._admin, self._staff, self._ids
        profile = await self._do(admin, "GET", f"{staff}/profile")
        await self._do(
            admin, "PATCH", f"{staff}/profile", {"city": "Assen", "species": ["dog", "cat"], "lat": 53.0, "lon": 6.5},
            headers={"if-match": f'"{profile["version"]}"'},
        )  # fmt: skip
        week = {"items": [{"weekday": day, "opens": "00:00", "closes": "24:00"} for day in range(1, 8)]}
        await self._put_week(f"{staff}/opening-hours", week)
        ids["vet_id"] = ids["resource_id"] = await self._vet_in_the_agenda()
        await self._put_week(f"{staff}/resources/{ids['resource_id']}/hours", week)
        kind = {
            "key": TYPE, "name_nl": "Keuring", "name_en": "Check", "category": "consult", "minutes": 20,
            "lead_minutes": 0, "notice_minutes": 0, "resource_ids": [ids["resource_id"]],
        }  # fmt: skip
        ids["type_id"] = (await self._do(admin, "POST", f"{staff}/appointment-types", kind))["id"]
        far = utc_now() + timedelta(days=60)
        absence = {
            "resource_id": ids["resource_id"], "starts_at": far.isoformat(),
            "ends_at": (far + timedelta(days=1)).isoformat(), "reason": self._word("leave.reason", "schedule.read"),
        }  # fmt: skip
        await self._do(admin, "POST", f"{staff}/leave", absence)
        ids["leave_id"] = (await self._do(admin, "GET", f"{staff}/leave"))["items"][0]["id"]
        await self._do(
            admin, "PUT", f"{staff}/hours-exceptions/{far.date()}", {"hours": [], "note": "Feestdag"},
            headers={"if-match": '"0"'},
        )  # fmt: skip
        ids["on_date"] = far.date().isoformat()
        photo = await self._do(
            admin, "POST", f"{staff}/photos", files={"file": ("a.png", png(), "image/png")}
        )
        ids["photo_id"] = photo["items"][0]["id"]

    async def _vet_in_the_agenda(self) -> str:
        """The relay puts an approved vet there, and may be at it when we ask."""
        async with asyncio.timeout(20):
            while True:
                found = await self._do(self._admin, "GET", f"{self._staff}/resources?kind=vet")
                if found["items"]:
                    return str(found["items"][0]["id"])
                await asyncio.sleep(0.02)

    async def _staff_matters(self) -> None:
        admin, staff, ids, word = self._admin, self._staff, self._ids, self._word
        department = {"name": word("department.name", "practice.read", "staff.read")}
        ids["department_id"] = (await self._do(admin, "POST", f"{staff}/departments", department))["id"]
        role = {"name": word("role.name", "staff.read"), "permissions": ["practice.read"]}
        ids["role_id"] = (await self._do(admin, "POST", f"{staff}/roles", role))["role"]
        invitation = {
            "email": self._world.canaries.email("invitation.email", self._seen("staff.manage")),
            "first_name": word("invitation.first_name", "staff.manage"),
            "last_name": word("invitation.last_name", "staff.manage"), "role": "receptionist",
        }  # fmt: skip
        ids["invitation_id"] = (await self._do(admin, "POST", f"{staff}/invitations", invitation))["id"]
        members = (await self._do(admin, "GET", f"{staff}/members"))["items"]
        ids["member_id"] = next(one["id"] for one in members if one["role"] == "paravet")

    async def _owner_comes(self, owner: Identity, ids: dict[str, str]) -> None:
        """An owner with a pet, a visit to come and a place held."""
        seen = self._seen(
            "patients.read", "schedule.read", "messages.read", "records.read", "reports.read", also=owner
        )
        word, chip = self._world.canaries.word, self._world.canaries.chip
        pet = {
            "name": word("pet.name", seen), "species": "dog", "breed": word("pet.breed", seen),
            "colour": word("pet.colour", seen), "chip": chip("pet.chip", seen),
        }  # fmt: skip
        ids["pet_id"] = (await self._do(owner, "POST", "/api/me/pets", pet))["id"]
        await self._do(owner, "PUT", f"/api/me/pets/{ids['pet_id']}/photo", files={"file": ("a.png", png())})
        on = (utc_now() + timedelta(days=3)).date().isoformat()
        slots = (await self._do(owner, "GET", f"{self._page}/slots?type={TYPE}&from={on}&days=2"))["items"]
        place = {"type": TYPE, "starts_at": slots[0]["starts_at"]}
        booking = {**place, "pet_id": ids["pet_id"], "reason": word("appointment.reason", seen)}
        ids["appointment_id"] = (await self._do(owner, "POST", f"{self._page}/appointments", booking))["id"]
        held = {"type": TYPE, "starts_at": slots[9]["starts_at"]}
        ids["hold_id"] = (await self._do(owner, "POST", f"{self._page}/holds", held))["id"]
        ids["starts_at"] = slots[30]["starts_at"]
        assert owner.user_id is not None
        ids["session_id"] = str(await self._world.app.session(owner.user_id))
        ids["user_id"] = str(owner.user_id)

    async def _desk_knows(self) -> None:
        """What the practice notes about its clients, and one who never signed up."""
        admin, staff, ids, word = self._admin, self._staff, self._ids, self._word
        view = await self._do(admin, "GET", f"{staff}/appointments/{ids['appointment_id']}")
        ids["patient_id"], ids["client_id"] = view["patient_id"], view["client_id"]
        seen = ("patients.read", "schedule.read", "messages.read", "records.read", "reports.read")
        client = await self._do(admin, "GET", f"{staff}/clients/{ids['client_id']}")
        canaries, desk = self._world.canaries, self._seen(*seen)
        await self._do(
            admin, "PATCH", f"{staff}/clients/{ids['client_id']}",
            {"notes": word("client.notes", *seen), "alert": word("client.alert", *seen),
             "city": word("client.city", *seen), "address": word("client.address", *seen),
             "phone_second": canaries.phone("client.phone_second", desk)},
            headers={"if-match": f'"{client["version"]}"'},
        )  # fmt: skip
        patient = await self._do(admin, "GET", f"{staff}/patients/{ids['patient_id']}")
        await self._do(
            admin, "PATCH", f"{staff}/patients/{ids['patient_id']}",
            {"alert": word("patient.alert", *seen), "insurance": word("patient.insurance", *seen)},
            headers={"if-match": f'"{patient["version"]}"'},
        )  # fmt: skip
        weighed = await self._do(
            self._world.who(f"receptionist {self._letter}"), "POST",
            f"{staff}/patients/{ids['patient_id']}/weighings", {"grams": 9_000},
            headers={"if-match": f'"{patient["version"] + 1}"'},
        )  # fmt: skip
        ids["weighing_id"] = weighed["id"]
        client_words = (
            "first_name",
            "prefix",
            "last_name",
            "salutation",
            "address",
            "postcode",
            "city",
            "notes",
            "alert",
        )
        animal_words = ("name", "breed", "colour", "alert", "insurance")
        walk_in = {
            "client": {
                **{name: word(f"client.{name}", *seen) for name in client_words},
                "phone": canaries.phone("client.phone", desk), "email": canaries.email("client.email", desk),
            },
            "patient": {
                **{name: word(f"patient.{name}", *seen) for name in animal_words}, "species": "cat",
                "chip": canaries.chip("patient.chip", desk),
            },
            "confirmed_new": True,
        }  # fmt: skip
        await self._do(admin, "POST", f"{staff}/patients", walk_in)
        await self._known_twice()
        at_the_door = {"patient_id": ids["patient_id"], "note": word("visit.note", *seen)}
        ids["visit_id"] = (await self._do(admin, "POST", f"{staff}/visits", at_the_door))["visit_id"]
        await self._somebody_waits()
        mine = Audience(people=frozenset({admin.user_id} if admin.user_id else ()))
        crumb = {
            "key": "x",
            "title": canaries.word("arrangement.trail", mine),
            "to": f"/p/{self._tenant.slug}/x",
        }
        await self._do(admin, "PATCH", f"{staff}/arrangement", {"trail": [crumb]})
        hidden = {"hidden": [canaries.word("layout.parts", mine)]}
        await self._do(admin, "PATCH", f"{staff}/layouts/today", {"parts": {"blocks": hidden}})

    async def _known_twice(self) -> None:
        """Two clients who are perhaps one, and two who were and are merged."""
        made = [(await self._twin(number))["client_id"] for number in range(4)]
        self._ids["kept_id"] = self._ids["one_id"] = made[0]
        self._ids["dropped_id"] = self._ids["other_id"] = made[1]
        merge = {
            "kind": "client", "kept_id": made[2], "dropped_id": made[3], "versions": {"kept": 1, "dropped": 1}
        }  # fmt: skip
        self._ids["merge_id"] = (await self._do(self._admin, "POST", f"{self._staff}/merges", merge))["id"]

    async def _twin(self, number: int) -> Any:
        known = {"last_name": "Tweeling", "phone": f"020 765432{number // 2}"}
        animal = {"name": "Pluis", "species": "rabbit"}
        new = {"client": known, "patient": animal, "confirmed_new": True}
        return await self._do(self._admin, "POST", f"{self._staff}/patients", new)

    async def _somebody_waits(self) -> None:
        """Who waits, and a place that became free for them."""
        ids, today = self._ids, utc_now().date()
        waits = {
            "patient_id": ids["patient_id"], "type": TYPE, "earliest_on": today.isoformat(),
            "latest_on": (today + timedelta(days=30)).isoformat(),
            "note": self._word("waitlist_entry.note", "schedule.book"),
        }  # fmt: skip
        ids["entry_id"] = (await self._do(self._admin, "POST", f"{self._staff}/waitlist", waits))["id"]
        ids["place_id"] = str(new_id())
        place = ADD_PLACE.format(self._tenant.slug)
        await self._world.app.look(place, ids["place_id"], ids["vet_id"], ids["appointment_id"])

    async def _record_of_visit(self) -> None:
        """One visit signed and shared with its owner, one still a draft."""
        ids, vet, staff, word = self._ids, self._vet, self._staff, self._word
        for shared in (True, False):
            draft = await self._do(vet, "POST", f"{staff}/records", {"patient_id": ids["patient_id"]})
            path = f"{staff}/records/{draft['id']}"
            owner = self._owner if shared else None
            note = {name: word(f"record.{name}", "records.read") for name in ("subjective", "objective")}
            note |= {name: word(f"record.{name}", "records.read") for name in ("assessment", "plan")}
            note["summary_for_owner"] = word("record.summary_for_owner", "records.read", also=owner)
            await self._do(vet, "PATCH", path, note, headers={"if-match": f'"{draft["version"]}"'})
            part_id = await self._parts(path, owner)
            file_id = str(new_id())
            name = word("record_file.name", "records.read", also=owner)
            await self._do(vet, "PUT", f"{path}/files/{file_id}", files={"file": (f"{name}.pdf", PDF)})
            if shared:
                version = (await self._do(vet, "GET", path))["version"]
                await self._do(
                    vet, "POST", f"{path}/sign", {"share": True}, headers={"if-match": f'"{version}"'}
                )
                ids["shared_record_id"], ids["shared_file_id"] = draft["id"], file_id
                late = {"text": word("record_addendum.body", "records.read", also=owner)}
                await self._do(vet, "POST", f"{path}/addenda", late)
            else:
                ids["record_id"], ids["part_id"], ids["file_id"] = draft["id"], part_id, file_id

    async def _parts(self, path: str, owner: Identity | None) -> str:
        def word(name: str) -> str:
            return self._word(name, "records.read", also=owner)

        parts: Mapping[str, dict[str, Any]] = {
            "diagnoses": {"text": word("diagnosis.body"), "code": word("diagnosis.code")},
            "prescriptions": {
                "product": word("prescription.product"), "dose": word("prescription.dose"),
                "instruction": word("prescription.instruction"), "unit": word("prescription.unit"),
            },
            "vaccinations": {
                "product": word("vaccination.product"), "batch": word("vaccination.batch"),
                "given_on": "2026-03-02", "diseases": ["rabies"],
            },
            "dewormings": {"product": word("deworming.product"), "given_on": "2026-03-02"},
            "lab-results": {
                "test": word("lab_result.test"), "value": word("lab_result.value"), "unit": word("lab_result.unit"),
                "low": word("lab_result.low"), "high": word("lab_result.high"), "remark": word("lab_result.remark"),
            },
        }  # fmt: skip
        part_id = str(new_id())
        version = 1
        for kind, body in parts.items():
            sent = {"if-match": f'"{version}"'}
            saved = await self._do(self._vet, "PUT", f"{path}/{kind}/{part_id}", body, headers=sent)
            version = saved["version"]
        measured = {"mucosa": word("record_vitals.mucosa")}
        await self._do(self._vet, "PATCH", f"{path}/vitals", measured, headers={"if-match": '"1"'})
        return part_id

    async def _talk(self) -> None:
        for owner, ids in ((self._owner, self._ids), (self._neighbour, {})):
            seen = self._seen("messages.read", also=owner)
            word = self._world.canaries.word
            letter = {"subject": word("thread.subject", seen), "text": word("message.text", seen)}
            made = await self._do(owner, "POST", f"{self._page}/messages", letter)
            ids["thread_id"] = made["thread"]["id"]
            answer = {"text": word("message.text", seen)}
            await self._do(self._admin, "POST", f"{self._staff}/threads/{ids['thread_id']}/messages", answer)

    async def _apply(self) -> None:
        """The owner wants a practice of their own, and to work in this one."""
        owner, ids, canaries = self._owner, self._ids, self._world.canaries
        seen = Audience(people=frozenset({owner.user_id} if owner.user_id else ()), platform=True)
        facts = {
            name: canaries.word(f"application.{name}", seen) for name in ("city", "street", "description")
        }
        made = await self._do(owner, "POST", "/api/me/clinic-applications", {"practice": {**FACTS, **facts}})
        ids["application_id"] = made["id"]
        title = canaries.word("clinic_application_document.title", seen)
        mine_at = f"/api/me/clinic-applications/{made['id']}"
        for kind in PAPERS:
            paper = {"data": {"kind": kind}, "files": {"file": (f"{title}.pdf", PDF)}}
            added = await self._do(owner, "PUT", f"{mine_at}/documents", **paper)
        ids["document_id"] = (added.get("documents") or [added])[0]["id"]
        await self._do(owner, "POST", f"{mine_at}/submit")
        mine = self._seen("staff.read", also=owner, platform=True)
        wish = {
            name: canaries.word(f"vet_application.{name}", mine)
            for name in ("licence_number", "note", "specialisation")
        }
        ids["vet_application_id"] = (await self._do(owner, "POST", f"{self._page}/vet-applications", wish))[
            "id"
        ]

    async def _columns_that_work_fills_later(self) -> None:
        """Reasons, remarks and numbers that no screen of this furnishing writes."""
        owner, vet, ids, slug = self._owner, self._vet, self._ids, self._tenant.slug
        assert owner.user_id is not None
        mine = Audience(people=frozenset({owner.user_id}), platform=True)
        at_desk = self._seen("schedule.read", "patients.read", "reports.read", also=owner)
        in_practice = self._seen("schedule.read", "records.read")
        at_staff = self._seen("staff.read", also=owner, platform=True)
        of_vet = self._seen("staff.read", also=vet, platform=True)
        for statement, row_id, name, seen in (
            (SET_NOTE.format(slug), ids["appointment_id"], "appointment.note", in_practice),
            (SET_DECLINED.format(slug), ids["appointment_id"], "appointment.decline_reason", at_desk),
            (SET_DEVICE, owner.user_id, "login_session.device", Audience(people=mine.people)),
            (SET_REMARKS, ids["vet_application_id"], "vet_application.remarks", at_staff),
            (SET_JUDGEMENT, ids["application_id"], "clinic_application.remarks", mine),
            (SET_EVENT, ids["application_id"], "clinic_application_event.remarks", mine),
            (SET_LICENCE, vet.user_id, "vet_professional.licence_number", of_vet),
            (
                SET_TRADE_NUMBER.format(slug),
                self._tenant.id,
                "practice.kvk_number",
                self._seen("practice.read"),
            ),
        ):
            await self._world.app.look(statement, row_id, self._world.canaries.word(name, seen))
