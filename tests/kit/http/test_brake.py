"""An address that sends more than people do is held back; what is remembered of addresses has a bound."""

from typing import Any, cast

import pytest
from litestar import Request

from vetsync.kit.errors import TooMany
from vetsync.kit.http.brake import AddressBrake


class Watch:
    """Seconds that go by when a test says so."""

    def __init__(self) -> None:
        self.seconds = 1_000.0

    def __call__(self) -> float:
        return self.seconds


def request_from(address: str | None, **headers: str) -> Request[Any, Any, Any]:
    lines = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "client": (address, 40_000) if address else None, "headers": lines}
    return Request(cast(Any, scope))


def passed(brake: AddressBrake, request: Request[Any, Any, Any], times: int) -> int:
    let_through = 0
    for _ in range(times):
        try:
            brake.hold(request)
        except TooMany:
            continue
        let_through += 1
    return let_through


def test_an_address_gets_its_burst_and_then_what_flows_in() -> None:
    watch = Watch()
    brake = AddressBrake(2, 10, monotonic=watch)
    assert passed(brake, request_from("203.0.113.7"), 15) == 10
    watch.seconds += 3
    assert passed(brake, request_from("203.0.113.7"), 15) == 6
    watch.seconds += 3_600
    assert passed(brake, request_from("203.0.113.7"), 15) == 10


def test_the_answer_says_when_the_next_request_passes() -> None:
    watch = Watch()
    brake = AddressBrake(0.1, 1, monotonic=watch)
    brake.hold(request_from("203.0.113.7"))
    with pytest.raises(TooMany) as held:
        brake.hold(request_from("203.0.113.7"))
    assert held.value.data == {"retry_after_seconds": 10}
    watch.seconds += 10
    brake.hold(request_from("203.0.113.7"))


def test_others_are_not_held_back_and_one_subscriber_is_one_address() -> None:
    brake = AddressBrake(1, 5, monotonic=Watch())
    assert passed(brake, request_from("203.0.113.7"), 9) == 5
    assert passed(brake, request_from("203.0.113.8"), 9) == 5
    assert (
        passed(brake, request_from("2001:db8:1:2::1"), 3) + passed(brake, request_from("2001:db8:1:2::9"), 6)
        == 5
    )


def test_who_has_many_ipv6_networks_does_not_walk_round_the_brake() -> None:
    watch = Watch()
    brake = AddressBrake(1, 5, monotonic=watch)
    walked = sum(passed(brake, request_from(f"2001:db8:1:{number:x}::1"), 1) for number in range(200))
    assert walked == 20
    assert len(brake) == 21, "nor does it push others out of memory"
    assert passed(brake, request_from("2001:db8:2::1"), 9) == 5, "the network next door"
    watch.seconds += 1
    assert sum(passed(brake, request_from(f"2001:db8:1:{number:x}::1"), 1) for number in range(200)) == 4


def test_no_more_addresses_are_remembered_than_there_is_room_for() -> None:
    brake = AddressBrake(1, 5, addresses_max=100, monotonic=Watch())
    for number in range(1_000):
        brake.take(f"address {number}")
    assert len(brake) == 100


def test_this_machine_is_spared_only_where_nobody_else_comes_from_there() -> None:
    alone = AddressBrake(1, 5, spares_this_machine=True, monotonic=Watch())
    assert passed(alone, request_from("127.0.0.1"), 5_000) == 5_000
    assert passed(alone, request_from("::1"), 50) == 50
    assert passed(alone, request_from("203.0.113.7"), 50) == 5
    public = AddressBrake(1, 5, monotonic=Watch())
    assert passed(public, request_from("127.0.0.1"), 50) == 5


@pytest.mark.parametrize("mark", ["x_forwarded_for", "forwarded", "x_real_ip", "via"])
def test_a_proxy_on_this_machine_is_not_this_machine(mark: str) -> None:
    brake = AddressBrake(1, 5, spares_this_machine=True, monotonic=Watch())
    assert passed(brake, request_from("127.0.0.1", **{mark: "127.0.0.1"}), 50) == 5
    assert passed(brake, request_from(None), 50) == 5


def test_nought_a_second_sets_no_limit() -> None:
    assert passed(AddressBrake(0, 1), request_from("203.0.113.7"), 5_000) == 5_000
