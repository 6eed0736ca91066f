"""Rows V1 to V7: accounts, pets, the feed, slots, booking, and how clinics and vets are admitted."""

import time
import uuid
from datetime import timedelta
from typing import Any

import httpx2

from tests.contract.node import Node
from tests.rows.conftest import PASSWORD, As, letters_to, ok, today, token_in

PRACTICE = "/api/practices/zwaluwhof"
STAFF = "/api/staff/zwaluwhof"


def free_slot(client: httpx2.Client, kind: str = "consult", skip: int = 0, vets: int = 1) -> dict[str, Any]:
    """One that so many vets have free."""
    first_on = (today() + timedelta(days=3)).isoformat()
    found = ok(client.get(f"{PRACTICE}/slots", params={"type": kind, "from": first_on, "days": 14}))
    slot: dict[str, Any] = [one for one in found["items"] if len(one["vet_ids"]) >= vets][skip]
    return slot


def book(client: httpx2.Client, slot: dict[str, Any], kind: str = "consult") -> httpx2.Response:
    pet = ok(client.get("/api/me/pets"))["items"][0]
    body = {"type": kind, "starts_at": slot["starts_at"], "pet_id": pet["id"], "reason": "Krabt aan het oor"}
    return client.post(f"{PRACTICE}/appointments", json=body, headers={"Idempotency-Key": uuid.uuid4().hex})


def test_v1_a_person_registers_confirms_logs_in_and_logs_out_everywhere(node: Node, signed_in: As) -> None:
    stranger = signed_in("")
    address = "nieuw@mensen.example"
    body = {
        "email": address, "password": "een-lange-zin-over-mussen", "first_name": "Pien", "last_name": "Mus",
        "locale": "nl",
    }  # fmt: skip
    first = stranger.post("/api/auth/register", json=body)
    ok(first, 202)
    again = stranger.post("/api/auth/register", json=body | {"email": "owner@vetsync.example"})
    assert (again.status_code, again.content) == (first.status_code, first.content), "a known address shows"
    login = {"email": address, "password": body["password"]}
    assert stranger.post("/api/auth/login", json=login).status_code == 403
    ok(
        stranger.post(
            "/api/auth/verify-email", json={"token": token_in(letters_to(stranger, address, "adres"))}
        )
    )
    session = ok(stranger.post("/api/auth/login", json=login))
    assert session["me"]["kinds"] == ["pet_owner"]
    with node.client(Authorization=f"Bearer {session['access_token']}") as mine:
        assert ok(mine.get("/api/auth/sessions"))["items"]
        ok(mine.post("/api/auth/logout-everywhere"))
        assert mine.get("/api/me").status_code == 401


def test_v1_a_forgotten_password_is_replaced_by_letter(signed_in: As) -> None:
    stranger, address = signed_in(""), "owner3@vetsync.example"
    ok(stranger.post("/api/auth/forgot", json={"email": address}), 202)
    token = token_in(letters_to(stranger, address, "wachtwoord"))
    ok(stranger.post("/api/auth/reset", json={"token": token, "password": "een-andere-lange-zin"}))
    assert stranger.post("/api/auth/login", json={"email": address, "password": PASSWORD}).status_code == 401
    ok(stranger.post("/api/auth/login", json={"email": address, "password": "een-andere-lange-zin"}))


def test_v2_an_owner_keeps_pets_and_nobody_else_sees_them(signed_in: As) -> None:
    owner, other = signed_in("owner"), signed_in("owner2")
    made = ok(
        owner.post("/api/me/pets", json={"name": "Łapka", "species": "rabbit", "weight_grams": 1800}), 201
    )
    place = f"/api/me/pets/{made['id']}"
    changed = ok(owner.patch(place, json={"colour": "grijs"}, headers={"If-Match": str(made["version"])}))
    assert (changed["name"], changed["colour"], changed["weight_grams"]) == ("Łapka", "grijs", 1800)
    stale = owner.patch(place, json={"colour": "wit"}, headers={"If-Match": str(made["version"])})
    assert stale.json()["code"] == "stale"
    assert owner.post("/api/me/pets", json={"name": "X", "species": "dog", "chip": "123"}).status_code == 400
    assert other.get(place).status_code == 404
    assert signed_in("").get(place).status_code == 401
    assert ok(owner.post(f"{place}/deceased", json={}))["state"] == "deceased"
    assert ok(owner.post(f"{place}/restore"))["state"] == "active"
    assert ok(owner.post(f"{place}/archive"))["state"] == "archived"


def test_v3_the_feed_finds_clinics_by_typo_place_and_distance_and_keeps_favourites(signed_in: As) -> None:
    stranger, owner = signed_in(""), signed_in("owner")

    def slugs(client: httpx2.Client = stranger, **query: Any) -> list[str]:
        return [card["slug"] for card in ok(client.get("/api/practices", params=query))["items"]]

    assert set(slugs()) == {"zwaluwhof", "oudekade", "lindedam", "boomklever"}
    assert slugs(q="zwaluwhoff")[0] == "zwaluwhof"
    assert slugs(q="groningen") == ["boomklever"]
    assert slugs(lat=52.51, lon=6.08, radius_km=25) == ["lindedam"]
    assert slugs(lat=52.51, lon=6.08, radius_km=500, sort="distance")[0] == "lindedam"
    assert slugs(species="fish") == ["boomklever"]
    card = ok(stranger.get("/api/practices", params={"q": "zwaluwhof"}))["items"][0]
    assert card["next_slot_at"] is not None
    ok(owner.put("/api/me/favourites/lindedam"))
    assert "lindedam" in [one["slug"] for one in ok(owner.get("/api/me/favourites"))["items"]]
    assert stranger.put("/api/me/favourites/lindedam").status_code == 401
    page = ok(stranger.get(PRACTICE))
    assert page["opening_hours"]
    assert page["vets"]
    assert page["appointment_types"]


def test_v4_slots_come_from_hours_leave_and_what_is_taken(signed_in: As) -> None:
    owner, admin = signed_in("owner"), signed_in("clinic-admin.zwaluwhof")
    on = today() + timedelta(days=21)
    on += timedelta(days=(7 - on.weekday()) % 7)

    def starts() -> list[str]:
        query = {"type": "consult", "from": on.isoformat(), "days": 1}
        return [slot["starts_at"] for slot in ok(owner.get(f"{PRACTICE}/slots", params=query))["items"]]

    before = starts()
    assert before
    closed = f"{STAFF}/hours-exceptions/{on.isoformat()}"
    assert (
        owner.put(closed, json={"note": "Verbouwing", "hours": []}, headers={"If-Match": "0"}).status_code
        == 403
    )
    said = ok(admin.put(closed, json={"note": "Verbouwing", "hours": []}, headers={"If-Match": "0"}))
    assert starts() == []
    ok(admin.delete(closed, headers={"If-Match": str(said["version"])}))
    assert starts() == before


def test_v5_an_owner_books_once_holds_moves_and_cancels(signed_in: As) -> None:
    owner, rival = signed_in("owner"), signed_in("owner2")
    slot, later = free_slot(owner, "dental"), free_slot(owner, "dental", skip=30)
    wish = {"type": "dental", "starts_at": slot["starts_at"], "vet_id": slot["vet_id"]}
    hold = ok(owner.post(f"{PRACTICE}/holds", json=wish), 201)
    taken = rival.post(f"{PRACTICE}/holds", json=wish)
    assert (taken.status_code, taken.json()["code"]) == (409, "slot_taken")
    assert taken.json()["alternatives"]
    pet = ok(owner.get("/api/me/pets"))["items"][0]
    body = wish | {"pet_id": pet["id"], "reason": "Tandsteen", "hold_id": hold["id"]}
    made = ok(
        owner.post(f"{PRACTICE}/appointments", json=body, headers={"Idempotency-Key": uuid.uuid4().hex}), 201
    )
    assert made["state"] == "pending"
    place = f"{PRACTICE}/appointments/{made['id']}"
    assert rival.get(place).status_code == 404
    seen = {"If-Match": str(made["version"])}
    assert rival.post(f"{place}/cancel", json={}, headers=seen).status_code == 404
    assert owner.post(f"{place}/cancel", json={}).json()["code"] == "invalid"
    moved = ok(owner.post(f"{place}/reschedule", json={"starts_at": later["starts_at"]}, headers=seen))
    assert moved["starts_at"] == later["starts_at"]
    stale = owner.post(f"{place}/cancel", json={}, headers=seen)
    assert (stale.status_code, stale.json()["code"]) == (409, "stale")
    seen = {"If-Match": str(moved["version"])}
    gone = ok(owner.post(f"{place}/cancel", json={"reason": "Al beter"}, headers=seen))
    assert gone["state"] == "cancelled"
    assert letters_to(owner, "balie@zwaluwhof.example", "afgezegd")


def test_v6_a_clinic_applies_is_corrected_approved_and_lives(signed_in: As) -> None:
    applicant, platform = signed_in("applicant"), signed_in("system-admin")
    mine = ok(applicant.get("/api/me/clinic-applications"))["items"][0]
    place = f"/api/platform/applications/{mine['id']}"
    assert applicant.get(place).status_code == 403
    ok(platform.post(f"{place}/reject", json={"remarks": "Het uittreksel is niet te lezen."}))
    seen = ok(applicant.get(f"/api/me/clinic-applications/{mine['id']}"))
    assert (seen["state"], seen["remarks"]) == ("rejected", "Het uittreksel is niet te lezen.")
    ok(applicant.post(f"/api/me/clinic-applications/{mine['id']}/submit"))
    read = ok(platform.get(place))
    decision = {"slug": read["approval"]["slug"], "remarks": ""}
    approved = ok(
        platform.post(f"{place}/approve", json=decision, headers={"If-Match": str(read["version"])})
    )
    log = [line["what"] for line in ok(platform.get(place))["log"]]
    assert {"submitted", "rejected", "resubmitted", "approved"} <= set(log)
    page = once_it_lives(applicant, f"/api/practices/{approved['slug']}")
    assert page["name"] == "Kattenkliniek Zilverpoot"
    assert [kind["key"] for kind in page["appointment_types"]]


def once_it_lives(client: httpx2.Client, path: str) -> dict[str, Any]:
    """A practice is made in the background, within a second or so of its approval."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        answer = client.get(path)
        if answer.status_code == 200 and answer.json()["appointment_types"]:
            return dict(answer.json())
    raise AssertionError(f"{path} never came to life: {answer.status_code}")


def test_v7_a_vet_is_approved_and_an_appointment_assigned_to_who_is_free(signed_in: As) -> None:
    admin, owner, vet = signed_in("clinic-admin.zwaluwhof"), signed_in("owner"), signed_in("vet.zwaluwhof")
    waiting = ok(admin.get(f"{STAFF}/vet-applications", params={"state": "pending"}))["items"][0]
    decide = f"{STAFF}/vet-applications/{waiting['id']}/approve"
    assert vet.post(decide, json={"remarks": ""}).status_code == 403
    ok(admin.post(decide, json={"remarks": "Welkom"}))
    assert "vet" in [one["role"] for one in ok(admin.get(f"{STAFF}/members"))["items"]]
    asked = ok(book(owner, free_slot(owner, "dental", skip=5, vets=2), "dental"), 201)
    place = f"{STAFF}/appointments/{asked['id']}"
    free = ok(admin.get(f"{place}/free-vets"))["items"]
    other = next(one for one in free if one["id"] != asked["vet_id"] and one["does_type"])
    paravet = next(one for one in free if not one["does_type"])
    seen = {"If-Match": "1"}
    assert owner.post(f"{place}/approve", json={}, headers=seen).status_code == 403
    with_paravet = admin.post(f"{place}/approve", json={"vet_id": paravet["id"]}, headers=seen)
    assert (with_paravet.status_code, with_paravet.json()["code"]) == (409, "vet_unsuitable")
    approved = ok(admin.post(f"{place}/approve", json={"vet_id": other["id"]}, headers=seen))
    assert (approved["state"], approved["vet_id"]) == ("confirmed", other["id"])
