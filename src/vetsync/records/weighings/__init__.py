"""The weighings of a patient, at which visit each was, and the correction of one that was written down wrongly."""
