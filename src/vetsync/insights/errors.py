"""What can fail about figures and reports."""

from vetsync.kit.errors import Invalid, Unavailable


class PeriodTooLong(Invalid):
    """`days_max` is the longest period a report may cover."""

    code = "period_too_long"


class PeriodReversed(Invalid):
    code = "period_reversed"


class ReportNotMade(Unavailable):
    """The typesetter refused; its message may quote the practice's data and stays inside."""

    code = "report_not_made"
