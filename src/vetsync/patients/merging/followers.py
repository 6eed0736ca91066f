"""What follows when two are merged. Other domains hold references that this one cannot know of: the program says them.

In the order in which they move: whoever makes one row from another (a visit from its appointment) holds the other one,
so what was made meanwhile is there when its turn comes.
"""

from vetsync.patients.merging.schemas import Follower, Kind

PATIENTS_OF_CLIENT = """
update patient set client_id = $2 where client_id = $1 and ($3::uuid[] is null or id = any($3)) returning id
"""
CLIENTS_MERGED = """
update client set merged_into = $2 where merged_into = $1 and ($3::uuid[] is null or id = any($3)) returning id
"""
CLIENTS_ALIKE = """
update client set possible_duplicate_of = $2
where possible_duplicate_of = $1 and id <> $2 and ($3::uuid[] is null or id = any($3)) returning id
"""
PATIENTS_MERGED = """
update patient set merged_into = $2 where merged_into = $1 and ($3::uuid[] is null or id = any($3)) returning id
"""
WEIGHTS = """
update patient_weight set patient_id = $2 where patient_id = $1 and ($3::uuid[] is null or id = any($3)) returning id
"""
COUNT_PATIENTS = "select count(*) from patient where client_id = $1 and state <> 'merged'"
COUNT_WEIGHTS = "select count(*) from patient_weight where patient_id = $1"

OWN = (
    Follower(column="patient.client_id", of="client", move=PATIENTS_OF_CLIENT, tally=COUNT_PATIENTS),
    Follower(column="client.merged_into", of="client", move=CLIENTS_MERGED),
    Follower(column="client.possible_duplicate_of", of="client", move=CLIENTS_ALIKE),
    Follower(column="patient.merged_into", of="patient", move=PATIENTS_MERGED),
    Follower(column="patient_weight.patient_id", of="patient", move=WEIGHTS, tally=COUNT_WEIGHTS),
)

_all: tuple[Follower, ...] = OWN


def register_followers(*others: Follower) -> None:
    """Called once, where the program is put together: what is in other domains."""
    global _all  # noqa: PLW0603 - set once before the first request
    _all = OWN + others


def followers(kind: Kind) -> tuple[Follower, ...]:
    return tuple(one for one in _all if one.of == kind)
