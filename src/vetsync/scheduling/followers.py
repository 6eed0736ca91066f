"""How appointments, visits and who waits for a time follow when two clients or two patients are merged. All are of a
patient, and so of that patient's client.
"""

from vetsync.patients.merging.schemas import Follower

APPOINTMENTS_OF_CLIENT = """
update appointment set client_id = $2 where client_id = $1 and ($3::uuid[] is null or id = any($3)) returning id
"""
APPOINTMENTS_BACK = """
update appointment set client_id = $2 where client_id = $1 and patient_id = any($3::uuid[]) returning id
"""
COUNT_OF_CLIENT = "select count(*) from appointment where client_id = $1"
APPOINTMENTS_OF_PATIENT = """
update appointment set patient_id = $2 where patient_id = $1 and ($3::uuid[] is null or id = any($3)) returning id
"""
COUNT_OF_PATIENT = "select count(*) from appointment where patient_id = $1"
VISITS_OF_CLIENT = """
update visit set client_id = $2 where client_id = $1 and ($3::uuid[] is null or id = any($3)) returning id
"""
VISITS_BACK = """
update visit set client_id = $2 where client_id = $1 and patient_id = any($3::uuid[]) returning id
"""
VISITS_OF_PATIENT = """
update visit set patient_id = $2 where patient_id = $1 and ($3::uuid[] is null or id = any($3)) returning id
"""
WAITLIST_OF_PATIENT = """
update waitlist_entry set patient_id = $2 where patient_id = $1 and ($3::uuid[] is null or id = any($3)) returning id
"""

FOLLOWERS = (
    Follower(
        column="appointment.client_id", of="client", move=APPOINTMENTS_OF_CLIENT, back_with=APPOINTMENTS_BACK,
        tally=COUNT_OF_CLIENT,
    ),
    Follower(column="visit.client_id", of="client", move=VISITS_OF_CLIENT, back_with=VISITS_BACK),
    Follower(
        column="appointment.patient_id", of="patient", move=APPOINTMENTS_OF_PATIENT, tally=COUNT_OF_PATIENT
    ),
    Follower(column="visit.patient_id", of="patient", move=VISITS_OF_PATIENT),
    Follower(column="waitlist_entry.patient_id", of="patient", move=WAITLIST_OF_PATIENT),
)  # fmt: skip
