"""The package: a zip that every program opens, with the same bytes for the same letter."""

import io
import os
import subprocess
import sys
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from dispatch.formats.loader import profile_on
from dispatch.model.letter import Letter
from dispatch.pipeline.draft import compose_letter
from dispatch.pipeline.prepare import prepare
from dispatch.writers.letter_writer import LetterWriter
from dispatch.writers.package import Segment, entry, pack
from tests import builders
from tests.builders import FIXTURE, ROOT
from tests.composition.kinds import APPENDIX, DATA, DAY, compiled, compose, composed
from tests.writers.reading import body, opened, parts

TEXTS = st.text(st.characters(codec="utf-8"))


def written(letter: Letter) -> bytes:
    return LetterWriter(profile_on(DAY)).write(letter)


def shared(letter: Letter, *, as_shared: bool) -> Letter:
    return replace(letter, tables=tuple(replace(table, shared=as_shared) for table in letter.tables))


def test_same_letter_has_the_same_bytes_from_any_writer() -> None:
    letter = compose_letter(prepare(FIXTURE, None))
    writer = LetterWriter(letter.profile)

    first = writer.write(letter)

    assert writer.write(letter) == first
    assert LetterWriter(letter.profile).write(compose_letter(prepare(FIXTURE, None))) == first


def test_bytes_do_not_depend_on_the_process_its_hash_seed_or_its_time_zone(letter: Path, tmp_path: Path) -> None:
    script = "import sys; from pathlib import Path; from dispatch.pipeline.draft import draft;"
    script += " draft(Path(sys.argv[1]), Path(sys.argv[2]), None)"
    for seed, zone in (("0", "UTC"), ("4242", "Asia/Ho_Chi_Minh")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        out = tmp_path / seed
        subprocess.run([sys.executable, "-c", script, str(FIXTURE), str(out)], check=True, cwd=ROOT, env=environment)

        assert (out / letter.name).read_bytes() == letter.read_bytes()


def test_table_spliced_in_gives_the_xml_of_one_written_in_place() -> None:
    letter = compose_letter(prepare(FIXTURE, None))
    assert all(table.shared for table in letter.tables)

    spliced, plain = (written(shared(letter, as_shared=as_shared)) for as_shared in (True, False))

    assert parts(spliced) == parts(plain)


def test_shared_table_is_the_same_in_the_second_letter_of_a_writer(tmp_path: Path) -> None:
    more = APPENDIX.replace('units = "all"', 'units = "all"\nshared = true')
    letter = composed(tmp_path, "{{ phu_luc.viec }} {{ toan_quoc.viec.ty_le }}.", more)
    figures = {**letter.figures}
    rate = figures["toan_quoc.viec.ty_le"]
    other = replace(letter, figures={**figures, rate.id: rate._replace(text="12,34%")})
    writer = LetterWriter(profile_on(DAY))
    writer.write(letter)

    assert parts(writer.write(other)) == parts(written(other))
    assert "12,34%" in "".join(body(writer.write(other)).itertext())


def test_shared_tables_of_two_months_are_never_mistaken_for_each_other(tmp_path: Path) -> None:
    more = APPENDIX.replace('units = "all"', 'units = "all"\nshared = true')
    kind = compiled(tmp_path, "{{ phu_luc.viec }}.", more)
    march, april = (compose(kind, builders.dataset(DATA.replace("60/100", done))) for done in ("61/100", "62/100"))
    writer = LetterWriter(profile_on(DAY))

    first, second = writer.write(march), writer.write(april)

    assert (parts(first), parts(second)) == (parts(written(march)), parts(written(april)))
    for name in ("word/document.xml", "docProps/custom.xml"):
        assert "61,00%" in parts(first)[name].decode()
        assert "62,00%" in parts(second)[name].decode()
        assert "61,00%" not in parts(second)[name].decode()


def test_zip_has_sorted_names_one_fixed_time_and_no_path_of_the_machine(letter: Path) -> None:
    with zipfile.ZipFile(letter) as package:
        entries = package.infolist()

    names = [each.filename for each in entries]
    assert names == sorted(names)
    assert {each.date_time for each in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {each.compress_type for each in entries} == {zipfile.ZIP_DEFLATED}
    whole = b"".join(parts(letter.read_bytes()).values())
    assert str(FIXTURE).encode() not in whole
    assert str(letter.parent).encode() not in whole


def test_every_part_has_a_type_and_every_relationship_a_target(letter: Path) -> None:
    found = parts(letter.read_bytes())

    types = found["[Content_Types].xml"].decode()
    for name in found:
        assert name.endswith((".rels", ".xml"))
        assert name.endswith(".rels") or name == "[Content_Types].xml" or f'PartName="/{name}"' in types, name
    assert opened(letter.read_bytes()).part.rels


@given(st.lists(st.tuples(TEXTS, st.booleans()), max_size=6))
def test_part_made_of_segments_unzips_to_their_texts(pieces: list[tuple[str, bool]]) -> None:
    made = [Segment.of(text.encode()) if is_segment else text.encode() for text, is_segment in pieces]

    data = pack([entry("a.xml", made), entry("ấ.xml", ["khác".encode()])])

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        assert package.read("a.xml").decode() == "".join(text for text, _ in pieces)
        assert package.read("ấ.xml").decode() == "khác"


@given(st.binary(max_size=40), st.binary(max_size=40))
def test_the_check_sum_after_a_segment_is_that_of_the_whole_however_often_it_is_asked(text: bytes, more: bytes) -> None:
    segment = Segment.of(more)

    found = {segment.crc32(zlib.crc32(text)) for _ in range(40)}

    assert found == {zlib.crc32(text + more)}


def test_properties_of_the_file_are_those_of_the_letter_and_of_no_clock(letter: Path) -> None:
    core = opened(letter.read_bytes()).core_properties

    assert core.title.startswith("V/v")
    assert core.author == core.last_modified_by == "TỔNG CỤC THI HÀNH ÁN DÂN SỰ"
    assert core.created is not None
    assert core.created.date() == DAY
