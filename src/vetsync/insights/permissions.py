"""What one must be allowed to do here."""

PLATFORM_READ = "platform.read"
PLATFORM_MANAGE = "platform.manage"
SCHEDULE_READ = "schedule.read"
REPORTS_READ = "reports.read"
FRANCHISE_READ = "franchise.read"
