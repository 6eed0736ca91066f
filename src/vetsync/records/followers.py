"""Records stay with the patient they were written for when it is merged: a signed one is changed by nobody, and whoever
reads goes by what that patient was merged into. A weighing that was noted at a visit belongs to its record.
"""

from vetsync.patients.merging.schemas import Follower

COUNT_OF_CLIENT = """
select count(*) from record r join patient p on p.id = r.patient_id where p.client_id = $1
"""
COUNT_OF_PATIENT = """
select count(*) from record where patient_id in (select id from patient where id = $1 or merged_into = $1)
"""
WEIGHTS_BACK = """
update patient_weight set patient_id = $2
where patient_id = $1
  and source_id in (select r.id from record r join patient p on p.id = r.patient_id where $2 in (p.id, p.merged_into))
returning id
"""

FOLLOWERS = (
    Follower(column="record.client_id", of="client", tally=COUNT_OF_CLIENT),
    Follower(column="record.patient_id", of="patient", back_with=WEIGHTS_BACK, tally=COUNT_OF_PATIENT),
)
