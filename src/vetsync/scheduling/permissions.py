"""What a role may be allowed to do here."""

SCHEDULE_READ = "schedule.read"
SCHEDULE_BOOK = "schedule.book"
SCHEDULE_APPROVE = "schedule.approve"
SCHEDULE_MANAGE = "schedule.manage"
OWNER_USE = "owner.use"
