"""What the drafted letter says follows the data: the sentence on cases taken in, tasks 9 and 10, long lists."""

from functools import partial
from pathlib import Path

import pytest

from dispatch.directory.indicators import indicator_catalogue
from dispatch.model.dataset import MEASURE_NAMES
from dispatch.pipeline.prepare import prepare
from dispatch.statistics.compute import compute
from tests.builders import dossier_folder
from tests.pipeline.numbers import CURRENT, SAME_PERIOD, Record, change, copy_rates, paragraphs, rebalance, records

MOST = 10**15


def letter_with_totals(tmp_path: Path, now: tuple[int, int], before: tuple[int, int]) -> list[str]:
    """The letter of a dossier whose tong_thu_ly is these sums (việc, tiền) over `MOST` in both periods.

    Hà Nội hands over (uy_thac) what is taken in more: no rate changes, and every row adds up.
    """
    folder = dossier_folder(tmp_path)
    for file, sums in ((CURRENT, now), (SAME_PERIOD, before)):
        for measure, total in zip(("viec", "tien"), sums, strict=True):
            taken_in = sum(int(each["tong_thu_ly"]) for key, each in records(folder, file).items() if key[0] == measure)
            change(folder, file, partial(hand_over, measure, MOST + total - taken_in))
    return paragraphs(folder, tmp_path / "out")


def hand_over(measure: str, more: int, record: Record) -> None:
    if (record["measure"], record["province"]) == (measure, "Hà Nội"):
        record["uy_thac"] = str(int(record["uy_thac"]) + more)
        rebalance(record)


SENTENCES = {
    "both": "mặc dù tổng số thụ lý về việc và về tiền đều giảm so với 5 tháng năm 2021",
    "viec": "mặc dù tổng số thụ lý về việc đã giảm so với 5 tháng năm 2021, tổng số thụ lý về tiền không giảm",
    "tien": "mặc dù tổng số thụ lý về tiền đã giảm so với 5 tháng năm 2021, tổng số thụ lý về việc không giảm",
    "equal": "trong khi tổng số thụ lý về việc và về tiền đều bằng so với 5 tháng năm 2021",
    "none": "nhất là khi tổng số thụ lý về việc và về tiền đều không giảm so với 5 tháng năm 2021",
}


@pytest.mark.parametrize(
    ("now", "sentence"),
    [
        ((99, 99), "both"),
        ((99, 100), "viec"),
        ((99, 101), "viec"),
        ((100, 99), "tien"),
        ((101, 99), "tien"),
        ((100, 100), "equal"),
        ((101, 101), "none"),
        ((101, 100), "none"),
        ((100, 101), "none"),
    ],
)
def test_opening_says_how_the_cases_taken_in_moved(now: tuple[int, int], sentence: str, tmp_path: Path) -> None:
    said = letter_with_totals(tmp_path, now, (100, 100))

    [opening] = [paragraph for paragraph in said if paragraph.startswith("Qua tổng hợp")]
    assert f", {SENTENCES[sentence]}." in opening
    assert sum(each in opening for each in SENTENCES.values()) == 1


def test_movement_is_judged_on_the_exact_sum_not_on_its_print(tmp_path: Path) -> None:
    said = letter_with_totals(tmp_path, (0, -1), (0, 0))

    assert SENTENCES["tien"] in "\n".join(said)


# --- tasks 9 and 10, and the long list ---

EXPLAIN = "phải giải trình bằng văn bản"
BOTH_LOW = "có kết quả thấp cả về việc và về tiền"


def test_task_nine_names_those_below_the_same_period_in_an_appendix_when_they_are_many(tmp_path: Path) -> None:
    said = paragraphs(dossier_folder(tmp_path), tmp_path / "out")

    [task] = [paragraph for paragraph in said if EXPLAIN in paragraph]
    assert "(danh sách tại Phụ lục III kèm theo)" in task
    assert [each for each in said if each.startswith("Phụ lục ")] == ["Phụ lục I", "Phụ lục II", "Phụ lục III"]


def test_task_nine_is_not_there_when_nobody_fell(tmp_path: Path) -> None:
    folder = dossier_folder(tmp_path)
    copy_rates(folder, lambda place: place >= 0)

    said = paragraphs(folder, tmp_path / "out")

    assert not [paragraph for paragraph in said if EXPLAIN in paragraph]
    assert [each for each in said if each.startswith("Phụ lục ")] == ["Phụ lục I", "Phụ lục II"]


@pytest.mark.parametrize("count", [15, 16])
def test_fifteen_names_stand_in_the_sentence_and_sixteen_in_the_appendix(count: int, tmp_path: Path) -> None:
    folder = dossier_folder(tmp_path)
    fallen = prepare(folder, None).statistics.namings["thap_hon_cung_ky"].printed
    assert fallen is not None
    last = fallen[count - 1].order
    copy_rates(folder, lambda place: place >= last)

    prepared = prepare(folder, None)
    said = paragraphs(folder, tmp_path / "out")

    names = prepared.named_lists()["thap_hon_cung_ky"]["printed"]
    assert len(names) == count
    [task] = [paragraph for paragraph in said if EXPLAIN in paragraph]
    captions = [each for each in said if each.startswith("Phụ lục ")]
    assert (f"({', '.join(names)})" in task) is (count == 15)
    assert ("danh sách tại Phụ lục III" in task) is (count == 16)
    assert ("Phụ lục III" in captions) is (count == 16)


def test_task_ten_names_those_in_both_low_lists(tmp_path: Path) -> None:
    folder = dossier_folder(tmp_path)
    names = prepare(folder, None).named_lists()["thap_ca_hai"]["printed"]

    [task] = [paragraph for paragraph in paragraphs(folder, tmp_path / "out") if BOTH_LOW in paragraph]

    assert names
    assert f"({', '.join(names)})" in task


def test_task_ten_is_not_there_when_no_unit_is_low_on_both(tmp_path: Path) -> None:
    folder = dossier_folder(tmp_path)
    low = set(prepare(folder, None).named_lists()["ket_qua_thap"]["viec"])

    def better(record: Record) -> None:
        if record["measure"] == "tien" and record["province"] in low:
            record.update(thi_hanh_xong=record["co_dieu_kien"], dinh_chi="0", giam_nghia_vu="0")
            record.update(hoan_diem_c_k1_d48="0", truong_hop_khac="0")
            rebalance(record)

    change(folder, CURRENT, better)

    assert prepare(folder, None).named_lists()["thap_ca_hai"]["printed"] == []
    assert not [paragraph for paragraph in paragraphs(folder, tmp_path / "out") if BOTH_LOW in paragraph]


def test_letter_names_whom_the_statistics_name_in_their_order(tmp_path: Path) -> None:
    folder = dossier_folder(tmp_path)
    prepared = prepare(folder, None)
    again = compute(prepared.dataset, prepared.dossier.naming, indicator_catalogue())

    [opening] = [each for each in paragraphs(folder, tmp_path / "out") if each.startswith("Qua tổng hợp")]

    for measure, word in MEASURE_NAMES.items():
        names = ", ".join(unit.name for unit in again.namings["ket_qua_thap"].named[measure])
        assert f"về {word}: {names}" in opening
