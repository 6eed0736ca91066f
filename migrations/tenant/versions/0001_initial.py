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
        "appointment_type",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name_nl", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("minutes", sa.SmallInteger(), nullable=False),
        sa.Column("before_minutes", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("after_minutes", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("grid_minutes", sa.SmallInteger(), server_default="10", nullable=False),
        sa.Column("lead_minutes", sa.Integer(), server_default="60", nullable=False),
        sa.Column("horizon_days", sa.SmallInteger(), server_default="90", nullable=False),
        sa.Column("notice_minutes", sa.Integer(), server_default="1440", nullable=False),
        sa.Column("mode", sa.Text(), server_default="approve", nullable=False),
        sa.Column("species", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("price_min_cents", sa.Integer(), nullable=True),
        sa.Column("price_max_cents", sa.Integer(), nullable=True),
        sa.Column("daily_limit", sa.SmallInteger(), nullable=True),
        sa.Column("online", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "category in ('consult', 'vaccine', 'surgery', 'dental', 'recheck', 'nurse', 'imaging', 'urgent', 'farewell')",
            name="appointment_type_category_known",
        ),
        sa.CheckConstraint("key ~ '^[a-z0-9][a-z0-9-]{0,59}$'", name="appointment_type_key_form"),
        sa.CheckConstraint("mode in ('request', 'approve', 'instant')", name="appointment_type_mode_known"),
        sa.CheckConstraint(
            "before_minutes between 0 and 240 and after_minutes between 0 and 240",
            name="appointment_type_buffers",
        ),
        sa.CheckConstraint("daily_limit > 0", name="appointment_type_daily_limit"),
        sa.CheckConstraint("grid_minutes in (5, 10, 15, 20, 30, 60)", name="appointment_type_grid"),
        sa.CheckConstraint(
            "lead_minutes between 0 and 525600 and notice_minutes between 0 and 525600 and horizon_days between 1 and 730",
            name="appointment_type_reach",
        ),
        sa.CheckConstraint("minutes between 5 and 720", name="appointment_type_minutes"),
        sa.CheckConstraint(
            "price_min_cents >= 0 and price_max_cents >= price_min_cents", name="appointment_type_price"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("appointment_type_pkey")),
        sa.UniqueConstraint("key", name=op.f("appointment_type_key_key")),
    )
    op.create_table(
        "arrangement",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column(
            "trail", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'[]'"), nullable=False
        ),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("jsonb_array_length(trail) <= 8", name="arrangement_trail_short"),
        sa.PrimaryKeyConstraint("user_id", name=op.f("arrangement_pkey")),
    )
    op.create_index("arrangement_when", "arrangement", ["kept_at"], unique=False)
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
        "client",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("salutation", sa.Text(), server_default="", nullable=False),
        sa.Column("first_name", sa.Text(), server_default="", nullable=False),
        sa.Column("prefix", sa.Text(), server_default="", nullable=False),
        sa.Column("last_name", sa.Text(), nullable=False),
        sa.Column("name_search", sa.Text(), nullable=False),
        sa.Column("name_sound", sa.Text(), server_default="", nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("name_edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("email_edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("phone_edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("email", sa.LargeBinary(), nullable=True),
        sa.Column("email_index", sa.LargeBinary(), nullable=True),
        sa.Column("phone", sa.LargeBinary(), nullable=True),
        sa.Column("phone_index", sa.LargeBinary(), nullable=True),
        sa.Column("phone_second", sa.LargeBinary(), nullable=True),
        sa.Column("phone_second_index", sa.LargeBinary(), nullable=True),
        sa.Column("phone_ends", sa.ARRAY(sa.LargeBinary()), server_default="{}", nullable=False),
        sa.Column("phone_second_ends", sa.ARRAY(sa.LargeBinary()), server_default="{}", nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=True),
        sa.Column("postcode", sa.Text(), server_default="", nullable=False),
        sa.Column("city", sa.Text(), server_default="", nullable=False),
        sa.Column("notes", sa.LargeBinary(), nullable=True),
        sa.Column("alert", sa.Text(), server_default="", nullable=False),
        sa.Column("locale", sa.Text(), server_default="nl", nullable=False),
        sa.Column("allows_email", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("allows_sms", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("allows_marketing", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("state", sa.Text(), server_default="active", nullable=False),
        sa.Column("possible_duplicate_of", sa.Uuid(), nullable=True),
        sa.Column("merged_into", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("(state = 'merged') = (merged_into is not null)", name="client_merged_into"),
        sa.CheckConstraint("state in ('active', 'archived', 'merged')"),
        sa.CheckConstraint("(email is null) = (email_index is null)", name="client_email_indexed"),
        sa.CheckConstraint("(phone is null) = (phone_index is null)", name="client_phone_indexed"),
        sa.CheckConstraint("char_length(last_name) between 1 and 120", name="client_name_length"),
        sa.ForeignKeyConstraint(["merged_into"], ["client.id"], name=op.f("client_merged_into_fkey")),
        sa.ForeignKeyConstraint(
            ["possible_duplicate_of"], ["client.id"], name=op.f("client_possible_duplicate_of_fkey")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("client_pkey")),
        sa.UniqueConstraint("number", name=op.f("client_number_key")),
    )
    op.create_index(
        "client_email",
        "client",
        ["email_index"],
        unique=False,
        postgresql_where=sa.text("email_index is not null"),
    )
    op.create_index(
        "client_merged",
        "client",
        ["merged_into"],
        unique=False,
        postgresql_where=sa.text("merged_into is not null"),
    )
    op.create_index(
        "client_name_search",
        "client",
        ["name_search"],
        unique=False,
        postgresql_using="gin",
        postgresql_ops={"name_search": "gin_trgm_ops"},
    )
    op.create_index(
        "client_name_sound",
        "client",
        ["name_sound"],
        unique=False,
        postgresql_using="gin",
        postgresql_ops={"name_sound": "gin_trgm_ops"},
    )
    op.create_index(
        "client_phone",
        "client",
        ["phone_index"],
        unique=False,
        postgresql_where=sa.text("phone_index is not null"),
    )
    op.create_index("client_phone_ends", "client", ["phone_ends"], unique=False, postgresql_using="gin")
    op.create_index(
        "client_phone_second",
        "client",
        ["phone_second_index"],
        unique=False,
        postgresql_where=sa.text("phone_second_index is not null"),
    )
    op.create_index(
        "client_phone_second_ends", "client", ["phone_second_ends"], unique=False, postgresql_using="gin"
    )
    op.create_index(
        "client_user_once",
        "client",
        ["user_id"],
        unique=True,
        postgresql_where=sa.text("user_id is not null"),
    )
    op.create_table(
        "client_counter",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("client_counter_pkey")),
    )
    op.create_table(
        "department",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("char_length(name) between 1 and 80", name="department_name_length"),
        sa.PrimaryKeyConstraint("id", name=op.f("department_pkey")),
    )
    op.create_index("department_name_once", "department", [sa.literal_column("lower(name)")], unique=True)
    op.create_table(
        "hours_exception",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("opens", sa.Time(), nullable=True),
        sa.Column("closes", sa.Time(), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint(
            "(opens is null) = (closes is null) and opens < closes", name="hours_exception_order"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("hours_exception_pkey")),
        sa.UniqueConstraint(
            "on_date", "opens", name="hours_exception_once", postgresql_nulls_not_distinct=True
        ),
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
        "layout",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("role_key", sa.Text(), nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column(
            "parts", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'"), nullable=False
        ),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "jsonb_typeof(parts) = 'object' and octet_length(parts::text) <= 4096", name="layout_small"
        ),
        sa.PrimaryKeyConstraint("user_id", "role_key", "workspace", name=op.f("layout_pkey")),
    )
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
    op.create_index(
        "letter_appointment", "letter", [sa.literal_column("(data ->> 'appointment_id')")], unique=False
    )
    op.create_table(
        "likely_count",
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("context", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("taught_by", sa.LargeBinary(), nullable=False),
        sa.Column("weight", sa.Double(), nullable=False),
        sa.Column("counted_on", sa.Date(), nullable=False),
        sa.CheckConstraint("act ~ '^[a-z]+[.][a-z-]+$'", name="likely_count_act_is_a_word"),
        sa.CheckConstraint("context ~ '^[a-z|.-]{0,120}$'", name="likely_count_context_of_words"),
        sa.CheckConstraint("char_length(role) <= 36", name="likely_count_role"),
        sa.CheckConstraint("octet_length(taught_by) = 16", name="likely_count_taught_by_blind"),
        sa.CheckConstraint("weight > 0 and weight <= 10000", name="likely_count_weight"),
        sa.PrimaryKeyConstraint("role", "context", "act", "taught_by", name=op.f("likely_count_pkey")),
    )
    op.create_index("likely_count_of_teacher", "likely_count", ["taught_by"], unique=False)
    op.create_table(
        "likely_switch",
        sa.Column("holder_id", sa.Uuid(), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("holder_id", name=op.f("likely_switch_pkey")),
    )
    op.create_table(
        "merge",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("kept_id", sa.Uuid(), nullable=False),
        sa.Column("dropped_id", sa.Uuid(), nullable=False),
        sa.Column("dropped_state", sa.Text(), nullable=False),
        sa.Column("changed", sa.LargeBinary(), nullable=False),
        sa.Column("merged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("merged_by", sa.Uuid(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("dropped_state in ('active', 'archived', 'deceased')"),
        sa.CheckConstraint("kind in ('client', 'patient')"),
        sa.CheckConstraint("kept_id <> dropped_id", name="merge_of_two"),
        sa.PrimaryKeyConstraint("id", name=op.f("merge_pkey")),
    )
    op.create_index(
        "merge_dropped_once",
        "merge",
        ["dropped_id"],
        unique=True,
        postgresql_where=sa.text("undone_at is null"),
    )
    op.create_index("merge_kept", "merge", ["kept_id", "merged_at"], unique=False)
    op.create_table(
        "not_same",
        sa.Column("one_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("said_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("kind in ('client', 'patient')"),
        sa.CheckConstraint("one_id < other_id", name="not_same_in_order"),
        sa.PrimaryKeyConstraint("one_id", "other_id", name=op.f("not_same_pkey")),
    )
    op.create_table(
        "opening_hours",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("weekday", sa.SmallInteger(), nullable=False),
        sa.Column("opens", sa.Time(), nullable=False),
        sa.Column("closes", sa.Time(), nullable=False),
        sa.CheckConstraint("opens < closes", name="opening_hours_order"),
        sa.CheckConstraint("weekday between 1 and 7", name="opening_hours_weekday"),
        sa.PrimaryKeyConstraint("id", name=op.f("opening_hours_pkey")),
        sa.UniqueConstraint("weekday", "opens", name="opening_hours_once"),
    )
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
        "practice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column("street", sa.Text(), server_default="", nullable=False),
        sa.Column("house_number", sa.Text(), server_default="", nullable=False),
        sa.Column("postcode", sa.Text(), server_default="", nullable=False),
        sa.Column("city", sa.Text(), server_default="", nullable=False),
        sa.Column("country", sa.Text(), server_default="NL", nullable=False),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("phone", sa.Text(), server_default="", nullable=False),
        sa.Column("email", sa.Text(), server_default="", nullable=False),
        sa.Column("website", sa.Text(), server_default="", nullable=False),
        sa.Column("species", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("services", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("languages", postgresql.ARRAY(sa.Text()), server_default="{nl}", nullable=False),
        sa.Column("accent", sa.Text(), server_default="teal", nullable=False),
        sa.Column("booking_note", sa.Text(), server_default="", nullable=False),
        sa.Column("closed_note", sa.Text(), server_default="", nullable=False),
        sa.Column("cancel_note", sa.Text(), server_default="", nullable=False),
        sa.Column("kvk_number", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "id = nullif(current_setting('app.tenant', true), '')::uuid", name="practice_is_this_tenant"
        ),
        sa.CheckConstraint("(lat is null) = (lon is null)", name="practice_place_whole"),
        sa.CheckConstraint("char_length(name) between 1 and 120", name="practice_name_length"),
        sa.CheckConstraint(
            "lat between -90 and 90 and lon between -180 and 180", name="practice_place_on_earth"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("practice_pkey")),
    )
    op.create_table(
        "practice_photo",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("practice_photo_pkey")),
    )
    op.create_index(op.f("practice_photo_sort_idx"), "practice_photo", ["sort"], unique=False)
    op.create_table(
        "recent_thing",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("thing_id", sa.Uuid(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind in ('patient', 'client', 'appointment', 'staff')"),
        sa.PrimaryKeyConstraint("user_id", "kind", "thing_id", name=op.f("recent_thing_pkey")),
    )
    op.create_index("recent_thing_of_user", "recent_thing", ["user_id", "used_at"], unique=False)
    op.create_index("recent_thing_when", "recent_thing", ["used_at"], unique=False)
    op.create_table(
        "resource",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("colour", sa.Text(), server_default="", nullable=False),
        sa.Column("sort", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("kind in ('vet', 'paravet', 'room', 'device')", name="resource_kind_known"),
        sa.CheckConstraint("char_length(name) between 1 and 120", name="resource_name_length"),
        sa.PrimaryKeyConstraint("id", name=op.f("resource_pkey")),
        sa.UniqueConstraint("user_id", name=op.f("resource_user_id_key")),
    )
    op.create_index("resource_kind", "resource", ["kind"], unique=False, postgresql_where=sa.text("active"))
    op.create_table(
        "booking_resource",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("appointment_id", sa.Uuid(), nullable=False),
        sa.Column("resource_id", sa.Uuid(), nullable=False),
        sa.Column("during", postgresql.TSTZRANGE(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        postgresql.ExcludeConstraint(
            (sa.column("during"), "&&"),
            (sa.column("resource_id"), "="),
            where=sa.text("state in ('held', 'pending', 'confirmed')"),
            using="gist",
            name="booking_resource_free",
        ),
        sa.CheckConstraint("(state = 'held') = (expires_at is not null)", name="booking_resource_expiry"),
        sa.CheckConstraint(
            "state in ('held', 'pending', 'confirmed', 'cancelled')", name="booking_resource_state_known"
        ),
        sa.CheckConstraint(
            "not isempty(during) and lower(during) is not null and upper(during) is not null",
            name="booking_resource_bounded",
        ),
        sa.ForeignKeyConstraint(
            ["resource_id"], ["resource.id"], name=op.f("booking_resource_resource_id_fkey")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("booking_resource_pkey")),
    )
    op.create_index(
        op.f("booking_resource_appointment_id_idx"), "booking_resource", ["appointment_id"], unique=False
    )
    op.create_index(
        "booking_resource_expiring",
        "booking_resource",
        ["expires_at"],
        unique=False,
        postgresql_where=sa.text("state = 'held'"),
    )
    op.create_table(
        "leave",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("resource_id", sa.Uuid(), nullable=False),
        sa.Column("during", postgresql.TSTZRANGE(), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        postgresql.ExcludeConstraint(
            (sa.column("during"), "&&"), (sa.column("resource_id"), "="), using="gist", name="leave_once"
        ),
        sa.CheckConstraint(
            "not isempty(during) and lower(during) is not null and upper(during) is not null",
            name="leave_bounded",
        ),
        sa.ForeignKeyConstraint(["resource_id"], ["resource.id"], name=op.f("leave_resource_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("leave_pkey")),
    )
    op.create_table(
        "merge_move",
        sa.Column("merge_id", sa.Uuid(), nullable=False),
        sa.Column("follower", sa.Text(), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["merge_id"], ["merge.id"], name=op.f("merge_move_merge_id_fkey")),
        sa.PrimaryKeyConstraint("merge_id", "follower", "row_id", name=op.f("merge_move_pkey")),
    )
    op.create_table(
        "patient",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("pet_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_search", sa.Text(), nullable=False),
        sa.Column("name_sound", sa.Text(), server_default="", nullable=False),
        sa.Column("species", sa.Text(), nullable=False),
        sa.Column("breed", sa.Text(), server_default="", nullable=False),
        sa.Column("sex", sa.Text(), server_default="unknown", nullable=False),
        sa.Column("neutered", sa.Boolean(), nullable=True),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("born_is_estimate", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("colour", sa.Text(), server_default="", nullable=False),
        sa.Column("chip", sa.LargeBinary(), nullable=True),
        sa.Column("chip_index", sa.LargeBinary(), nullable=True),
        sa.Column("weight_grams", sa.Integer(), nullable=True),
        sa.Column("alert", sa.Text(), server_default="", nullable=False),
        sa.Column("insurance", sa.Text(), server_default="", nullable=False),
        sa.Column("photo_file_id", sa.Uuid(), nullable=True),
        sa.Column("state", sa.Text(), server_default="active", nullable=False),
        sa.Column("deceased_on", sa.Date(), nullable=True),
        sa.Column("merged_into", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("(state = 'merged') = (merged_into is not null)", name="patient_merged_into"),
        sa.CheckConstraint("sex in ('male', 'female', 'unknown')"),
        sa.CheckConstraint(
            "species in ('dog', 'cat', 'rabbit', 'guinea_pig', 'hamster', 'rat', 'mouse', 'ferret', 'bird', 'reptile', 'fish', 'horse', 'goat', 'other')"
        ),
        sa.CheckConstraint(
            "state = 'merged' or (state = 'deceased') = (deceased_on is not null)", name="patient_death_dated"
        ),
        sa.CheckConstraint("state in ('active', 'archived', 'deceased', 'merged')"),
        sa.CheckConstraint("(chip is null) = (chip_index is null)", name="patient_chip_indexed"),
        sa.CheckConstraint("char_length(name) between 1 and 80", name="patient_name_length"),
        sa.CheckConstraint("weight_grams between 1 and 1500000", name="patient_weight_possible"),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("patient_client_id_fkey")),
        sa.ForeignKeyConstraint(["merged_into"], ["patient.id"], name=op.f("patient_merged_into_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("patient_pkey")),
    )
    op.create_index("patient_by_name", "patient", ["name_search", "id"], unique=False)
    op.create_index(
        "patient_chip",
        "patient",
        ["chip_index"],
        unique=False,
        postgresql_where=sa.text("chip_index is not null"),
    )
    op.create_index(op.f("patient_client_id_idx"), "patient", ["client_id"], unique=False)
    op.create_index(
        "patient_merged",
        "patient",
        ["merged_into"],
        unique=False,
        postgresql_where=sa.text("merged_into is not null"),
    )
    op.create_index(
        "patient_name_search",
        "patient",
        ["name_search"],
        unique=False,
        postgresql_using="gin",
        postgresql_ops={"name_search": "gin_trgm_ops"},
    )
    op.create_index(
        "patient_name_sound",
        "patient",
        ["name_sound"],
        unique=False,
        postgresql_using="gin",
        postgresql_ops={"name_sound": "gin_trgm_ops"},
    )
    op.create_index(
        "patient_pet_once", "patient", ["pet_id"], unique=True, postgresql_where=sa.text("pet_id is not null")
    )
    op.create_table(
        "resource_hours",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("resource_id", sa.Uuid(), nullable=False),
        sa.Column("weekday", sa.SmallInteger(), nullable=False),
        sa.Column("opens", sa.Time(), nullable=False),
        sa.Column("closes", sa.Time(), nullable=False),
        sa.CheckConstraint("opens < closes", name="resource_hours_order"),
        sa.CheckConstraint("weekday between 1 and 7", name="resource_hours_weekday"),
        sa.ForeignKeyConstraint(
            ["resource_id"], ["resource.id"], name=op.f("resource_hours_resource_id_fkey")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("resource_hours_pkey")),
        sa.UniqueConstraint("resource_id", "weekday", "opens", name="resource_hours_once"),
    )
    op.create_table(
        "slot_hold",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("type_id", sa.Uuid(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("vet_id", sa.Uuid(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["type_id"], ["appointment_type.id"], name=op.f("slot_hold_type_id_fkey")),
        sa.ForeignKeyConstraint(["vet_id"], ["resource.id"], name=op.f("slot_hold_vet_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("slot_hold_pkey")),
    )
    op.create_index(op.f("slot_hold_actor_id_idx"), "slot_hold", ["actor_id"], unique=False)
    op.create_table(
        "type_need",
        sa.Column("type_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.CheckConstraint("kind in ('paravet', 'room', 'device')", name="type_need_kind_known"),
        sa.ForeignKeyConstraint(["type_id"], ["appointment_type.id"], name=op.f("type_need_type_id_fkey")),
        sa.PrimaryKeyConstraint("type_id", "kind", name=op.f("type_need_pkey")),
    )
    op.create_table(
        "type_resource",
        sa.Column("type_id", sa.Uuid(), nullable=False),
        sa.Column("resource_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["resource_id"], ["resource.id"], name=op.f("type_resource_resource_id_fkey")
        ),
        sa.ForeignKeyConstraint(
            ["type_id"], ["appointment_type.id"], name=op.f("type_resource_type_id_fkey")
        ),
        sa.PrimaryKeyConstraint("type_id", "resource_id", name=op.f("type_resource_pkey")),
    )
    op.create_table(
        "appointment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("type_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        sa.Column("owner_user_id", sa.Uuid(), nullable=True),
        sa.Column("pet_id", sa.Uuid(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("vet_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("decline_reason", sa.Text(), nullable=True),
        sa.Column("cancelled_by", sa.Text(), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=True),
        sa.Column("record_signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("previous", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("despite", sa.Text(), nullable=True),
        sa.Column("series_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("cancelled_by in ('owner', 'practice')", name="appointment_cancelled_by_known"),
        sa.CheckConstraint("despite in ('closed', 'leave', 'off_duty')", name="appointment_despite_known"),
        sa.CheckConstraint("source in ('online', 'desk', 'import')", name="appointment_source_known"),
        sa.CheckConstraint(
            "state in ('pending', 'confirmed', 'completed', 'cancelled', 'declined', 'no_show')",
            name="appointment_state_known",
        ),
        sa.CheckConstraint("starts_at < ends_at", name="appointment_order"),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("appointment_client_id_fkey")),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name=op.f("appointment_patient_id_fkey")),
        sa.ForeignKeyConstraint(["type_id"], ["appointment_type.id"], name=op.f("appointment_type_id_fkey")),
        sa.ForeignKeyConstraint(["vet_id"], ["resource.id"], name=op.f("appointment_vet_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("appointment_pkey")),
    )
    op.create_index("appointment_client", "appointment", ["client_id", "starts_at"], unique=False)
    op.create_index(
        "appointment_open",
        "appointment",
        ["starts_at"],
        unique=False,
        postgresql_where=sa.text("state = 'pending'"),
    )
    op.create_index("appointment_patient", "appointment", ["patient_id", "starts_at"], unique=False)
    op.create_index(
        "appointment_series",
        "appointment",
        ["series_id"],
        unique=False,
        postgresql_where=sa.text("series_id is not null"),
    )
    op.create_index("appointment_starts", "appointment", ["starts_at", "id"], unique=False)
    op.create_table(
        "patient_weight",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        sa.Column("measured_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("grams", sa.Integer(), nullable=False),
        sa.Column("by_user_id", sa.Uuid(), nullable=True),
        sa.Column("source_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("grams between 1 and 1500000", name="patient_weight_grams_possible"),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name=op.f("patient_weight_patient_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("patient_weight_pkey")),
        sa.UniqueConstraint("source_id", name=op.f("patient_weight_source_id_key")),
    )
    op.create_index("patient_weight_when", "patient_weight", ["patient_id", "measured_at"], unique=False)
    op.create_table(
        "thread",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("patient_id", sa.Uuid(), nullable=True),
        sa.Column("subject", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.Text(), server_default="open", nullable=False),
        sa.Column("last_message_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("unread_owner", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("unread_practice", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("state in ('open', 'closed')"),
        sa.CheckConstraint("unread_owner >= 0 and unread_practice >= 0", name="thread_unread_counts"),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("thread_client_id_fkey")),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name=op.f("thread_patient_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("thread_pkey")),
    )
    op.create_index("thread_client", "thread", ["client_id", "last_message_at"], unique=False)
    op.create_index("thread_latest", "thread", ["last_message_at", "id"], unique=False)
    op.create_index(
        "thread_unread",
        "thread",
        ["id"],
        unique=False,
        postgresql_where=sa.text("state = 'open' and unread_practice > 0"),
    )
    op.create_table(
        "freed_place",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("vet_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("appointment_id", sa.Uuid(), nullable=False),
        sa.Column("appointment_version", sa.Integer(), nullable=False),
        sa.Column("freed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dismissed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("starts_at < ends_at", name="freed_place_order"),
        sa.ForeignKeyConstraint(
            ["appointment_id"], ["appointment.id"], name=op.f("freed_place_appointment_id_fkey")
        ),
        sa.ForeignKeyConstraint(["vet_id"], ["resource.id"], name=op.f("freed_place_vet_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("freed_place_pkey")),
        sa.UniqueConstraint("vet_id", "starts_at", "ends_at", name="freed_place_once"),
    )
    op.create_index("freed_place_ends", "freed_place", ["ends_at"], unique=False)
    op.create_table(
        "message",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("thread_id", sa.Uuid(), nullable=False),
        sa.Column("author_user_id", sa.Uuid(), nullable=True),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("side in ('owner', 'practice')"),
        sa.ForeignKeyConstraint(["thread_id"], ["thread.id"], name=op.f("message_thread_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("message_pkey")),
    )
    op.create_index("message_of_thread", "message", ["thread_id", "id"], unique=False)
    op.create_table(
        "visit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("appointment_id", sa.Uuid(), nullable=True),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        sa.Column("type_id", sa.Uuid(), nullable=True),
        sa.Column("vet_id", sa.Uuid(), nullable=True),
        sa.Column("room_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("stage_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("in_room_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("previous", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("(stage = 'gone') = (gone_at is not null)", name="visit_gone_once"),
        sa.CheckConstraint("room_id is null or stage = 'in_room'", name="visit_room_while_in_it"),
        sa.CheckConstraint(
            "stage <> 'expected' or appointment_id is not null", name="visit_expected_by_appointment"
        ),
        sa.CheckConstraint(
            "stage <> 'withdrawn' or appointment_id is null", name="visit_withdrawn_walked_in"
        ),
        sa.CheckConstraint(
            "stage in ('expected', 'arrived', 'waiting', 'in_room', 'to_pay', 'gone', 'withdrawn')",
            name="visit_stage_known",
        ),
        sa.CheckConstraint("char_length(note) <= 1000", name="visit_note_length"),
        sa.ForeignKeyConstraint(
            ["appointment_id"], ["appointment.id"], name=op.f("visit_appointment_id_fkey")
        ),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("visit_client_id_fkey")),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name=op.f("visit_patient_id_fkey")),
        sa.ForeignKeyConstraint(["room_id"], ["resource.id"], name=op.f("visit_room_id_fkey")),
        sa.ForeignKeyConstraint(["type_id"], ["appointment_type.id"], name=op.f("visit_type_id_fkey")),
        sa.ForeignKeyConstraint(["vet_id"], ["resource.id"], name=op.f("visit_vet_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("visit_pkey")),
        sa.UniqueConstraint("appointment_id", name=op.f("visit_appointment_id_key")),
    )
    op.create_index("visit_arrived", "visit", ["arrived_at", "id"], unique=False)
    op.create_index(op.f("visit_patient_id_idx"), "visit", ["patient_id"], unique=False)
    op.create_table(
        "waitlist_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        sa.Column("type_id", sa.Uuid(), nullable=False),
        sa.Column("vet_id", sa.Uuid(), nullable=True),
        sa.Column("earliest_on", sa.Date(), nullable=False),
        sa.Column("latest_on", sa.Date(), nullable=False),
        sa.Column("parts", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("weekdays", postgresql.ARRAY(sa.SmallInteger()), server_default="{}", nullable=False),
        sa.Column("urgency", sa.Text(), server_default="normal", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.Text(), server_default="waiting", nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("appointment_id", sa.Uuid(), nullable=True),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("(state = 'booked') = (appointment_id is not null)", name="waitlist_entry_booked"),
        sa.CheckConstraint("(state = 'waiting') = (settled_at is null)", name="waitlist_entry_settled"),
        sa.CheckConstraint("parts <@ array['morning', 'afternoon', 'evening']", name="waitlist_entry_parts"),
        sa.CheckConstraint("state in ('waiting', 'booked', 'withdrawn')"),
        sa.CheckConstraint("urgency in ('normal', 'soon')"),
        sa.CheckConstraint("char_length(note) <= 1000", name="waitlist_entry_note_length"),
        sa.CheckConstraint("earliest_on <= latest_on", name="waitlist_entry_order"),
        sa.CheckConstraint(
            "weekdays <@ array[1, 2, 3, 4, 5, 6, 7]::smallint[]", name="waitlist_entry_weekdays"
        ),
        sa.ForeignKeyConstraint(
            ["appointment_id"], ["appointment.id"], name=op.f("waitlist_entry_appointment_id_fkey")
        ),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name=op.f("waitlist_entry_patient_id_fkey")),
        sa.ForeignKeyConstraint(
            ["type_id"], ["appointment_type.id"], name=op.f("waitlist_entry_type_id_fkey")
        ),
        sa.ForeignKeyConstraint(["vet_id"], ["resource.id"], name=op.f("waitlist_entry_vet_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("waitlist_entry_pkey")),
    )
    op.create_index(op.f("waitlist_entry_patient_id_idx"), "waitlist_entry", ["patient_id"], unique=False)
    op.create_index(
        "waitlist_entry_waiting",
        "waitlist_entry",
        ["latest_on"],
        unique=False,
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_table(
        "weighing_correction",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("weighing_id", sa.Uuid(), nullable=False),
        sa.Column("grams_before", sa.Integer(), nullable=False),
        sa.Column("grams", sa.Integer(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("by_user_id", sa.Uuid(), nullable=True),
        sa.Column("corrected_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("grams <> grams_before", name="weighing_correction_changes"),
        sa.ForeignKeyConstraint(
            ["weighing_id"], ["patient_weight.id"], name=op.f("weighing_correction_weighing_id_fkey")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("weighing_correction_pkey")),
    )
    op.create_index(
        op.f("weighing_correction_weighing_id_idx"), "weighing_correction", ["weighing_id"], unique=False
    )
    op.create_table(
        "record",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("appointment_id", sa.Uuid(), nullable=True),
        sa.Column("visit_id", sa.Uuid(), nullable=True),
        sa.Column("vet_id", sa.Uuid(), nullable=True),
        sa.Column("author_user_id", sa.Uuid(), nullable=True),
        sa.Column("visited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("subjective", sa.LargeBinary(), nullable=True),
        sa.Column("objective", sa.LargeBinary(), nullable=True),
        sa.Column("assessment", sa.LargeBinary(), nullable=True),
        sa.Column("plan", sa.LargeBinary(), nullable=True),
        sa.Column("summary_for_owner", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.Text(), server_default="draft", nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_by", sa.Uuid(), nullable=True),
        sa.Column(
            "field_versions",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'"),
            nullable=False,
        ),
        sa.Column(
            "taken_out",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'"),
            nullable=False,
        ),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("(state = 'signed') = (signed_at is not null)", name="record_signature_dated"),
        sa.CheckConstraint("state in ('draft', 'signed')"),
        sa.CheckConstraint("appointment_id is null or visit_id is null", name="record_of_one_visit"),
        sa.ForeignKeyConstraint(
            ["appointment_id"], ["appointment.id"], name=op.f("record_appointment_id_fkey")
        ),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("record_client_id_fkey")),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name=op.f("record_patient_id_fkey")),
        sa.ForeignKeyConstraint(["vet_id"], ["resource.id"], name=op.f("record_vet_id_fkey")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("record_visit_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("record_pkey")),
    )
    op.create_index(
        "record_appointment_once",
        "record",
        ["appointment_id"],
        unique=True,
        postgresql_where=sa.text("appointment_id is not null"),
    )
    op.create_index("record_client_visited", "record", ["client_id", "visited_at"], unique=False)
    op.create_index(
        "record_drafts", "record", ["visited_at"], unique=False, postgresql_where=sa.text("signed_at is null")
    )
    op.create_index("record_patient_visited", "record", ["patient_id", "visited_at", "id"], unique=False)
    op.create_index(
        "record_visit_once",
        "record",
        ["visit_id"],
        unique=True,
        postgresql_where=sa.text("visit_id is not null"),
    )
    op.create_table(
        "deworming",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("product", sa.Text(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("next_on > given_on", name="deworming_order"),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("deworming_record_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("deworming_pkey")),
    )
    op.create_index(op.f("deworming_record_id_idx"), "deworming", ["record_id"], unique=False)
    op.create_table(
        "diagnosis",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind in ('provisional', 'final')"),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("diagnosis_record_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("diagnosis_pkey")),
    )
    op.create_index(op.f("diagnosis_record_id_idx"), "diagnosis", ["record_id"], unique=False)
    op.create_table(
        "lab_result",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("test", sa.Text(), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.Column("unit", sa.Text(), server_default="", nullable=False),
        sa.Column("low", sa.Text(), server_default="", nullable=False),
        sa.Column("high", sa.Text(), server_default="", nullable=False),
        sa.Column("remark", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("lab_result_record_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("lab_result_pkey")),
    )
    op.create_index(op.f("lab_result_record_id_idx"), "lab_result", ["record_id"], unique=False)
    op.create_table(
        "prescription",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("product", sa.Text(), nullable=False),
        sa.Column("dose", sa.LargeBinary(), nullable=False),
        sa.Column("instruction", sa.LargeBinary(), nullable=False),
        sa.Column("quantity_hundredths", sa.Integer(), nullable=True),
        sa.Column("unit", sa.Text(), server_default="", nullable=False),
        sa.Column("days", sa.SmallInteger(), nullable=True),
        sa.Column("repeats", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("supply_class", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("supply_class in ('vrij', 'ura', 'uda', 'udd')"),
        sa.CheckConstraint("quantity_hundredths > 0", name="prescription_quantity"),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("prescription_record_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("prescription_pkey")),
    )
    op.create_index(op.f("prescription_record_id_idx"), "prescription", ["record_id"], unique=False)
    op.create_table(
        "record_addendum",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("author_user_id", sa.Uuid(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("record_addendum_record_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("record_addendum_pkey")),
    )
    op.create_index(op.f("record_addendum_record_id_idx"), "record_addendum", ["record_id"], unique=False)
    op.create_table(
        "record_file",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("stored_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("size_bytes between 1 and 10485760", name="record_file_size"),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("record_file_record_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("record_file_pkey")),
    )
    op.create_index(op.f("record_file_record_id_idx"), "record_file", ["record_id"], unique=False)
    op.create_table(
        "record_reading",
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("record_reading_record_id_fkey")),
        sa.PrimaryKeyConstraint("record_id", "user_id", name=op.f("record_reading_pkey")),
    )
    op.create_table(
        "record_share",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("patient_id", sa.Uuid(), nullable=False),
        sa.Column("shared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shared_by", sa.Uuid(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name=op.f("record_share_patient_id_fkey")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("record_share_record_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("record_share_pkey")),
    )
    op.create_index(
        "record_share_once",
        "record_share",
        ["record_id"],
        unique=True,
        postgresql_where=sa.text("ended_at is null"),
    )
    op.create_table(
        "record_vitals",
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("weight_grams", sa.Integer(), nullable=True),
        sa.Column("temperature_tenths", sa.SmallInteger(), nullable=True),
        sa.Column("pulse_per_minute", sa.SmallInteger(), nullable=True),
        sa.Column("respiration_per_minute", sa.SmallInteger(), nullable=True),
        sa.Column("body_condition", sa.SmallInteger(), nullable=True),
        sa.Column("mucosa", sa.Text(), server_default="", nullable=False),
        sa.Column("capillary_refill_tenths", sa.SmallInteger(), nullable=True),
        sa.CheckConstraint("body_condition between 1 and 9", name="record_vitals_body_condition"),
        sa.CheckConstraint("temperature_tenths between 100 and 500", name="record_vitals_temperature"),
        sa.CheckConstraint("weight_grams between 1 and 1500000", name="record_vitals_weight"),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("record_vitals_record_id_fkey")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("record_vitals_pkey")),
    )
    op.create_table(
        "vaccination",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("product", sa.Text(), nullable=False),
        sa.Column("batch", sa.Text(), nullable=False),
        sa.Column("diseases", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("valid_until_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("valid_until_on > given_on", name="vaccination_validity"),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("vaccination_record_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("vaccination_pkey")),
    )
    op.create_index("vaccination_due", "vaccination", ["valid_until_on"], unique=False)
    op.create_index(op.f("vaccination_record_id_idx"), "vaccination", ["record_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("vaccination_record_id_idx"), table_name="vaccination")
    op.drop_index("vaccination_due", table_name="vaccination")
    op.drop_table("vaccination")
    op.drop_table("record_vitals")
    op.drop_index(
        "record_share_once", table_name="record_share", postgresql_where=sa.text("ended_at is null")
    )
    op.drop_table("record_share")
    op.drop_table("record_reading")
    op.drop_index(op.f("record_file_record_id_idx"), table_name="record_file")
    op.drop_table("record_file")
    op.drop_index(op.f("record_addendum_record_id_idx"), table_name="record_addendum")
    op.drop_table("record_addendum")
    op.drop_index(op.f("prescription_record_id_idx"), table_name="prescription")
    op.drop_table("prescription")
    op.drop_index(op.f("lab_result_record_id_idx"), table_name="lab_result")
    op.drop_table("lab_result")
    op.drop_index(op.f("diagnosis_record_id_idx"), table_name="diagnosis")
    op.drop_table("diagnosis")
    op.drop_index(op.f("deworming_record_id_idx"), table_name="deworming")
    op.drop_table("deworming")
    op.drop_index("record_visit_once", table_name="record", postgresql_where=sa.text("visit_id is not null"))
    op.drop_index("record_patient_visited", table_name="record")
    op.drop_index("record_drafts", table_name="record", postgresql_where=sa.text("signed_at is null"))
    op.drop_index("record_client_visited", table_name="record")
    op.drop_index(
        "record_appointment_once", table_name="record", postgresql_where=sa.text("appointment_id is not null")
    )
    op.drop_table("record")
    op.drop_index(op.f("weighing_correction_weighing_id_idx"), table_name="weighing_correction")
    op.drop_table("weighing_correction")
    op.drop_index(
        "waitlist_entry_waiting", table_name="waitlist_entry", postgresql_where=sa.text("state = 'waiting'")
    )
    op.drop_index(op.f("waitlist_entry_patient_id_idx"), table_name="waitlist_entry")
    op.drop_table("waitlist_entry")
    op.drop_index(op.f("visit_patient_id_idx"), table_name="visit")
    op.drop_index("visit_arrived", table_name="visit")
    op.drop_table("visit")
    op.drop_index("message_of_thread", table_name="message")
    op.drop_table("message")
    op.drop_index("freed_place_ends", table_name="freed_place")
    op.drop_table("freed_place")
    op.drop_index(
        "thread_unread",
        table_name="thread",
        postgresql_where=sa.text("state = 'open' and unread_practice > 0"),
    )
    op.drop_index("thread_latest", table_name="thread")
    op.drop_index("thread_client", table_name="thread")
    op.drop_table("thread")
    op.drop_index("patient_weight_when", table_name="patient_weight")
    op.drop_table("patient_weight")
    op.drop_index("appointment_starts", table_name="appointment")
    op.drop_index(
        "appointment_series", table_name="appointment", postgresql_where=sa.text("series_id is not null")
    )
    op.drop_index("appointment_patient", table_name="appointment")
    op.drop_index("appointment_open", table_name="appointment", postgresql_where=sa.text("state = 'pending'"))
    op.drop_index("appointment_client", table_name="appointment")
    op.drop_table("appointment")
    op.drop_table("type_resource")
    op.drop_table("type_need")
    op.drop_index(op.f("slot_hold_actor_id_idx"), table_name="slot_hold")
    op.drop_table("slot_hold")
    op.drop_table("resource_hours")
    op.drop_index("patient_pet_once", table_name="patient", postgresql_where=sa.text("pet_id is not null"))
    op.drop_index(
        "patient_name_sound",
        table_name="patient",
        postgresql_using="gin",
        postgresql_ops={"name_sound": "gin_trgm_ops"},
    )
    op.drop_index(
        "patient_name_search",
        table_name="patient",
        postgresql_using="gin",
        postgresql_ops={"name_search": "gin_trgm_ops"},
    )
    op.drop_index("patient_merged", table_name="patient", postgresql_where=sa.text("merged_into is not null"))
    op.drop_index(op.f("patient_client_id_idx"), table_name="patient")
    op.drop_index("patient_chip", table_name="patient", postgresql_where=sa.text("chip_index is not null"))
    op.drop_index("patient_by_name", table_name="patient")
    op.drop_table("patient")
    op.drop_table("merge_move")
    op.drop_table("leave")
    op.drop_index(
        "booking_resource_expiring", table_name="booking_resource", postgresql_where=sa.text("state = 'held'")
    )
    op.drop_index(op.f("booking_resource_appointment_id_idx"), table_name="booking_resource")
    op.drop_table("booking_resource")
    op.drop_index("resource_kind", table_name="resource", postgresql_where=sa.text("active"))
    op.drop_table("resource")
    op.drop_index("recent_thing_when", table_name="recent_thing")
    op.drop_index("recent_thing_of_user", table_name="recent_thing")
    op.drop_table("recent_thing")
    op.drop_index(op.f("practice_photo_sort_idx"), table_name="practice_photo")
    op.drop_table("practice_photo")
    op.drop_table("practice")
    op.drop_index("outbox_waiting", table_name="outbox", postgresql_where=sa.text("done_at is null"))
    op.drop_table("outbox")
    op.drop_table("opening_hours")
    op.drop_table("not_same")
    op.drop_index("merge_kept", table_name="merge")
    op.drop_index("merge_dropped_once", table_name="merge", postgresql_where=sa.text("undone_at is null"))
    op.drop_table("merge")
    op.drop_table("likely_switch")
    op.drop_index("likely_count_of_teacher", table_name="likely_count")
    op.drop_table("likely_count")
    op.drop_index("letter_appointment", table_name="letter")
    op.drop_index("letter_age", table_name="letter")
    op.drop_table("letter")
    op.drop_table("layout")
    op.drop_index("idempotency_key_age", table_name="idempotency_key")
    op.drop_table("idempotency_key")
    op.drop_table("hours_exception")
    op.drop_index("department_name_once", table_name="department")
    op.drop_table("department")
    op.drop_table("client_counter")
    op.drop_index("client_user_once", table_name="client", postgresql_where=sa.text("user_id is not null"))
    op.drop_index("client_phone_second_ends", table_name="client", postgresql_using="gin")
    op.drop_index(
        "client_phone_second", table_name="client", postgresql_where=sa.text("phone_second_index is not null")
    )
    op.drop_index("client_phone_ends", table_name="client", postgresql_using="gin")
    op.drop_index("client_phone", table_name="client", postgresql_where=sa.text("phone_index is not null"))
    op.drop_index(
        "client_name_sound",
        table_name="client",
        postgresql_using="gin",
        postgresql_ops={"name_sound": "gin_trgm_ops"},
    )
    op.drop_index(
        "client_name_search",
        table_name="client",
        postgresql_using="gin",
        postgresql_ops={"name_search": "gin_trgm_ops"},
    )
    op.drop_index("client_merged", table_name="client", postgresql_where=sa.text("merged_into is not null"))
    op.drop_index("client_email", table_name="client", postgresql_where=sa.text("email_index is not null"))
    op.drop_table("client")
    op.drop_table("audit_head")
    op.drop_index("audit_entry_subject", table_name="audit_entry")
    op.drop_index("audit_entry_at", table_name="audit_entry", postgresql_using="brin")
    op.drop_index("audit_entry_actor", table_name="audit_entry")
    op.drop_table("audit_entry")
    op.drop_index("arrangement_when", table_name="arrangement")
    op.drop_table("arrangement")
    op.drop_table("appointment_type")
