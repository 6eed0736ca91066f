"""Rows V8 to V14: the practice's day and record, the platform above it, the log, and what is sent."""

import time
import uuid
from datetime import timedelta
from typing import Any

import httpx2

from tests.contract.node import Node
from tests.rows.conftest import As, letters_to, ok, today
from tests.rows.test_v1_to_v7 import PRACTICE, STAFF, book, free_slot


def some_patient(client: httpx2.Client) -> dict[str, Any]:
    found: dict[str, Any] = ok(client.post(f"{STAFF}/patients/find", json={"q": "bella", "limit": 1}))
    return found["items"][0]


def written_record(client: httpx2.Client) -> str:
    """A draft with a note and a vaccination, by a vet; its id."""
    record = ok(client.post(f"{STAFF}/records", json={"patient_id": some_patient(client)["id"]}), 201)
    place = f"{STAFF}/records/{record['id']}"
    noted = {"subjective": "Drinkt veel", "plan": "Bloed over een week"}
    ok(client.patch(place, json=noted, headers={"If-Match": str(record["version"])}))
    shot = {
        "product": "Voorbeeldvaccin", "batch": "T-1", "diseases": ["rabiës"], "given_on": today().isoformat(),
        "valid_until_on": (today() + timedelta(days=365)).isoformat(),
    }  # fmt: skip
    ok(client.put(f"{place}/vaccinations/{uuid.uuid4()}", json=shot, headers={"If-Match": "1"}))
    ok(client.patch(f"{place}/vitals", json={"weight_grams": 23_400}, headers={"If-Match": "1"}))
    return str(record["id"])


def test_v8_a_clinic_admin_sees_true_figures_sets_hours_and_takes_reports_out(signed_in: As) -> None:
    admin, receptionist = signed_in("clinic-admin.zwaluwhof"), signed_in("receptionist.zwaluwhof")
    figures = ok(admin.get(f"{STAFF}/dashboard"))
    window = {"from": figures["on"], "to": figures["on"], "limit": 500}
    listed = ok(admin.get(f"{STAFF}/appointments", params=window))["items"]
    assert figures["today"]["total"] == len(
        [one for one in listed if one["state"] not in {"cancelled", "declined"}]
    )
    week = ok(admin.get(f"{STAFF}/opening-hours"))
    seen, same = {"If-Match": str(week["version"])}, {"items": week["items"]}
    assert receptionist.put(f"{STAFF}/opening-hours", json=same, headers=seen).status_code == 403
    assert ok(admin.put(f"{STAFF}/opening-hours", json=same, headers=seen))["items"] == week["items"]
    assert admin.get(f"{STAFF}/reports/practice.pdf").content.startswith(b"%PDF")
    assert len(admin.get(f"{STAFF}/reports/appointments.csv").text.splitlines()) > 1
    assert receptionist.get(f"{STAFF}/reports/practice.pdf").status_code == 403


def test_v9_a_vet_sees_their_own_list_and_completes_a_consult(signed_in: As) -> None:
    owner, vet = signed_in("owner"), signed_in("vet.zwaluwhof")
    made = ok(book(owner, free_slot(owner, "recheck", skip=2), "recheck"), 201)
    window = {"from": made["starts_at"][:10], "to": made["starts_at"][:10]}
    mine = ok(vet.get(f"{STAFF}/appointments", params=window | {"vet": made["vet_id"]}))["items"]
    assert made["id"] in [one["id"] for one in mine]
    assert {one["vet_id"] for one in mine} == {made["vet_id"]}
    place = f"{STAFF}/appointments/{made['id']}"
    seen = {"If-Match": "1"}
    assert owner.post(f"{place}/complete", headers=seen).status_code == 403
    early = vet.post(f"{place}/complete", headers=seen)
    assert (early.status_code, early.json()["code"]) == (409, "not_begun")
    # Somebody who came in the night before; nobody else was there at that hour.
    night = f"{today() - timedelta(days=1)}T03:00:00+00:00"
    walk_in = {"type": "recheck", "starts_at": night, "patient_id": some_patient(vet)["id"]}
    desk = signed_in("receptionist.zwaluwhof")
    begun = ok(desk.post(f"{STAFF}/appointments", json=walk_in), 201)
    place = f"{STAFF}/appointments/{begun['id']}"
    done = ok(vet.post(f"{place}/complete", headers={"If-Match": str(begun["version"])}))
    assert done["state"] == "completed"
    assert vet.post(f"{place}/undo", headers={"If-Match": str(begun["version"])}).json()["code"] == "stale"
    assert ok(vet.post(f"{place}/undo", headers={"If-Match": str(done["version"])}))["state"] == "confirmed"


def test_v10_a_record_is_written_signed_for_good_and_read_by_its_owner_once_shared(signed_in: As) -> None:
    owner, vet, desk = signed_in("owner"), signed_in("vet.zwaluwhof"), signed_in("receptionist.zwaluwhof")
    asked = ok(book(owner, free_slot(owner, "vaccination", skip=4), "vaccination"), 201)
    patient = ok(vet.get(f"{STAFF}/appointments/{asked['id']}"))
    opening = {"patient_id": patient["patient_id"], "appointment_id": asked["id"]}
    assert desk.post(f"{STAFF}/records", json=opening).status_code == 403
    record = ok(vet.post(f"{STAFF}/records", json=opening), 201)
    place, shown = f"{STAFF}/records/{record['id']}", f"{PRACTICE}/records/{record['id']}"
    note = {"subjective": "Jaarlijkse enting", "summary_for_owner": "Bella is gezond. Łapka ook."}
    ok(vet.patch(place, json=note, headers={"If-Match": str(record["version"])}))
    assert owner.get(shown).status_code == 404
    read = {"If-Match": str(ok(vet.get(place))["version"])}
    ok(vet.post(f"{place}/sign", json={}, headers=read))
    again = vet.patch(place, json={"plan": "anders"}, headers={"If-Match": "9"})
    assert again.status_code == 409
    ok(vet.post(f"{place}/addenda", json={"text": "Nagekomen uitslag: goed."}))
    assert owner.get(shown).status_code == 404
    ok(vet.post(f"{place}/share"))
    assert "Łapka" in owner.get(shown).text
    assert "Jaarlijkse enting" not in owner.get(shown).text, "the vet's own notes are not the owner's"
    assert signed_in("owner2").get(shown).status_code == 404
    assert letters_to(owner, "owner@vetsync.example", "verslag")


def test_v10_two_people_write_in_one_record_and_both_stand(signed_in: As) -> None:
    vet, colleague = signed_in("vet.zwaluwhof"), signed_in("paravet.zwaluwhof")
    place = f"{STAFF}/records/{written_record(vet)}"
    version = {"If-Match": str(ok(vet.get(place))["version"])}
    ok(vet.patch(place, json={"assessment": "Otitis"}, headers=version))
    ok(colleague.patch(place, json={"objective": "Rood oor"}, headers=version))
    both = ok(vet.get(place))
    assert (both["assessment"], both["objective"]) == ("Otitis", "Rood oor")


def test_v11_a_system_admin_sees_clinics_users_and_activity_and_never_a_medical_note(signed_in: As) -> None:
    platform, admin = signed_in("system-admin"), signed_in("clinic-admin.zwaluwhof")
    figures = ok(platform.get("/api/platform/dashboard"))
    assert figures["clinics"]["active"] >= 4
    people = ok(platform.post("/api/platform/users/find", json={"q": "owner@vetsync.example"}))["items"]
    assert [one["email"] for one in people] == ["owner@vetsync.example"]
    first = ok(platform.get("/api/platform/activity", params={"limit": 5}))
    second = ok(platform.get("/api/platform/activity", params={"limit": 5, "cursor": first["next_cursor"]}))
    assert not {one["entry_id"] for one in first["items"]} & {one["entry_id"] for one in second["items"]}
    assert platform.get("/api/platform/activity.csv").text.count("\n") > 20
    assert ok(platform.get("/api/platform/ranking"))["items"]
    assert admin.get("/api/platform/dashboard").status_code == 403
    assert platform.get(f"{STAFF}/patients").status_code == 403


def test_v12_every_act_is_logged_with_before_and_after_failed_log_ins_too(signed_in: As) -> None:
    admin, platform = signed_in("clinic-admin.zwaluwhof"), signed_in("system-admin")
    room = ok(admin.post(f"{STAFF}/resources", json={"kind": "room", "name": "Kamer voor V12"}), 201)
    renamed = {"name": "Kamer met uitzicht"}
    ok(
        admin.patch(
            f"{STAFF}/resources/{room['id']}", json=renamed, headers={"If-Match": str(room["version"])}
        )
    )
    entries = ok(admin.get(f"{STAFF}/audit", params={"subject_id": room["id"]}))["items"]
    change = next(one for one in entries if one["action"] == "resource.change")
    assert change["before"]["name"] == "Kamer voor V12"
    assert change["after"]["name"] == "Kamer met uitzicht"
    assert change["request_id"]
    assert change["actor_id"]
    signed_in("").post(
        "/api/auth/login", json={"email": "owner2@vetsync.example", "password": "verkeerd-geraden"}
    )
    refused = ok(platform.get("/api/platform/activity", params={"action": "login", "outcome": "refused"}))[
        "items"
    ]
    assert refused
    assert signed_in("receptionist.zwaluwhof").get(f"{STAFF}/audit").status_code == 403


def test_v13_the_backend_is_the_only_judge(node: Node, signed_in: As) -> None:
    owner, foreign = signed_in("owner"), signed_in("clinic-admin.boomklever")
    for path in ("appointments", "patients", "dashboard", "members", "audit"):
        assert foreign.get(f"{STAFF}/{path}").status_code == 403, path
        assert owner.get(f"{STAFF}/{path}").status_code == 403, path
        assert signed_in("").get(f"{STAFF}/{path}").status_code == 401, path
    with node.client(Authorization="Bearer eyJhbGciOiJub25lIn0.e30.") as forged:
        assert forged.get("/api/me").status_code == 401
    sneaky = {"type": "consult", "starts_at": "2001-01-01T00:00:00Z", "pet_id": str(uuid.uuid4()), "reason": "",
              "state": "completed"}  # fmt: skip
    assert owner.post(f"{PRACTICE}/appointments", json=sneaky).status_code == 400


def test_v14_owner_and_clinic_write_to_each_other_and_settings_take_effect(signed_in: As) -> None:
    owner, desk = signed_in("owner"), signed_in("receptionist.zwaluwhof")
    wrote = ok(
        owner.post(f"{PRACTICE}/messages", json={"subject": "Voer", "text": "Mag Bella brokjes?"}), 201
    )
    thread = f"{STAFF}/threads/{wrote['thread']['id']}"
    texts = [one["text"] for one in ok(desk.get(f"{thread}/messages"))["items"]]
    assert "Mag Bella brokjes?" in texts
    ok(desk.post(f"{thread}/messages", json={"text": "Ja, dat mag."}), 201)
    seen = ok(owner.get(f"{PRACTICE}/messages", params={"thread_id": wrote["thread"]["id"]}))
    assert "Ja, dat mag." in str(seen)
    assert letters_to(owner, "owner@vetsync.example", "bericht")
    silent = {"email": False, "sms": False, "push": False}
    ok(owner.put("/api/me/notification-settings", json=silent))
    known, done = confirmations(owner), letters_handled(signed_in)
    made = ok(book(owner, free_slot(owner, "consult", skip=9)), 201)
    assert ok(owner.get(f"{PRACTICE}/appointments/{made['id']}"))["state"] == "confirmed"
    deadline = time.monotonic() + 20
    while letters_handled(signed_in) == done:
        assert time.monotonic() < deadline, "the letter was never looked at"
    assert confirmations(owner) == known
    ok(owner.put("/api/me/notification-settings", json=silent | {"email": True}))


def confirmations(owner: httpx2.Client) -> set[str]:
    """The letters that confirm something to the owner."""
    items = ok(owner.get("/api/demo/mail"))["items"]
    return {one["id"] for one in items if "owner@" in one["to"] and "evestigd" in one["subject"]}


def letters_handled(signed_in: As) -> set[int]:
    """The newest finished jobs that send letters, or decide not to."""
    jobs = ok(signed_in("system-admin").get("/api/platform/jobs", params={"state": "succeeded", "limit": 50}))
    return {job["id"] for job in jobs["items"] if job["task"] == "send_letter"}
