"""The register on both databases: numbers are unique, the log cannot be changed, two officers do not collide."""

import multiprocessing
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
from sqlalchemy.exc import SQLAlchemyError

from dispatch.errors import RegisterError
from dispatch.model.registered import Selection
from dispatch.register import register as deeds
from dispatch.register.connecting import engine_for, explained
from dispatch.register.migrations import STEPS, migrate, version
from dispatch.register.register import Register
from dispatch.register.schema import schema_version
from tests.register.entries import NOON, entry, given, register_at

EIGHTH = date(2022, 3, 8)


def refusal(deed: Callable[[], object]) -> list[str]:
    with pytest.raises(RegisterError) as caught:
        deed()
    return [finding.code for finding in caught.value.findings]


def happened(register: Register, letter: int) -> list[str]:
    return [event.what for event in register.history(letter)]


def test_a_draft_is_entered_once_however_often_it_is_drafted(place: str) -> None:
    register = register_at(place)

    assert register.enter(entry()) == register.enter(entry())
    [found] = register.letters(Selection())
    assert (found.entry, found.state, found.number) == (replace(entry(), printed=()), "draft", None)
    assert register.printed_by([found.id]) == {found.id: entry().printed}
    [event] = register.history(found.id)
    assert (event.at, event.who, event.what, event.after) == (NOON, "văn thư", "drafted", "draft")


def test_a_submitted_letter_drafted_anew_is_a_draft_again(place: str) -> None:
    register = register_at(place)
    letter = register.enter(entry())
    register.set_state(letter, "submitted", "")

    assert register.enter(entry(sha256="bb")) == letter
    assert happened(register, letter) == ["drafted", "submitted", "redrafted"]
    assert [found.state for found in register.letters(Selection())] == ["draft"]


def test_an_issued_letter_is_not_changed_by_a_draft_at_its_place(place: str) -> None:
    register = register_at(place)
    issued = register.enter(entry("1.docx"))
    register.issue([given(issued, 679, EIGHTH)])

    assert register.enter(entry("1.docx", "bb")) != issued
    found = register.letter(issued)
    assert found is not None
    assert (found.state, found.number, found.day, found.entry.sha256) == ("issued", 679, EIGHTH, "h1")


def test_a_number_is_given_once_in_its_series_even_with_a_reason(place: str) -> None:
    register = register_at(place)
    first, second = register.enter(entry("a.docx")), register.enter(entry("b.docx"))
    register.issue([given(first, 679, EIGHTH)])

    assert refusal(lambda: register.issue([given(second, 679, EIGHTH, force="cần gấp")])) == ["duplicate-number"]
    register.issue([given(second, 679, EIGHTH, series="BTP/2022")])


def test_the_database_itself_refuses_a_number_twice(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    register = register_at(place)
    first, second = register.enter(entry("a.docx")), register.enter(entry("b.docx"))
    register.issue([given(first, 679, EIGHTH)])
    monkeypatch.setattr(deeds, "number_faults", lambda *_: ())

    assert refusal(lambda: register.issue([given(second, 679, EIGHTH)])) == ["register-fault"]
    assert happened(register, second) == ["drafted"]


@pytest.mark.parametrize(("number", "day"), [(680, date(2022, 3, 7)), (678, date(2022, 3, 9))])
def test_a_date_out_of_the_order_of_numbers_needs_a_reason_that_is_kept(place: str, number: int, day: date) -> None:
    register = register_at(place)
    first, second = register.enter(entry("a.docx")), register.enter(entry("b.docx"))
    register.issue([given(first, 679, EIGHTH)])

    assert refusal(lambda: register.issue([given(second, number, day)])) == ["date-out-of-order"]
    register.issue([given(second, number, day, force="ghi bổ sung")])
    assert register.history(second)[-1].note == "ghi bổ sung"


def test_many_numbers_are_given_all_or_none_and_every_fault_is_told(place: str) -> None:
    register = register_at(place)
    ids = [register.enter(entry(f"{name}.docx")) for name in "abc"]
    numbers = [given(ids[0], 5, EIGHTH), given(ids[1], 5, EIGHTH), given(ids[2], 6, date(2022, 3, 1))]

    assert refusal(lambda: register.issue(numbers)) == ["duplicate-number", "date-out-of-order"]
    assert {found.state for found in register.letters(Selection())} == {"draft"}


def test_withdrawal_needs_a_reason_and_is_final(place: str) -> None:
    register = register_at(place)
    letter = register.enter(entry())

    assert refusal(lambda: register.set_state(letter, "withdrawn", " ")) == ["no-reason"]
    register.set_state(letter, "withdrawn", "không gửi nữa")
    assert refusal(lambda: register.set_state(letter, "submitted", "")) == ["wrong-step"]
    assert refusal(lambda: register.set_state(99, "submitted", "")) == ["unknown-letter"]


@pytest.mark.parametrize(
    "statement", ["UPDATE events SET who = 'x'", "DELETE FROM events", "DELETE FROM letters", "TRUNCATE events"]
)
def test_what_happened_cannot_be_changed_or_removed(place: str, statement: str) -> None:
    register = register_at(place)
    letter = register.enter(entry())

    with pytest.raises(SQLAlchemyError), engine_for(place).begin() as connection:
        connection.exec_driver_sql(statement)
    assert happened(register, letter) == ["drafted"]


@pytest.mark.parametrize("deed", ["enter", "set_state", "issue"])
def test_a_deed_cut_off_before_its_line_in_the_log_leaves_nothing(
    place: str, deed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    register = register_at(place)
    letter = register.enter(entry())
    deeds_done: dict[str, Callable[[], object]] = {
        "enter": lambda: register.enter(entry(sha256="bb")),
        "set_state": lambda: register.set_state(letter, "submitted", ""),
        "issue": lambda: register.issue([given(letter, 1, EIGHTH)]),
    }
    before = register.letters(Selection())

    def cut_off(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(deeds, "log", cut_off)
        with pytest.raises(KeyboardInterrupt):
            deeds_done[deed]()
    assert register.letters(Selection()) == before
    deeds_done[deed]()
    assert len(register.history(letter)) == 2


def officer(place: str, start: Barrier, name: str, answers: "multiprocessing.Queue[tuple[str, str]]") -> None:
    """One officer: opens the register at the same moment as the other and asks for the same numbers."""
    start.wait()
    register = register_at(place, name)
    for number in range(1, 11):
        letter = register.enter(entry(f"{name}-{number}.docx"))
        try:
            register.issue([given(letter, number, EIGHTH)])
            answers.put((name, "issued"))
        except RegisterError as error:
            answers.put((name, error.findings[0].code))


def test_two_officers_at_once_get_each_number_once_between_them(place: str) -> None:
    context = multiprocessing.get_context("spawn")
    start, answers = context.Barrier(2), context.Queue()
    officers = [context.Process(target=officer, args=(place, start, name, answers)) for name in ("An", "Bình")]
    for each in officers:
        each.start()
    heard = [answers.get(timeout=60)[1] for _ in range(20)]
    for each in officers:
        each.join(60)

    assert sorted(heard) == ["duplicate-number"] * 10 + ["issued"] * 10
    issued = register_at(place).letters(Selection(state="issued"))
    assert sorted(found.number or 0 for found in issued) == list(range(1, 11))
    assert len(register_at(place).letters(Selection())) == 20


@pytest.mark.parametrize("steps", range(1, len(STEPS)))
def test_a_register_of_an_older_version_is_brought_up_to_date_and_keeps_its_letters(place: str, steps: int) -> None:
    engine = engine_for(place)
    with engine.begin() as connection:
        for table in ("books", "copies", "events", "letters", "schema_version"):
            connection.exec_driver_sql(f"DROP TABLE {table}")
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("DROP FUNCTION refuse_change")
        migrate(connection, steps)
        connection.exec_driver_sql(
            "INSERT INTO letters (file, sha256, kind, period, unit, dossier, vintage, symbol, regime, year, state)"
            " VALUES ('cũ.docx', 'aa', 'k', '5T2022', '', 'd', 'v', 'S-T', 'state', 2022, 'draft')"
        )

    [found] = register_at(place).letters(Selection())
    assert (found.entry.file, found.entry.subject) == ("cũ.docx", "")
    with engine.connect() as connection:
        assert version(connection) == len(STEPS)


def test_a_register_of_a_newer_version_is_refused_and_left_as_it_is(place: str) -> None:
    engine = engine_for(place)
    with engine.begin() as connection:
        connection.execute(schema_version.insert().values(version=len(STEPS) + 1))

    assert refusal(lambda: register_at(place)) == ["register-newer"]


def test_a_file_that_is_no_register_is_told_apart_and_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "register.sqlite3"
    file.write_bytes("ghi chú của tôi".encode() * 100)

    assert refusal(lambda: register_at(str(file))) == ["not-a-register"]
    assert file.read_bytes() == "ghi chú của tôi".encode() * 100


def test_a_register_held_by_somebody_else_is_said_to_be_busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dispatch.register.connecting.WAIT_SECONDS", 0)
    place = str(tmp_path / "register.sqlite3")
    register = register_at(place)
    other = sqlite3.connect(place, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    assert refusal(lambda: register.enter(entry())) == ["register-busy"]
    other.close()


def test_a_server_that_does_not_answer_is_told_without_its_password() -> None:
    with pytest.raises(RegisterError) as caught:
        register_at("postgresql://an:bi-mat@/x?host=/khong/co")

    [finding] = caught.value.findings
    assert finding.code == "register-unavailable"
    assert "bi-mat" not in str(finding)


@pytest.mark.parametrize("url", ["mysql://x/y", "://"])
def test_a_wrong_url_is_told(url: str) -> None:
    assert refusal(lambda: register_at(url)) == ["bad-register"]


def test_a_missing_driver_says_what_to_install() -> None:
    def missing() -> None:
        with explained():
            raise ModuleNotFoundError

    assert refusal(missing) == ["no-driver"]
