"""An officer and a stream of corrections: whatever is edited in whatever order, nothing typed is lost or wrong."""

import re
from collections.abc import Callable
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from typing import ClassVar

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from dispatch.pipeline.prepare import prepare
from dispatch.pipeline.refreshing.new_figures import NewFigures
from dispatch.pipeline.refreshing.refresh import refreshed
from dispatch.writers.letter_writer import LetterWriter
from tests.letter.word import BODY, read_parts, write_parts
from tests.pipeline.refreshing.conftest import CORRECTION
from tests.pipeline.refreshing.corrections import corrected
from tests.pipeline.refreshing.oracle import assert_sound, typed_words
from tests.pipeline.refreshing.tables import cells, stranger, with_rows
from tests.pipeline.refreshing.test_tables import ENTERING, LEAVING

DESKS, STEPS, LEAST = 7, 50, 2000
TEXT = re.compile(r"(<w:t(?: [^>]*)?>)[^<]*(</w:t>)")
FREE_RUN = re.compile(r'(?<!/>)<w:r><w:t xml:space="preserve">([^<]{20,})</w:t></w:r>')
ANCHORED = re.compile(
    r'(<w:bookmarkStart w:id="\d+" w:name="(_f\w+)"/>)<w:r>((?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?)'
    r'<w:t xml:space="preserve">([^<]*)</w:t></w:r>(<w:bookmarkEnd w:id="\d+"/>)'
)
PARAGRAPH = re.compile(r'<w:p><w:pPr><w:pStyle w:val="(?:NoiDung|NhiemVu)"/>(?:(?!</w:p>).)*</w:p>')
MARKS = re.compile(r"<w:bookmark(?:Start|End)[^>]*/>")


@cache
def datasets() -> list[NewFigures]:
    """The figures the letter was drafted from, and three corrections of them."""
    changes = [
        ({}, None),
        (CORRECTION, None),
        ({("Hà Nội", "viec"): 900, **ENTERING}, LEAVING),
        ({("Cà Mau", "tien"): 100_000, ("Hồ Chí Minh", "viec"): 5000}, LEAVING),
    ]
    folders = [corrected(Path(mkdtemp()), less, same_period=same) for less, same in changes]
    return [NewFigures(prepare(folder, None)) for folder in folders]


@cache
def drafted() -> bytes:
    letter = datasets()[0].fresh
    assert letter is not None
    return LetterWriter(letter.profile).write(letter)


class Office(RuleBasedStateMachine):
    """One letter on an officer's desk."""

    done: ClassVar[list[int]]
    steps = 0

    @initialize()
    def draft(self) -> None:
        self.letter = drafted()
        self.typed = 0
        self.steps = -1  # the draft is no step; the invariant counts it

    @invariant()
    def counts(self) -> None:
        self.steps += 1

    def teardown(self) -> None:
        self.done.append(self.steps)

    def body(self) -> tuple[str, str]:
        """The text before the appendices, and the rest."""
        head, mark, tail = read_parts(self.letter)[BODY].decode().partition('w:name="_b1"')
        return head, mark + tail

    def write(self, head: str, tail: str) -> None:
        self.letter = write_parts({**read_parts(self.letter), BODY: (head + tail).encode()})

    def word(self) -> str:
        self.typed += 1
        return f"từ{self.typed}gõ"

    @rule(choice=st.integers(0, 10_000))
    def types_in_a_sentence(self, choice: int) -> None:
        head, tail = self.body()
        found = list(FREE_RUN.finditer(head))
        if found:
            match = found[choice % len(found)]
            at = match.start(1) + 5 + choice % (len(match[1]) - 10)
            if "&" not in match[1]:
                self.write(f"{head[:at]} {self.word()} {head[at:]}", tail)

    def at_a_figure(self, choice: int, pattern: str) -> None:
        head, tail = self.body()
        found = [match for match in ANCHORED.finditer(head) if match[4].strip()]
        if found:
            match = found[choice % len(found)]
            new = pattern.format(start=match[1], rpr=match[3], text=match[4], end=match[5], word=self.word())
            self.write(head[: match.start()] + new + head[match.end() :], tail)

    @rule(choice=st.integers(0, 10_000))
    def types_over_a_figure_in_word(self, choice: int) -> None:
        self.at_a_figure(choice, '<w:r>{rpr}<w:t xml:space="preserve">{word}</w:t></w:r>')

    @rule(choice=st.integers(0, 10_000))
    def types_over_a_figure_in_libreoffice(self, choice: int) -> None:
        self.at_a_figure(choice, "{start}<w:r>{rpr}<w:t>9</w:t></w:r>{end}<w:r>{rpr}<w:t>9{word}</w:t></w:r>")

    @rule(choice=st.integers(0, 10_000))
    def word_splits_a_run_of_a_figure(self, choice: int) -> None:
        head, tail = self.body()
        found = [match for match in ANCHORED.finditer(head) if len(match[4].strip()) > 1 and "&" not in match[4]]
        if found:
            match = found[choice % len(found)]
            runs = "".join(
                f'<w:r w:rsidR="00AB">{match[3]}<w:t xml:space="preserve">{part}</w:t></w:r>'
                for part in (match[4][:1], match[4][1:])
            )
            self.write(head[: match.start()] + match[1] + runs + match[5] + head[match.end() :], tail)

    @rule(choice=st.integers(0, 10_000))
    def tracks_a_replacement_of_a_figure(self, choice: int) -> None:
        self.at_a_figure(
            choice,
            '{start}<w:del w:id="9" w:author="A"><w:r><w:delText>{text}</w:delText></w:r></w:del>'
            '<w:ins w:id="9" w:author="A"><w:r>{rpr}<w:t>{word}</w:t></w:r></w:ins>{end}',
        )

    @rule(choice=st.integers(0, 10_000))
    def types_beside_a_figure(self, choice: int) -> None:
        pattern = '<w:r><w:t xml:space="preserve"> {word} </w:t></w:r>{start}<w:r>{rpr}<w:t xml:space="preserve">'
        self.at_a_figure(choice, pattern + "{text}</w:t></w:r>{end}")

    @rule(choice=st.integers(0, 10_000), copy=st.booleans())
    def deletes_or_copies_a_paragraph(self, choice: int, copy: bool) -> None:
        head, tail = self.body()
        found = list(PARAGRAPH.finditer(head))
        if len(found) > 4:
            match = found[choice % len(found)]
            new = match[0] + MARKS.sub("", match[0]) if copy and len(found) < 40 else ""
            self.write(head[: match.start()] + new + head[match.end() :], tail)

    @rule(choice=st.integers(0, 10_000), appendix=st.integers(1, 3))
    def adds_a_row(self, choice: int, appendix: int) -> None:
        word = self.word()

        def changed(rows: list[str]) -> list[str]:
            place = 1 + choice % (len(rows) - 1)
            filled = ["", word, *("" for _ in range(9))]
            return [*rows[: place + 1], stranger(rows[place], *filled), *rows[place + 1 :]]

        self.letter = with_rows(self.letter, appendix, changed)

    @rule(appendix=st.integers(1, 3))
    def sorts_a_table(self, appendix: int) -> None:
        self.letter = with_rows(self.letter, appendix, lambda rows: [rows[0], *sorted(rows[1:], key=cells)])

    @rule(choice=st.integers(0, 10_000), appendix=st.integers(1, 3))
    def types_in_a_cell(self, choice: int, appendix: int) -> None:
        word = self.word()

        def changed(rows: list[str]) -> list[str]:
            place = 1 + choice % (len(rows) - 1)
            texts = list(TEXT.finditer(rows[place]))
            last = texts[-1]
            row = rows[place][: last.end(1)] + word + rows[place][last.start(2) :]
            return [*rows[:place], row, *rows[place + 1 :]]

        self.letter = with_rows(self.letter, appendix, changed)

    @rule(choice=st.integers(0, 10_000))
    def deletes_a_row(self, choice: int) -> None:
        def changed(rows: list[str]) -> list[str]:
            place = 1 + choice % (len(rows) - 1)
            return [*rows[:place], *rows[place + 1 :]] if len(rows) > 10 else rows

        self.letter = with_rows(self.letter, 1 + choice % 3, changed)

    @rule(number=st.integers(0, 3))
    def refreshes(self, number: int) -> None:
        figures = datasets()[number]
        before = self.letter
        result = refreshed(before, figures, "thu.docx")
        assert typed_words(result.document) == typed_words(before)
        assert_sound(before, result, figures)
        assert refreshed(result.document, figures, "thu.docx").document == result.document
        self.letter = result.document


def run_round(number: int) -> None:
    """Seven desks of the seed `number`."""
    seeded: Callable[[type[Office]], type[Office]] = seed(number)
    run_state_machine_as_test(
        seeded(type("Office", (Office,), {})),
        settings=settings(
            max_examples=DESKS,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_whatever_an_officer_does_no_edit_is_lost_and_every_figure_is_fresh_or_told() -> None:
    """Two thousand steps, counted as they are done.

    Hypothesis counts desks, not steps: one that it makes by changing an earlier one may end after any number of
    them, and which ones it makes depends on the constants of the modules that happen to be loaded. So there are as
    many rounds, each of a seed of its own, as two thousand steps need; every round adds some.
    """
    Office.done = []
    for number in count():
        run_round(number)
        if sum(Office.done) >= LEAST:
            break
