"""initial"""

# ruff: noqa: E501, PLR0915, RUF100  # generated: one statement for each table, conditions as declared

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "activity",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("actor_kind", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("request_id", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("activity_pkey")),
    )
    op.create_index("activity_action", "activity", ["action", "at"], unique=False)
    op.create_index("activity_actor", "activity", ["actor_id", "at"], unique=False)
    op.create_index("activity_at", "activity", ["at", "entry_id"], unique=False)
    op.create_index("activity_tenant", "activity", ["tenant_id", "at"], unique=False)
    op.create_table(
        "activity_cursor",
        sa.Column("chain_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("chain_id", name=op.f("activity_cursor_pkey")),
    )
    op.create_table(
        "audit_entry",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("actor_kind", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("request_id", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("detail", sa.LargeBinary(), nullable=True),
        sa.Column("prev", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("octet_length(prev) = 32 and octet_length(hash) = 32", name="audit_entry_hashed"),
        sa.CheckConstraint("seq > 0", name="audit_entry_counted"),
        sa.PrimaryKeyConstraint("seq", name=op.f("audit_entry_pkey")),
        sa.UniqueConstraint("id", name=op.f("audit_entry_id_key")),
    )
    op.create_index("audit_entry_actor", "audit_entry", ["actor_id", "seq"], unique=False)
    op.create_index("audit_entry_at", "audit_entry", ["at"], unique=False, postgresql_using="brin")
    op.create_index("audit_entry_subject", "audit_entry", ["subject_id", "seq"], unique=False)
    op.create_table(
        "audit_head",
        sa.Column("only", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("prev", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint('"only"', name="audit_head_single"),
        sa.PrimaryKeyConstraint("only", name=op.f("audit_head_pkey")),
    )
    op.create_table(
        "clinic_application",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("applicant_user_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.Text(), server_default="draft", nullable=False),
        sa.Column("facts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("submissions", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("remarks", sa.Text(), server_default="", nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=True),
        sa.Column("slug", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "(state = 'approved') = (tenant_id is not null)", name="clinic_application_approved_whole"
        ),
        sa.CheckConstraint(
            "state <> 'rejected' or remarks <> ''", name="clinic_application_rejected_says_why"
        ),
        sa.CheckConstraint(
            "state in ('draft', 'submitted', 'approved', 'rejected')", name="clinic_application_state_known"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("clinic_application_pkey")),
    )
    op.create_index(
        "clinic_application_applicant", "clinic_application", ["applicant_user_id", "id"], unique=False
    )
    op.create_index(
        "clinic_application_waiting",
        "clinic_application",
        ["submitted_at"],
        unique=False,
        postgresql_where=sa.text("state = 'submitted'"),
    )
    op.create_table(
        "directory_practice",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_fold", sa.Text(), nullable=False),
        sa.Column("city", sa.Text(), nullable=False),
        sa.Column("city_fold", sa.Text(), nullable=False),
        sa.Column("street", sa.Text(), nullable=False),
        sa.Column("postcode", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("species", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("services", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("services_fold", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("type_keys", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("accent", sa.Text(), nullable=False),
        sa.Column("franchise_name", sa.Text(), nullable=True),
        sa.Column("price_from_cents", sa.Integer(), nullable=True),
        sa.Column("photo_ids", postgresql.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("page", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("refreshed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", name=op.f("directory_practice_pkey")),
        sa.UniqueConstraint("slug", name=op.f("directory_practice_slug_key")),
    )
    op.create_index("directory_practice_name", "directory_practice", ["name_fold", "tenant_id"], unique=False)
    op.create_index("directory_practice_place", "directory_practice", ["lat", "lon"], unique=False)
    op.create_index(
        "directory_practice_search",
        "directory_practice",
        ["search_text"],
        unique=False,
        postgresql_using="gin",
        postgresql_ops={"search_text": "gin_trgm_ops"},
    )
    op.create_table(
        "favourite",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "tenant_id", name=op.f("favourite_pkey")),
    )
    op.create_table(
        "idempotency_key",
        sa.Column("actor_id", sa.Uuid(), nullable=False),
        sa.Column("route", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("request_hash", sa.LargeBinary(), nullable=False),
        sa.Column("status", sa.SmallInteger(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("actor_id", "route", "key", name=op.f("idempotency_key_pkey")),
    )
    op.create_index("idempotency_key_age", "idempotency_key", ["created_at"], unique=False)
    op.create_table(
        "letter",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("template", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("data", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("state", sa.Text(), server_default="queued", nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("to_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("locale", sa.Text(), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(state = 'sent') = (sent_at is not null)", name="letter_sent_dated"),
        sa.CheckConstraint("state in ('queued', 'sent', 'failed', 'dropped')", name="letter_state_known"),
        sa.PrimaryKeyConstraint("id", name=op.f("letter_pkey")),
        sa.UniqueConstraint("cause", "template", "recipient", name="letter_once"),
    )
    op.create_index("letter_age", "letter", ["created_at"], unique=False)
    op.create_table(
        "login_throttle",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("refusals", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("window_started_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("kind", "key", name=op.f("login_throttle_pkey")),
    )
    op.create_index("login_throttle_age", "login_throttle", ["window_started_at"], unique=False)
    op.create_table(
        "outbox",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("payload", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("request_id", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fault", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("outbox_pkey")),
    )
    op.create_index(
        "outbox_waiting", "outbox", ["due_at"], unique=False, postgresql_where=sa.text("done_at is null")
    )
    op.create_table(
        "owner_practice",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "tenant_id", name=op.f("owner_practice_pkey")),
    )
    op.create_index("owner_practice_tenant", "owner_practice", ["tenant_id", "client_id"], unique=True)
    op.create_table(
        "pet",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_user_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("species", sa.Text(), nullable=False),
        sa.Column("breed", sa.Text(), server_default="", nullable=False),
        sa.Column("sex", sa.Text(), server_default="unknown", nullable=False),
        sa.Column("neutered", sa.Boolean(), nullable=True),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("born_is_estimate", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("weight_grams", sa.Integer(), nullable=True),
        sa.Column("colour", sa.Text(), server_default="", nullable=False),
        sa.Column("chip", sa.LargeBinary(), nullable=True),
        sa.Column("chip_index", sa.LargeBinary(), nullable=True),
        sa.Column("photo_file_id", sa.Uuid(), nullable=True),
        sa.Column("state", sa.Text(), server_default="active", nullable=False),
        sa.Column("deceased_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("(state = 'deceased') = (deceased_on is not null)", name="pet_death_dated"),
        sa.CheckConstraint("sex in ('male', 'female', 'unknown')"),
        sa.CheckConstraint(
            "species in ('dog', 'cat', 'rabbit', 'guinea_pig', 'hamster', 'rat', 'mouse', 'ferret', 'bird', 'reptile', 'fish', 'horse', 'goat', 'other')"
        ),
        sa.CheckConstraint("state in ('active', 'archived', 'deceased')"),
        sa.CheckConstraint("(chip is null) = (chip_index is null)", name="pet_chip_indexed"),
        sa.CheckConstraint("char_length(name) between 1 and 80", name="pet_name_length"),
        sa.CheckConstraint("weight_grams between 1 and 1500000", name="pet_weight_possible"),
        sa.PrimaryKeyConstraint("id", name=op.f("pet_pkey")),
    )
    op.create_index(op.f("pet_owner_user_id_idx"), "pet", ["owner_user_id"], unique=False)
    op.create_table(
        "provision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("schema_name", sa.Text(), nullable=False),
        sa.Column("role_name", sa.Text(), nullable=False),
        sa.Column("facts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("applicant_user_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.Text(), server_default="requested", nullable=False),
        sa.Column("attempts", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("kind in ('practice', 'franchise')", name="provision_kind_known"),
        sa.CheckConstraint(
            "state in ('requested', 'schema_made', 'defaults_written', 'live')", name="provision_state_known"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("provision_pkey")),
        sa.UniqueConstraint("application_id", name=op.f("provision_application_id_key")),
        sa.UniqueConstraint("role_name", name=op.f("provision_role_name_key")),
        sa.UniqueConstraint("schema_name", name=op.f("provision_schema_name_key")),
        sa.UniqueConstraint("slug", name=op.f("provision_slug_key")),
        sa.UniqueConstraint("tenant_id", name=op.f("provision_tenant_id_key")),
    )
    op.create_index(
        "provision_open",
        "provision",
        ["requested_at"],
        unique=False,
        postgresql_where=sa.text("state <> 'live'"),
    )
    op.create_table(
        "tenant",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("schema_name", sa.Text(), nullable=False),
        sa.Column("role_name", sa.Text(), nullable=False),
        sa.Column("database_key", sa.Text(), server_default="main", nullable=False),
        sa.Column("schema_version", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.Text(), server_default="active", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("kind in ('practice', 'franchise')", name="tenant_kind_known"),
        sa.CheckConstraint("parent_id is null or kind = 'practice'", name="tenant_two_levels"),
        sa.CheckConstraint("role_name ~ '^t_[a-z0-9_]{1,40}$'", name="tenant_role_form"),
        sa.CheckConstraint("slug ~ '^[a-z0-9][a-z0-9-]{1,59}$'", name="tenant_slug_form"),
        sa.CheckConstraint("state in ('active', 'suspended', 'leaving')", name="tenant_state_known"),
        sa.ForeignKeyConstraint(["parent_id"], ["tenant.id"], name=op.f("tenant_parent_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("tenant_pkey")),
        sa.UniqueConstraint("role_name", name=op.f("tenant_role_name_key")),
        sa.UniqueConstraint("schema_name", name=op.f("tenant_schema_name_key")),
        sa.UniqueConstraint("slug", name=op.f("tenant_slug_key")),
    )
    op.create_index(op.f("tenant_parent_id_idx"), "tenant", ["parent_id"], unique=False)
    op.create_table(
        "tenant_pulse",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("events_waiting", sa.Integer(), nullable=False),
        sa.Column("events_failed", sa.Integer(), nullable=False),
        sa.Column("events_given_up", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("oldest_waiting_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("measured_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", name=op.f("tenant_pulse_pkey")),
    )
    op.create_table(
        "user_account",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.LargeBinary(), nullable=False),
        sa.Column("email_index", sa.LargeBinary(), nullable=False),
        sa.Column("first_name", sa.String(length=80), nullable=False),
        sa.Column("last_name", sa.String(length=80), nullable=False),
        sa.Column("name_search", sa.Text(), nullable=False),
        sa.Column("phone", sa.LargeBinary(), nullable=True),
        sa.Column("locale", sa.Text(), server_default="nl", nullable=False),
        sa.Column("theme", sa.Text(), server_default="system", nullable=False),
        sa.Column("picture_file_id", sa.Uuid(), nullable=True),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("email_verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.Text(), server_default="active", nullable=False),
        sa.Column("session_version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("locale in ('nl', 'en')", name="user_account_locale_known"),
        sa.CheckConstraint("state in ('active', 'disabled')", name="user_account_state_known"),
        sa.CheckConstraint("theme in ('system', 'light', 'dark')", name="user_account_theme_known"),
        sa.PrimaryKeyConstraint("id", name=op.f("user_account_pkey")),
        sa.UniqueConstraint("email_index", name=op.f("user_account_email_index_key")),
    )
    op.create_index("user_account_by_name", "user_account", ["name_search", "id"], unique=False)
    op.create_table(
        "clinic_admin",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("clinic_admin_user_id_fkey")),
        sa.PrimaryKeyConstraint("user_id", name=op.f("clinic_admin_pkey")),
    )
    op.create_table(
        "clinic_application_document",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("applicant_user_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("storage_key", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "kind in ('trade_register', 'licence', 'processor_agreement')",
            name="clinic_application_document_kind_known",
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["clinic_application.id"],
            name=op.f("clinic_application_document_application_id_fkey"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("clinic_application_document_pkey")),
    )
    op.create_index(
        "clinic_application_document_current",
        "clinic_application_document",
        ["application_id", "kind"],
        unique=True,
        postgresql_where=sa.text("replaced_at is null"),
    )
    op.create_table(
        "clinic_application_event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("applicant_user_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("actor_side", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("remarks", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint(
            "actor_side in ('applicant', 'platform')", name="clinic_application_event_side_known"
        ),
        sa.CheckConstraint(
            "what in ('created', 'changed', 'document_added', 'submitted', 'resubmitted', 'approved', 'rejected')",
            name="clinic_application_event_what_known",
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["clinic_application.id"],
            name=op.f("clinic_application_event_application_id_fkey"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("clinic_application_event_pkey")),
    )
    op.create_index(
        "clinic_application_event_of", "clinic_application_event", ["application_id", "id"], unique=False
    )
    op.create_table(
        "directory_exception",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("opens", sa.Time(), nullable=True),
        sa.Column("closes", sa.Time(), nullable=True),
        sa.Column("note", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id"],
            ["directory_practice.tenant_id"],
            name=op.f("directory_exception_tenant_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("directory_exception_pkey")),
    )
    op.create_index("directory_exception_day", "directory_exception", ["tenant_id", "on_date"], unique=False)
    op.create_table(
        "directory_hours",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("weekday", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("opens", sa.Time(), nullable=False),
        sa.Column("closes", sa.Time(), nullable=False),
        sa.CheckConstraint("weekday between 1 and 7 and opens < closes", name="directory_hours_form"),
        sa.ForeignKeyConstraint(
            ["tenant_id"],
            ["directory_practice.tenant_id"],
            name=op.f("directory_hours_tenant_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "weekday", "opens", name=op.f("directory_hours_pkey")),
    )
    op.create_table(
        "login_session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("session_version", sa.Integer(), nullable=False),
        sa.Column("device", sa.String(length=120), nullable=True),
        sa.Column("device_key", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("login_session_user_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("login_session_pkey")),
    )
    op.create_index("login_session_age", "login_session", ["expires_at"], unique=False)
    op.create_index(op.f("login_session_user_id_idx"), "login_session", ["user_id"], unique=False)
    op.create_table(
        "mail_token",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("token", sa.LargeBinary(), nullable=True),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("purpose in ('verify', 'reset')", name="mail_token_purpose_known"),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("mail_token_user_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("mail_token_pkey")),
        sa.UniqueConstraint("token_hash", name=op.f("mail_token_token_hash_key")),
    )
    op.create_index("mail_token_age", "mail_token", ["expires_at"], unique=False)
    op.create_index(op.f("mail_token_user_id_idx"), "mail_token", ["user_id"], unique=False)
    op.create_table(
        "notification_setting",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.Boolean(), nullable=False),
        sa.Column("sms", sa.Boolean(), nullable=False),
        sa.Column("push", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("notification_setting_user_id_fkey")
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("notification_setting_pkey")),
    )
    op.create_table(
        "pet_owner",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("pet_owner_user_id_fkey")),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pet_owner_pkey")),
    )
    op.create_table(
        "role",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("permissions", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("role_tenant_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("role_pkey")),
    )
    op.create_index("role_name_once", "role", ["tenant_id", sa.literal_column("lower(name)")], unique=True)
    op.create_table(
        "system_admin",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("system_admin_user_id_fkey")),
        sa.PrimaryKeyConstraint("user_id", name=op.f("system_admin_pkey")),
    )
    op.create_table(
        "vet_application",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("licence_number", sa.String(length=40), nullable=False),
        sa.Column("specialisation", sa.String(length=120), nullable=True),
        sa.Column("note", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("state", sa.Text(), server_default="pending", nullable=False),
        sa.Column("remarks", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("(state = 'pending') = (decided_at is null)", name="vet_application_decision"),
        sa.CheckConstraint(
            "state in ('pending', 'approved', 'rejected')", name="vet_application_state_known"
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("vet_application_tenant_id_fkey")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("vet_application_user_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("vet_application_pkey")),
    )
    op.create_index(
        "vet_application_pending_once",
        "vet_application",
        ["user_id", "tenant_id"],
        unique=True,
        postgresql_where=sa.text("state = 'pending'"),
    )
    op.create_index(op.f("vet_application_tenant_id_idx"), "vet_application", ["tenant_id"], unique=False)
    op.create_index(op.f("vet_application_user_id_idx"), "vet_application", ["user_id"], unique=False)
    op.create_table(
        "vet_professional",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("licence_number", sa.String(length=40), nullable=True),
        sa.Column("specialisation", sa.String(length=120), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("vet_professional_user_id_fkey")),
        sa.PrimaryKeyConstraint("user_id", name=op.f("vet_professional_pkey")),
    )
    op.create_table(
        "invitation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.LargeBinary(), nullable=False),
        sa.Column("email_index", sa.LargeBinary(), nullable=False),
        sa.Column("first_name", sa.String(length=80), nullable=True),
        sa.Column("last_name", sa.String(length=80), nullable=True),
        sa.Column("role_key", sa.Text(), nullable=True),
        sa.Column("role_id", sa.Uuid(), nullable=True),
        sa.Column("role_version", sa.Integer(), nullable=True),
        sa.Column("department_id", sa.Uuid(), nullable=True),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("token", sa.LargeBinary(), nullable=True),
        sa.Column("invited_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_by", sa.Uuid(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("expires_at <= created_at + interval '72 hours'", name="invitation_short_lived"),
        sa.CheckConstraint("num_nonnulls(accepted_at, revoked_at) < 2", name="invitation_one_end"),
        sa.CheckConstraint("num_nonnulls(role_key, role_id) = 1", name="invitation_one_role"),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], name=op.f("invitation_role_id_fkey")),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("invitation_tenant_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("invitation_pkey")),
        sa.UniqueConstraint("token_hash", name=op.f("invitation_token_hash_key")),
    )
    op.create_index(op.f("invitation_email_index_idx"), "invitation", ["email_index"], unique=False)
    op.create_index(op.f("invitation_tenant_id_idx"), "invitation", ["tenant_id"], unique=False)
    op.create_table(
        "membership",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("role_key", sa.Text(), nullable=True),
        sa.Column("role_id", sa.Uuid(), nullable=True),
        sa.Column("department_id", sa.Uuid(), nullable=True),
        sa.Column("state", sa.Text(), server_default="active", nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("(state = 'ended') = (ended_at is not null)", name="membership_end"),
        sa.CheckConstraint("state in ('active', 'ended')", name="membership_state_known"),
        sa.CheckConstraint("num_nonnulls(role_key, role_id) = 1", name="membership_one_role"),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], name=op.f("membership_role_id_fkey")),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("membership_tenant_id_fkey")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("membership_user_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("membership_pkey")),
    )
    op.create_index(
        "membership_active_once",
        "membership",
        ["user_id", "tenant_id"],
        unique=True,
        postgresql_where=sa.text("state = 'active'"),
    )
    op.create_index(op.f("membership_role_id_idx"), "membership", ["role_id"], unique=False)
    op.create_index(op.f("membership_tenant_id_idx"), "membership", ["tenant_id"], unique=False)
    op.create_table(
        "refresh_token",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["login_session.id"],
            name=op.f("refresh_token_session_id_fkey"),
            ondelete="cascade",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("refresh_token_pkey")),
        sa.UniqueConstraint("token_hash", name=op.f("refresh_token_token_hash_key")),
    )
    op.create_index("refresh_token_age", "refresh_token", ["expires_at"], unique=False)
    op.create_index(op.f("refresh_token_session_id_idx"), "refresh_token", ["session_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("refresh_token_session_id_idx"), table_name="refresh_token")
    op.drop_index("refresh_token_age", table_name="refresh_token")
    op.drop_table("refresh_token")
    op.drop_index(op.f("membership_tenant_id_idx"), table_name="membership")
    op.drop_index(op.f("membership_role_id_idx"), table_name="membership")
    op.drop_index(
        "membership_active_once", table_name="membership", postgresql_where=sa.text("state = 'active'")
    )
    op.drop_table("membership")
    op.drop_index(op.f("invitation_tenant_id_idx"), table_name="invitation")
    op.drop_index(op.f("invitation_email_index_idx"), table_name="invitation")
    op.drop_table("invitation")
    op.drop_table("vet_professional")
    op.drop_index(op.f("vet_application_user_id_idx"), table_name="vet_application")
    op.drop_index(op.f("vet_application_tenant_id_idx"), table_name="vet_application")
    op.drop_index(
        "vet_application_pending_once",
        table_name="vet_application",
        postgresql_where=sa.text("state = 'pending'"),
    )
    op.drop_table("vet_application")
    op.drop_table("system_admin")
    op.drop_index("role_name_once", table_name="role")
    op.drop_table("role")
    op.drop_table("pet_owner")
    op.drop_table("notification_setting")
    op.drop_index(op.f("mail_token_user_id_idx"), table_name="mail_token")
    op.drop_index("mail_token_age", table_name="mail_token")
    op.drop_table("mail_token")
    op.drop_index(op.f("login_session_user_id_idx"), table_name="login_session")
    op.drop_index("login_session_age", table_name="login_session")
    op.drop_table("login_session")
    op.drop_table("directory_hours")
    op.drop_index("directory_exception_day", table_name="directory_exception")
    op.drop_table("directory_exception")
    op.drop_index("clinic_application_event_of", table_name="clinic_application_event")
    op.drop_table("clinic_application_event")
    op.drop_index(
        "clinic_application_document_current",
        table_name="clinic_application_document",
        postgresql_where=sa.text("replaced_at is null"),
    )
    op.drop_table("clinic_application_document")
    op.drop_table("clinic_admin")
    op.drop_index("user_account_by_name", table_name="user_account")
    op.drop_table("user_account")
    op.drop_table("tenant_pulse")
    op.drop_index(op.f("tenant_parent_id_idx"), table_name="tenant")
    op.drop_table("tenant")
    op.drop_index("provision_open", table_name="provision", postgresql_where=sa.text("state <> 'live'"))
    op.drop_table("provision")
    op.drop_index(op.f("pet_owner_user_id_idx"), table_name="pet")
    op.drop_table("pet")
    op.drop_index("owner_practice_tenant", table_name="owner_practice")
    op.drop_table("owner_practice")
    op.drop_index("outbox_waiting", table_name="outbox", postgresql_where=sa.text("done_at is null"))
    op.drop_table("outbox")
    op.drop_index("login_throttle_age", table_name="login_throttle")
    op.drop_table("login_throttle")
    op.drop_index("letter_age", table_name="letter")
    op.drop_table("letter")
    op.drop_index("idempotency_key_age", table_name="idempotency_key")
    op.drop_table("idempotency_key")
    op.drop_table("favourite")
    op.drop_index(
        "directory_practice_search",
        table_name="directory_practice",
        postgresql_using="gin",
        postgresql_ops={"search_text": "gin_trgm_ops"},
    )
    op.drop_index("directory_practice_place", table_name="directory_practice")
    op.drop_index("directory_practice_name", table_name="directory_practice")
    op.drop_table("directory_practice")
    op.drop_index(
        "clinic_application_waiting",
        table_name="clinic_application",
        postgresql_where=sa.text("state = 'submitted'"),
    )
    op.drop_index("clinic_application_applicant", table_name="clinic_application")
    op.drop_table("clinic_application")
    op.drop_table("audit_head")
    op.drop_index("audit_entry_subject", table_name="audit_entry")
    op.drop_index("audit_entry_at", table_name="audit_entry", postgresql_using="brin")
    op.drop_index("audit_entry_actor", table_name="audit_entry")
    op.drop_table("audit_entry")
    op.drop_table("activity_cursor")
    op.drop_index("activity_tenant", table_name="activity")
    op.drop_index("activity_at", table_name="activity")
    op.drop_index("activity_actor", table_name="activity")
    op.drop_index("activity_action", table_name="activity")
    op.drop_table("activity")
