"""The requests that are measured."""

import datetime as dt
import itertools
import random
from collections.abc import Iterator

from bench import data, names
from bench.client import Call, again_and_again, call, send_one
from bench.ground import EMAIL
from bench.node import Node

DAY = "bench-day"
FIND = "bench-find"
FOUND_PATIENTS = 50_000
DAY_PATIENTS = 25_000
VETS = 8


async def log_in(node: Node) -> str:
    """An access token; it lasts ten minutes."""
    credentials = {"email": EMAIL, "password": data.PASSWORD}
    session = await send_one(node.port, call("POST", "/api/auth/login", data=credentials))
    return str(session["access_token"])


def login_call() -> Call:
    return call("POST", "/api/auth/login", data={"email": EMAIL, "password": data.PASSWORD})


def slots(slug: str, on: dt.date) -> Call:
    return call("GET", f"/api/practices/{slug}/slots?type=consult&from={on}&days=1")


def slots_of_day(on: dt.date) -> Iterator[Call]:
    return itertools.repeat(slots(DAY, on))


def day(token: str, on: dt.date) -> Iterator[Call]:
    return itertools.repeat(
        call("GET", f"/api/staff/{DAY}/appointments?from={on}&to={on}&limit=500", token=token)
    )


async def bookings(node: Node, token: str, first_on: dt.date) -> Iterator[Call]:
    """Each books another free place, at the desk, with a key of its own."""
    free = []
    for month in range(4):
        on = first_on + dt.timedelta(days=31 * month)
        path = f"/api/staff/{DAY}/slots?type=consult&from={on}&days=31"
        found = (await send_one(node.port, call("GET", path, token=token)))["items"]
        seen = None
        for slot in found:
            # Starts stand every ten minutes and a visit takes twenty: every other one overlaps nothing.
            if seen is None or slot["starts_at"] >= seen:
                free += [(slot["starts_at"], vet) for vet in slot["vet_ids"]]
                seen = slot["ends_at"]
    dice = random.Random(data.SEED)
    run = random.SystemRandom().getrandbits(64)

    def book(number: int) -> Call:
        starts_at, vet_id = free[number]
        patient = data.id_of(2, dice.randrange(DAY_PATIENTS))
        wanted = {"type": "consult", "starts_at": starts_at, "patient_id": str(patient), "vet_id": vet_id,
                  "reason": "Drinkt veel en is magerder"}  # fmt: skip
        return call(
            "POST",
            f"/api/staff/{DAY}/appointments",
            token=token,
            data=wanted,
            key=f"{run:x}-{number}",
            status=201,
        )

    return again_and_again(book)


def sought() -> dict[str, list[str]]:
    """What somebody at the desk types, by kind."""
    dice = random.Random(data.SEED + 1)
    lasts = [names.last_name(dice)[1] for _ in range(60)]
    pets = [names.pet_name(dice) for _ in range(60)]
    return {
        "a last name with a typo": [names.with_typo(name, dice) for name in lasts],
        "an animal's name with a typo": [names.with_typo(name, dice) for name in pets],
        "animal and owner": [f"{pet} {last}" for pet, last in zip(pets, lasts, strict=True)],
        "three letters": [name[:3] for name in lasts],
        "one letter": list("abdefghklmnprstvwz"),
        "a telephone number": ["0" + data.phone_of(dice.randrange(30_000))[3:] for _ in range(60)],
        "a chip number": [data.chip_of(dice.randrange(FOUND_PATIENTS)) for _ in range(60)],
    }


def asked() -> dict[str, list[str]]:
    """What somebody types in the ask bar, by kind."""
    found = sought()
    pets = [pair.split()[0] for pair in found["animal and owner"]]
    return {
        "a last name with a typo": found["a last name with a typo"],
        "three letters": found["three letters"],
        "a telephone number in groups": [
            f"{one[:2]} {one[2:6]} {one[6:]}" for one in found["a telephone number"]
        ],
        "the last four digits": [one[-4:] for one in found["a telephone number"]],
        "a command": [f"{pet} consult morgen 10:00" for pet in pets],
    }


def asking(token: str, texts: list[str]) -> Iterator[Call]:
    calls = [call("POST", f"/api/staff/{FIND}/find", token=token, data={"q": text}) for text in texts]
    return itertools.cycle(calls)


def finding(token: str, texts: list[str]) -> Iterator[Call]:
    calls = [
        call("POST", f"/api/staff/{FIND}/patients/find", token=token, data={"q": text, "limit": 20})
        for text in texts
    ]
    return itertools.cycle(calls)
