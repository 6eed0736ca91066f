"""Days on which clocks change, asked of the API by practices around the world that never close."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import httpx2
import pytest

from tests.contract.node import Node, node_folder
from tests.crash.field import Owner, add_owner, furnish, provision, with_parts
from vetsync.app.parts import Parts
from vetsync.identity.login.tokens import AccessTokens
from vetsync.kit.crypto.signing import load_signing_key

ZONES = (
    "Europe/Amsterdam", "Australia/Lord_Howe", "Pacific/Chatham", "Africa/Casablanca", "Africa/Cairo",
    "America/St_Johns", "America/Santiago", "Asia/Kathmandu", "Pacific/Kiritimati", "Pacific/Apia",
)  # fmt: skip
STEP = timedelta(minutes=10)
SEARCHED_DAYS = 190


@dataclass(frozen=True)
class Around:
    client: httpx2.Client
    owner: Owner
    headers: dict[str, str]


@pytest.fixture(scope="module")
def around() -> Iterator[Around]:
    async def make(parts: Parts) -> tuple[Owner, str]:
        owner = await add_owner(parts, 0)
        for zone in ZONES:
            await furnish(parts, await provision(parts, slug_of(zone), zone, owner.user_id), 1)
        tokens = AccessTokens(
            [load_signing_key(parts.config.keys_path / "signing.pem")], parts.config.base_url
        )
        return owner, tokens.issue(owner.user_id, owner.session_id, datetime.now(UTC))[0]

    with node_folder() as folder:
        node = Node(folder)
        try:
            owner, token = with_parts(folder, make)
            node.start()
            with node.client() as client:
                yield Around(client, owner, {"Authorization": f"Bearer {token}"})
        finally:
            node.stop()


def slug_of(zone: str) -> str:
    return zone.rsplit("/", 1)[-1].lower().replace("_", "-")


def days_of_change(zone: ZoneInfo) -> list[date]:
    """Local days that do not last 24 hours, or tomorrow's morrow where there is none."""
    first = datetime.now(UTC).date() + timedelta(days=2)
    days = [first + timedelta(days=number) for number in range(SEARCHED_DAYS)]
    return [day for day in days if length_of(day, zone) != timedelta(days=1)] or [first]


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """In UTC; where midnight does not exist, the moment the day begins."""
    moment = datetime.combine(day, time(), zone).astimezone(UTC)
    while moment.astimezone(zone).date() < day:
        moment += STEP
    while (moment - STEP).astimezone(zone).date() == day:
        moment -= STEP
    return moment


def length_of(day: date, zone: ZoneInfo) -> timedelta:
    return midnight(day + timedelta(days=1), zone) - midnight(day, zone)


@pytest.mark.parametrize("name", ZONES)
def test_every_real_start_of_a_day_is_offered_once_and_comes_back_as_it_was_booked(
    around: Around, name: str
) -> None:
    zone, path = ZoneInfo(name), f"/api/practices/{slug_of(name)}"
    for day in days_of_change(zone):
        answer = around.client.get(
            f"{path}/slots", params={"type": "quick", "from": day.isoformat(), "days": 1}
        )
        assert answer.status_code == 200, answer.text
        assert answer.json()["zone"] == name
        spans = [
            (datetime.fromisoformat(slot["starts_at"]), datetime.fromisoformat(slot["ends_at"]))
            for slot in answer.json()["items"]
        ]
        begins, count = midnight(day, zone), length_of(day, zone) // STEP
        assert [starts_at for starts_at, _ in spans] == [begins + STEP * number for number in range(count)]
        assert {ends_at - starts_at for starts_at, ends_at in spans} == {STEP}
        # Three in the night and its neighbours are where clocks jump.
        wanted = spans[min(range(len(spans)), key=lambda n: abs(n - 18))][0]
        body = {"type": "quick", "starts_at": wanted.isoformat(), "pet_id": str(around.owner.pet_id)}
        made = around.client.post(f"{path}/appointments", json=body, headers=around.headers)
        assert made.status_code == 201, made.text
        read = around.client.get(f"{path}/appointments/{made.json()['id']}", headers=around.headers).json()
        assert datetime.fromisoformat(read["starts_at"]) == wanted
        assert read["zone"] == name
