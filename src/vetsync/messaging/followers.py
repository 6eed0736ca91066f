"""How conversations follow when two clients or two patients are merged."""

from vetsync.patients.merging.schemas import Follower

THREADS_OF_CLIENT = """
update thread set client_id = $2 where client_id = $1 and ($3::uuid[] is null or id = any($3)) returning id
"""
THREADS_BACK = """
update thread set client_id = $2 where client_id = $1 and patient_id = any($3::uuid[]) returning id
"""
COUNT_OF_CLIENT = "select count(*) from thread where client_id = $1"
THREADS_OF_PATIENT = """
update thread set patient_id = $2 where patient_id = $1 and ($3::uuid[] is null or id = any($3)) returning id
"""
COUNT_OF_PATIENT = "select count(*) from thread where patient_id = $1"

FOLLOWERS = (
    Follower(
        column="thread.client_id", of="client", move=THREADS_OF_CLIENT, back_with=THREADS_BACK, tally=COUNT_OF_CLIENT
    ),
    Follower(column="thread.patient_id", of="patient", move=THREADS_OF_PATIENT, tally=COUNT_OF_PATIENT),
)  # fmt: skip
