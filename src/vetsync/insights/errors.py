"""What can fail about figures and reports."""

from vetsync.kit.errors import Invalid, Unavailable


class PeriodTooLong(Invalid):
    """`days_max` is the longest period a report may cover."""

    code = "period_too_long"


class PeriodOutOfReach(Invalid):
    """Before or after every year that a practice has figures for."""

    code = "out_of_reach"


class ExportTooLarge(Invalid):
    """The period holds more appointments than one file takes; `rows_max` says how many those are."""

    code = "export_too_large"


class PeriodReversed(Invalid):
    code = "period_reversed"


class ReportNotMade(Unavailable):
    """The typesetter refused; its message may quote the practice's data and stays inside."""

    code = "report_not_made"
