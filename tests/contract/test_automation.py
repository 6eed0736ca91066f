"""The promises to whoever starts, drives and stops VetSync from a script."""

import threading
import time
import uuid
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import httpx2
import psycopg
import pytest

from tests.contract.conftest import PASSWORD, log_in
from tests.contract.node import Node, node_folder

PRACTICE = "/api/practices/zwaluwhof"


def slots(client: httpx2.Client, kind: str = "consult", days: int = 14) -> list[dict[str, Any]]:
    first_on = (datetime.now(UTC).date() + timedelta(days=2)).isoformat()
    answer = client.get(f"{PRACTICE}/slots", params={"type": kind, "from": first_on, "days": days})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


def wish(owner: httpx2.Client, slot: dict[str, Any], **more: Any) -> dict[str, Any]:
    dog = next(pet for pet in owner.get("/api/me/pets").json()["items"] if pet["state"] == "active")
    return {
        "type": "consult",
        "starts_at": slot["starts_at"],
        "vet_id": slot["vet_id"],
        "pet_id": dog["id"],
        "reason": "Krabt",
        **more,
    }


def book(owner: httpx2.Client, body: dict[str, Any], key: str) -> httpx2.Response:
    return owner.post(f"{PRACTICE}/appointments", json=body, headers={"Idempotency-Key": key})


def test_the_command_says_in_one_line_where_it_listens(node: Node) -> None:
    lines = node.said_path.read_text().splitlines()
    assert lines == [f"ready {node.url}"]


def test_whoever_starts_the_demo_by_hand_reads_whom_to_be_and_with_which_password(node: Node) -> None:
    beside = (node.data_dir / "complaints.txt").read_text()
    with node.client() as client:
        people = client.get("/api/demo/people").json()
    assert people["password"] in beside
    assert all(person["email"] in beside for person in people["items"])


def test_without_an_address_letters_lead_to_the_port_at_which_it_listens() -> None:
    with node_folder() as folder:
        node = Node(folder, address=None)
        try:
            node.start()
            somebody = {"email": "eva@example.org", "password": "kaas-en-brood-42", "first_name": "Eva"}
            with node.client() as client:
                asked = client.post(
                    "/api/auth/register", json={**somebody, "last_name": "Vos", "locale": "nl"}
                )
            assert asked.status_code == 202
            assert f"{node.url}/verify-email#token=" in first_letter(folder / "mail")
        finally:
            node.stop()


def first_letter(mail: Path) -> str:
    """Letters are sent in the background, within a second or so."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        for path in mail.rglob("*.eml"):
            body = message_from_bytes(path.read_bytes(), policy=policy.default).get_body(("plain",))
            if body is not None:
                return str(body.get_content())
        time.sleep(0.05)
    raise AssertionError(f"no letter in {mail}")


def test_health_is_ok_while_the_database_answers(stranger: httpx2.Client) -> None:
    answer = stranger.get("/api/health")
    assert answer.status_code == 200
    assert answer.json()["status"] == "ok"
    assert answer.json()["version"]


def test_the_description_of_the_api_names_the_operations_that_are_promised(stranger: httpx2.Client) -> None:
    described = stranger.get("/api/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    named = {
        operation["operationId"]
        for item in described["paths"].values()
        for method, operation in item.items()
        if method in {"get", "post", "put", "patch", "delete"}
    }
    assert named >= {
        "logIn", "refreshSession", "listPractices", "getPractice", "listSlots", "holdSlot", "bookAppointment",
        "cancelOwnAppointment", "rescheduleOwnAppointment", "listOwnAppointments", "listPets", "getHealth",
    }  # fmt: skip


@pytest.mark.parametrize("path", ["/api", "/api/nowhere", "/api/no/where", "/api/staff"])
def test_an_unknown_path_of_the_api_is_a_problem_and_not_a_page(stranger: httpx2.Client, path: str) -> None:
    answer = stranger.get(path)
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize(
    ("email", "kind"),
    [
        ("owner@vetsync.example", "pet_owner"),
        ("vet.zwaluwhof@vetsync.example", "vet_professional"),
        ("clinic-admin.zwaluwhof@vetsync.example", "clinic_admin"),
        ("system-admin@vetsync.example", "system_admin"),
    ],
)
def test_everybody_of_the_demo_signs_in_with_the_printed_password(node: Node, email: str, kind: str) -> None:
    token = log_in(node, email)
    with node.client(Authorization=f"Bearer {token}") as client:
        me = client.get("/api/me").json()
    assert me["email"] == email
    assert kind in me["kinds"]


def test_the_demo_tells_who_one_may_be(stranger: httpx2.Client) -> None:
    people = stranger.get("/api/demo/people").json()
    assert people["password"] == PASSWORD
    assert {person["role"] for person in people["items"]} >= {
        "pet_owner",
        "vet",
        "clinic_admin",
        "system_admin",
    }


def test_a_wrong_password_is_a_problem_with_a_stable_code(stranger: httpx2.Client) -> None:
    answer = stranger.post(
        "/api/auth/login", json={"email": "owner2@vetsync.example", "password": "verkeerd-woord"}
    )
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert {"type", "title", "status", "code"} <= answer.json().keys()


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, {"zwaluwhof", "oudekade", "lindedam", "boomklever"}),
        ({"q": "zwolle"}, {"lindedam"}),
        ({"species": "reptile"}, {"zwaluwhof"}),
        ({"service": "physiotherapy"}, {"boomklever"}),
        ({"lat": 52.09, "lon": 5.12, "radius_km": 5, "sort": "distance"}, {"zwaluwhof"}),
    ],
)
def test_practices_are_found_by_each_filter(
    stranger: httpx2.Client, asked: dict[str, Any], expected: set[str]
) -> None:
    answer = stranger.get("/api/practices", params=asked)
    assert answer.status_code == 200, answer.text
    assert answer.json().keys() == {"items", "next_cursor"}
    assert {card["slug"] for card in answer.json()["items"]} == expected


def test_pages_follow_each_other_by_cursor_without_gap_or_double(stranger: httpx2.Client) -> None:
    seen: list[str] = []
    cursor: str | None = None
    for _ in range(10):
        asked: dict[str, Any] = {"limit": 1, "sort": "name"} | ({"cursor": cursor} if cursor else {})
        page = stranger.get("/api/practices", params=asked).json()
        assert len(page["items"]) <= 1
        seen += [card["slug"] for card in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert sorted(seen) == ["boomklever", "lindedam", "oudekade", "zwaluwhof"]


def test_a_practice_shows_its_types_hours_and_vets(stranger: httpx2.Client) -> None:
    page = stranger.get(PRACTICE).json()
    assert page["slug"] == "zwaluwhof"
    assert page["zone"] == "Europe/Amsterdam"
    assert {"consult", "vaccination"} <= {kind["key"] for kind in page["appointment_types"]}
    assert len(page["vets"]) == 4
    assert {row["weekday"] for row in page["opening_hours"]} >= {1, 2, 3, 4, 5}


def test_a_practice_that_is_not_there_is_not_found(stranger: httpx2.Client) -> None:
    answer = stranger.get("/api/practices/nergens")
    assert (answer.status_code, answer.json()["code"]) == (404, "practice_unknown")


def test_slots_lie_ahead_and_name_a_vet_who_is_free(stranger: httpx2.Client) -> None:
    found = slots(stranger)
    assert len(found) > 20
    for slot in found:
        starts_at, ends_at = (datetime.fromisoformat(slot[name]) for name in ("starts_at", "ends_at"))
        assert starts_at.tzinfo is not None
        assert ends_at - starts_at == timedelta(minutes=20)
        assert slot["vet_id"] in slot["vet_ids"]


def test_a_booking_is_created_once_and_a_replay_is_equal_to_the_byte(owner: httpx2.Client) -> None:
    body, key = wish(owner, slots(owner)[3]), str(uuid.uuid4())
    first, again = book(owner, body, key), book(owner, body, key)
    assert first.status_code == 201, first.text
    assert (again.status_code, again.content) == (201, first.content)
    assert again.headers["content-type"] == first.headers["content-type"]
    made = first.json()
    listed = owner.get("/api/me/appointments", params={"limit": 100}).json()
    assert listed.keys() == {"items", "next_cursor"}
    assert [one["id"] for one in listed["items"]].count(made["id"]) == 1
    assert (made["starts_at"], made["practice_slug"]) == (body["starts_at"], "zwaluwhof")
    alone = owner.get(f"{PRACTICE}/appointments/{made['id']}")
    assert alone.json() == made


def test_a_taken_slot_is_refused_with_alternatives_that_are_free(owner: httpx2.Client) -> None:
    body = wish(owner, slots(owner)[7])
    assert book(owner, body, str(uuid.uuid4())).status_code == 201
    refused = book(owner, body, str(uuid.uuid4()))
    assert (refused.status_code, refused.json()["code"]) == (409, "slot_taken")
    other = refused.json()["alternatives"][0]
    assert book(owner, wish(owner, other), str(uuid.uuid4())).status_code == 201


def test_a_key_for_another_intent_is_refused(owner: httpx2.Client) -> None:
    body, key = wish(owner, slots(owner)[11]), str(uuid.uuid4())
    assert book(owner, body, key).status_code == 201
    other = book(owner, {**body, "reason": "Iets anders"}, key)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")


def test_nobody_books_without_signing_in(stranger: httpx2.Client) -> None:
    answer = stranger.post(f"{PRACTICE}/appointments", json={})
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")


def test_pets_come_as_a_list_with_a_cursor(owner: httpx2.Client) -> None:
    pets = owner.get("/api/me/pets").json()
    assert pets.keys() == {"items", "next_cursor"}
    assert pets["items"]
    assert {"id", "name", "species", "state", "version"} <= pets["items"][0].keys()


def test_a_killed_database_is_back_within_seconds_and_has_lost_nothing(
    node: Node, owner: httpx2.Client
) -> None:
    made = book(owner, wish(owner, slots(owner)[15]), str(uuid.uuid4())).json()
    before = node.postmaster
    node.kill_database()
    began = time.monotonic()
    while owner.get("/api/health").status_code != 200:
        assert time.monotonic() - began < 20
        time.sleep(0.05)
    assert node.postmaster != before
    assert owner.get(f"{PRACTICE}/appointments/{made['id']}").json() == made


def test_the_program_ends_within_five_seconds_though_a_stream_is_open_and_starts_again_with_its_data(
    node: Node, owner: httpx2.Client
) -> None:
    made = book(owner, wish(owner, slots(owner)[19]), str(uuid.uuid4())).json()
    opened, ended = threading.Event(), threading.Event()
    reader = threading.Thread(target=_listen, args=(owner, opened, ended), daemon=True)
    reader.start()
    assert opened.wait(10)
    assert node.terminate() < 5
    assert ended.wait(5)
    assert node._running.returncode == 0
    assert node.database_processes() == []
    assert node.start() < 30
    assert owner.get(f"{PRACTICE}/appointments/{made['id']}").json() == made


def test_a_killed_program_leaves_no_process_behind_and_loses_nothing(
    node: Node, owner: httpx2.Client
) -> None:
    body, key = wish(owner, slots(owner)[23]), str(uuid.uuid4())
    first = book(owner, body, key)
    assert first.status_code == 201
    node.kill()
    deadline = time.monotonic() + 10
    while node.database_processes():
        assert time.monotonic() < deadline
        time.sleep(0.02)
    assert node.start() < 30
    assert book(owner, body, key).content == first.content
    with psycopg.connect(node.superuser_dsn()) as behind:
        assert behind.execute("select count(*) from core.tenant").fetchone() == (5,)


def _listen(owner: httpx2.Client, opened: threading.Event, ended: threading.Event) -> None:
    with owner.stream("GET", "/api/events") as stream:
        assert stream.status_code == 200
        for _ in stream.iter_lines():
            opened.set()
    ended.set()
