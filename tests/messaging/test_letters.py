"""Letters from the event to the mail server: both languages, each once, and only while they are true."""

from datetime import date, timedelta
from email.message import EmailMessage
from uuid import uuid4

import pytest
from aiosmtpd.controller import Controller
from icalendar import Calendar

from tests.messaging.post import DESK_CLERK, Mailbox, Post, make_owner, text_of
from tests.scheduling.practice import BEA, CLIENT, OWNER, PATIENT, SYSTEM, at
from vetsync.identity.access.events import VetApproved
from vetsync.identity.login.events import KnownAddressRegistered
from vetsync.identity.login.letters import ask_reset, register
from vetsync.identity.login.schemas import Register
from vetsync.identity.users.schemas import Locale
from vetsync.kit.db.gate import CORE
from vetsync.kit.db.work import Actor
from vetsync.messaging.handlers import LETTERS
from vetsync.messaging.letters import service
from vetsync.messaging.letters.post import COMPOSERS
from vetsync.messaging.letters.render import catalogue
from vetsync.messaging.letters.schemas import NewLetter, RemindOwners
from vetsync.patients.clients.service import mark_deceased
from vetsync.patients.schemas import Deceased
from vetsync.scheduling.bookings import lifecycle, moving
from vetsync.scheduling.resources.schemas import ExceptionSet
from vetsync.scheduling.resources.service import clear_exception, set_exception

pytestmark = pytest.mark.anyio

MONDAY_TEN = at(9, 9)
WANTS_NO_MAIL = (
    "insert into notification_setting (user_id, email, sms, push) values ($1, false, false, false)"
)
NO_ACCOUNT = """
update client set user_id = null, email = $2, email_index = $3, allows_email = $4, locale = 'en' where id = $1
"""
RENAME = "update patient set name = $2 where id = $1"
OUTBOX_AGAIN = "update outbox set done_at = null, due_at = $1"


def subjects(letters: list[EmailMessage]) -> list[str]:
    return [str(letter["Subject"]) for letter in letters]


async def test_a_confirmed_visit_is_written_in_dutch_with_the_practices_own_time(post: Post) -> None:
    owner = await make_owner(post.gate, post.tenant, "nl")
    appointment_id = await post.book(MONDAY_TEN, kind="surgery", owner_id=owner)
    await post.deliver()
    [letter] = post.mailbox.to("sanne.nl@example.com")
    assert letter["Subject"] == "Bevestigd: Bella op ma 9 mrt 10:00"
    assert str(letter["From"]) == "Dierenkliniek Zwaluwhof via VetSync <no-reply@vetsync.example>"
    assert letter["Reply-To"] == "balie@zwaluwhof.example"
    for part in (text_of(letter), text_of(letter, "html")):
        assert "maandag 9 maart 2026 om 10:00" in part
        assert "Beste Sanne," in part
        assert "Zwaluwlaan 4, 3500 ZZ Utrecht" in part
        assert "Afzeggen kan tot 2 uur van tevoren." in part
        assert "https://vetsync.example/appointments" in part
    [invite] = list(letter.iter_attachments())
    assert invite.get_content_type() == "text/calendar"
    [event] = Calendar.from_ical(invite.get_content()).walk("VEVENT")
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (MONDAY_TEN, MONDAY_TEN + timedelta(hours=1))
    assert str(event["uid"]) == f"{appointment_id}@vetsync"


async def test_the_same_visit_is_written_in_english_for_who_reads_english(post: Post) -> None:
    owner = await make_owner(post.gate, post.tenant, "en")
    await post.book(MONDAY_TEN, kind="surgery", owner_id=owner)
    await post.deliver()
    [letter] = post.mailbox.to("sanne.en@example.com")
    assert letter["Subject"] == "Confirmed: Bella, Mon 9 Mar 10:00"
    assert letter["Content-Language"] == "en"
    assert "Monday 9 March 2026 at 10:00" in text_of(letter)
    assert '<html lang="en">' in text_of(letter, "html")


async def test_a_request_is_told_to_both_sides_and_each_step_to_the_owner(post: Post) -> None:
    owner = await make_owner(post.gate, post.tenant)
    appointment_id = await post.book(MONDAY_TEN, owner_id=owner)
    await post.deliver()
    assert subjects(post.mailbox.to("balie@zwaluwhof.example")) == [
        "Nieuwe aanvraag: Bella op ma 9 mrt 10:00"
    ]
    async with post.gate.work(post.tenant, DESK_CLERK) as work:
        await moving.approve_appointment(work, appointment_id)
    await post.deliver()
    async with post.gate.work(post.tenant, DESK_CLERK) as work:
        await moving.assign_vet(work, appointment_id, BEA)
    await post.deliver()
    async with post.gate.work(post.tenant, DESK_CLERK) as work:
        await lifecycle.cancel_appointment(work, appointment_id, "Anna is ziek")
    await post.deliver()
    letters = post.mailbox.to("sanne.nl@example.com")
    assert [str(one["Subject"]).split(":")[0] for one in letters] == [
        "Aanvraag ontvangen",
        "Bevestigd",
        "Andere dierenarts voor Bella op ma 9 mrt 10",
        "Afgezegd",
    ]
    assert "Reden: Anna is ziek" in text_of(letters[-1])


async def test_an_owner_whose_own_cancelling_is_taken_back_reads_that_it_was_theirs(post: Post) -> None:
    owner = await make_owner(post.gate, post.tenant)
    appointment_id = await post.book(MONDAY_TEN, owner_id=owner)
    async with post.gate.work(post.tenant, Actor(owner, "user", OWNER.permissions, "owner")) as work:
        await lifecycle.cancel_own_appointment(work, CLIENT, appointment_id)
    await post.deliver()
    async with post.gate.work(post.tenant, DESK_CLERK) as work:
        await moving.undo_last_step(work, appointment_id)
    await post.deliver()
    letter = post.mailbox.to("sanne.nl@example.com")[-1]
    assert str(letter["Subject"]).startswith("Gaat toch door")
    assert "Je had deze afspraak afgezegd." in text_of(letter)
    async with post.gate.work(post.tenant, DESK_CLERK) as work:
        await lifecycle.cancel_appointment(work, appointment_id)
    await post.deliver()
    async with post.gate.work(post.tenant, DESK_CLERK) as work:
        await moving.undo_last_step(work, appointment_id)
    await post.deliver()
    letter = post.mailbox.to("sanne.nl@example.com")[-1]
    assert "heeft een eerdere wijziging teruggedraaid" in text_of(letter)
    assert "Je had deze afspraak afgezegd." not in text_of(letter)


@pytest.mark.parametrize(
    ("locale", "own", "new_time"),
    [
        ("nl", "Je had deze afspraak zelf verzet.", "het nieuwe tijdstip"),
        ("en", "You had moved this appointment yourself.", "The new time"),
    ],
)
async def test_an_owner_whose_own_move_is_taken_back_reads_that_it_was_theirs(
    post: Post, locale: Locale, own: str, new_time: str
) -> None:
    owner = await make_owner(post.gate, post.tenant, locale)
    appointment_id = await post.book(MONDAY_TEN, kind="surgery", owner_id=owner)
    later = MONDAY_TEN + timedelta(hours=1)
    async with post.gate.work(post.tenant, Actor(owner, "user", OWNER.permissions, "owner")) as work:
        await moving.move_own_appointment(work, CLIENT, appointment_id, later)
    await post.deliver()
    moved = text_of(post.mailbox.to(f"sanne.{locale}@example.com")[-1])
    assert (own in moved, new_time in moved) == (False, True)
    async with post.gate.work(post.tenant, DESK_CLERK) as work:
        await moving.undo_last_step(work, appointment_id)
    await post.deliver()
    letter = post.mailbox.to(f"sanne.{locale}@example.com")[-1]
    assert "10:00" in letter["Subject"]
    assert (own in text_of(letter), new_time in text_of(letter)) == (True, False)


async def test_what_people_type_is_escaped_in_html_and_cannot_add_a_header(post: Post) -> None:
    owner = await make_owner(post.gate, post.tenant)
    async with post.gate.work(post.tenant, SYSTEM) as work:
        await work.execute(RENAME, PATIENT, "<b>Bella</b>\r\nBcc: x@evil.example {{ 7*7 }}")
    await post.book(MONDAY_TEN, kind="surgery", owner_id=owner)
    await post.deliver()
    [letter] = post.mailbox.letters
    assert letter["Bcc"] is None
    assert "{{ 7*7 }}" in letter["Subject"]
    html = text_of(letter, "html")
    assert "&lt;b&gt;Bella&lt;/b&gt;" in html
    assert "<b>Bella" not in html
    assert "<b>Bella</b>" in text_of(letter)


async def test_an_event_delivered_twice_is_mailed_once(post: Post) -> None:
    owner = await make_owner(post.gate, post.tenant)
    await post.book(MONDAY_TEN, kind="surgery", owner_id=owner)
    await post.deliver()
    async with post.gate.work(post.tenant, SYSTEM) as work:
        assert await work.execute(OUTBOX_AGAIN, post.clock.now - timedelta(days=400)) > 0
    await post.deliver()
    assert len(post.mailbox.letters) == 1
    assert [letter[2] for letter in await post.letters()] == ["sent"]


async def test_a_letter_whose_job_was_lost_gets_one_when_the_event_comes_again(post: Post) -> None:
    owner = await make_owner(post.gate, post.tenant)
    appointment_id = await post.book(MONDAY_TEN, kind="surgery", owner_id=owner)
    data = {"appointment_id": str(appointment_id), "starts_at": MONDAY_TEN.isoformat()}
    wanted = [NewLetter(template="appointment_confirmed", recipient="owner", data=data)]
    async with post.gate.work(post.tenant, SYSTEM) as work:
        # The process died between the letter and its job.
        assert len(await service.queue_letters(work, "cause", wanted)) == 1
    await post.jobs.work_off()
    assert post.mailbox.letters == []
    await post.office.accept(post.gate, post.tenant, "cause", wanted)
    await post.jobs.work_off()
    assert len(post.mailbox.letters) == 1


async def test_no_letter_goes_out_about_a_visit_that_was_cancelled_meanwhile(post: Post) -> None:
    owner = await make_owner(post.gate, post.tenant)
    appointment_id = await post.book(MONDAY_TEN, kind="surgery", owner_id=owner)
    actor = Actor(owner, "user", OWNER.permissions, "owner")
    async with post.gate.work(post.tenant, actor) as work:
        await lifecycle.cancel_own_appointment(work, CLIENT, appointment_id)
    await post.deliver()
    assert subjects(post.mailbox.to("sanne.nl@example.com")) == ["Afgezegd: Bella op ma 9 mrt 10:00"]
    assert subjects(post.mailbox.to("balie@zwaluwhof.example")) == [
        "Afgezegd door de eigenaar: Bella op ma 9 mrt 10:00"
    ]
    assert ("appointment_confirmed", "owner", "dropped", "appointment_changed", 0) in await post.letters()


async def test_no_letter_goes_out_about_an_animal_that_has_died(post: Post) -> None:
    owner = await make_owner(post.gate, post.tenant)
    await post.book(MONDAY_TEN, kind="surgery", owner_id=owner)
    vet = Actor(uuid4(), "user", frozenset({"patients.write"}), "vet")
    async with post.gate.work(post.tenant, vet) as work:
        await mark_deceased(work, PATIENT, Deceased(died_on=date(2026, 3, 1)))
    await post.deliver()
    assert post.mailbox.letters == []
    assert [letter[2:4] for letter in await post.letters()] == [("dropped", "patient_deceased")]


async def test_settings_unverified_addresses_and_clients_without_mail_are_respected(post: Post) -> None:
    owner = await make_owner(post.gate, post.tenant)
    async with post.gate.core_work("person", Actor(owner, "user", frozenset(), "owner")) as core:
        await core.execute(WANTS_NO_MAIL, owner)
    await post.book(at(9, 8), kind="surgery", owner_id=owner)
    await post.deliver()
    stranger = await make_owner(post.gate, post.tenant, "en", is_verified=False)
    await post.book(at(10, 8), kind="surgery", owner_id=stranger)
    await post.deliver()
    async with post.gate.work(post.tenant, SYSTEM) as work:
        await work.execute(NO_ACCOUNT, CLIENT, None, None, True)
    await post.book(at(11, 8), kind="surgery")
    await post.deliver()
    assert post.mailbox.letters == []
    assert [letter[3] for letter in await post.letters()] == [
        "not_wanted",
        "address_unverified",
        "no_address",
    ]


async def test_a_client_without_an_account_is_written_to_at_the_address_in_the_file(post: Post) -> None:
    async with post.gate.work(post.tenant, SYSTEM) as work:
        sealed = work.cipher.seal("client", "email", CLIENT, "balletje@example.com")
        await work.execute(NO_ACCOUNT, CLIENT, sealed, b"index", True)
    await post.book(MONDAY_TEN, kind="surgery")
    await post.deliver()
    [letter] = post.mailbox.letters
    assert (letter["To"], letter["Content-Language"]) == ("balletje@example.com", "en")
    assert "/settings" not in text_of(letter)


async def test_the_owner_is_reminded_once_a_day_before_and_of_the_new_time_after_moving(post: Post) -> None:
    owner = await make_owner(post.gate, post.tenant)
    appointment_id = await post.book(MONDAY_TEN, kind="surgery", owner_id=owner)
    await post.deliver()
    post.mailbox.letters.clear()

    async def remind() -> list[str]:
        await post.office.remind(post.gate, post.tenant, RemindOwners())
        await post.jobs.work_off()
        return subjects(post.mailbox.letters)

    post.clock.now = MONDAY_TEN - timedelta(hours=25)
    assert await remind() == []
    post.clock.now = MONDAY_TEN - timedelta(hours=23)
    assert await remind() == ["Herinnering: Bella op ma 9 mrt 10:00"]
    post.clock.advance(hours=1)
    assert len(await remind()) == 1
    async with post.gate.work(post.tenant, DESK_CLERK) as work:
        await moving.move_appointment(work, appointment_id, at(11, 9), None)
    post.clock.now = at(11, 9) - timedelta(hours=20)
    assert (await remind())[-1] == "Herinnering: Bella op wo 11 mrt 10:00"


async def test_nobody_is_reminded_of_a_visit_on_a_closed_day_until_it_is_open_again(post: Post) -> None:
    await post.book(MONDAY_TEN, kind="surgery", owner_id=await make_owner(post.gate, post.tenant))
    await post.deliver()
    post.mailbox.letters.clear()
    post.clock.now = MONDAY_TEN - timedelta(hours=23)
    async with post.gate.work(post.tenant, DESK_CLERK) as work:
        await set_exception(work, MONDAY_TEN.date(), ExceptionSet(hours=[]))
    await post.office.remind(post.gate, post.tenant, RemindOwners())
    await post.jobs.work_off()
    assert subjects(post.mailbox.letters) == []
    async with post.gate.work(post.tenant, DESK_CLERK) as work:
        await clear_exception(work, MONDAY_TEN.date())
    await post.office.remind(post.gate, post.tenant, RemindOwners())
    await post.jobs.work_off()
    assert subjects(post.mailbox.letters) == ["Herinnering: Bella op ma 9 mrt 10:00"]


async def test_a_reminder_that_waited_while_its_day_was_closed_is_sent_once_it_is_open_again(
    post: Post,
) -> None:
    await post.book(MONDAY_TEN, kind="surgery", owner_id=await make_owner(post.gate, post.tenant))
    await post.deliver()
    post.mailbox.letters.clear()
    post.clock.now = MONDAY_TEN - timedelta(hours=23)
    await post.office.remind(post.gate, post.tenant, RemindOwners())
    async with post.gate.work(post.tenant, DESK_CLERK) as work:
        await set_exception(work, MONDAY_TEN.date(), ExceptionSet(hours=[]))
    await post.jobs.work_off()
    assert subjects(post.mailbox.letters) == []
    assert (await post.letters())[-1][2:4] == ("dropped", "nobody_there")
    async with post.gate.work(post.tenant, DESK_CLERK) as work:
        await clear_exception(work, MONDAY_TEN.date())
    for _ in range(2):
        await post.office.remind(post.gate, post.tenant, RemindOwners())
        await post.jobs.work_off()
    assert subjects(post.mailbox.letters) == ["Herinnering: Bella op ma 9 mrt 10:00"]


async def test_a_mail_server_that_is_down_loses_nothing_and_holds_nobody_up(
    post: Post, mail_server: Controller
) -> None:
    owner = await make_owner(post.gate, post.tenant)
    mail_server.stop()
    await post.book(MONDAY_TEN, kind="surgery", owner_id=owner)
    await post.deliver_at_once()
    [waiting] = await post.letters()
    assert waiting[2] == "queued"
    assert waiting[4] == 1
    await post.jobs.work_off()
    assert (await post.letters())[0][4] == 1, "the next attempt waits for its time"
    again = Controller(post.mailbox, hostname="127.0.0.1", port=mail_server.port)
    again.start()
    try:
        post.make_due()
        await post.jobs.work_off()
    finally:
        again.stop()
    assert len(post.mailbox.letters) == 1
    assert [letter[2:4] for letter in await post.letters()] == [("sent", None)]


@pytest.mark.parametrize(
    ("answer", "state"),
    [("451 try later", "queued"), ("552 mailbox full", "queued"), ("550 no such user", "failed")],
)
async def test_a_refusal_for_good_ends_it_and_a_passing_one_does_not(
    post: Post, mailbox: Mailbox, answer: str, state: str
) -> None:
    owner = await make_owner(post.gate, post.tenant)
    mailbox.refuse = answer
    await post.book(MONDAY_TEN, kind="surgery", owner_id=owner)
    await post.deliver()
    [letter] = await post.letters()
    assert letter[2:4] == (state, f"smtp_{answer[:3]}")


async def test_a_new_account_gets_the_link_that_verifies_it_and_a_known_one_a_warning(post: Post) -> None:
    new = Register(
        email="Joost@Example.com",
        password="een lang wachtwoord",
        first_name="Joost",
        last_name="Bos",
        locale="nl",
    )
    async with post.gate.core_work("auth", SYSTEM) as core:
        await register(core, new, "hash")
    await post.deliver()
    [letter] = post.mailbox.letters
    assert (letter["To"], letter["Subject"]) == ("Joost@Example.com", "Bevestig je e-mailadres")
    assert "https://vetsync.example/verify-email#token=" in text_of(letter)
    owner = await make_owner(post.gate, post.tenant, "en")
    async with post.gate.core_work("auth", SYSTEM) as core:
        core.emit(KnownAddressRegistered(user_id=owner))
        await ask_reset(core, "nobody@example.com")
    await post.deliver()
    assert subjects(post.mailbox.letters[1:]) == ["You already have a VetSync account"]
    assert [letter[2] for letter in await post.letters(CORE)] == ["sent", "sent"]


async def test_addresses_and_names_stand_sealed_in_the_queue(post: Post) -> None:
    owner = await make_owner(post.gate, post.tenant)
    await post.book(MONDAY_TEN, kind="surgery", owner_id=owner)
    await post.deliver()
    async with post.gate.view(post.tenant, SYSTEM) as view:
        [row] = await view.records("select id, to_sealed, data, locale from letter")
        assert view.cipher.open("letter", "to_sealed", row["id"], row["to_sealed"]) == "sanne.nl@example.com"
    assert b"sanne" not in row["to_sealed"]
    assert set(row["data"]) == {"appointment_id", "starts_at", "vet_id", "version"}


def test_every_template_is_written_in_both_languages_and_has_its_composer() -> None:
    dutch, english = catalogue("nl"), catalogue("en")
    assert dutch.keys() == english.keys()
    for name in dutch.keys() - {"words"}:
        assert dutch[name].keys() == english[name].keys(), name
        assert len(dutch[name]["paragraphs"]) == len(english[name]["paragraphs"]), name
    assert dutch["words"].keys() == english["words"].keys()
    assert dutch.keys() - {"words"} == COMPOSERS.keys()


def test_who_came_by_invitation_gets_no_letter_about_an_application() -> None:
    assert LETTERS[VetApproved](VetApproved(user_id=uuid4(), tenant_id=uuid4())) == []
