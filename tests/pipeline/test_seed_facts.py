"""What letters of the field really said comes out of inputs: tables in, the sentence out.

The counts are invented so that they give the published rates and sums; the sentences are our own.
"""

from pathlib import Path

import pytest

from dispatch.model.period import Period
from tests.composition.kinds import POLICY, SETTINGS
from tests.pipeline.office import Office

BILLION = 1_000_000  # in 1.000 đồng
MONEY = {"co_dieu_kien": 200_000 * BILLION}


def test_the_year_2013_stood_below_both_goals(tmp_path: Path) -> None:
    office = Office(
        tmp_path,
        "Về việc đạt {{ toan_quoc.viec.ty_le }} ({{ toan_quoc.viec.so_chi_tieu | cao_thap }} so với chỉ tiêu"
        " {{ toan_quoc.viec.chi_tieu }}), về tiền đạt {{ toan_quoc.tien.ty_le }}"
        " ({{ toan_quoc.tien.so_chi_tieu | cao_thap }} so với chỉ tiêu {{ toan_quoc.tien.chi_tieu }}).",
        Period(2013, 12),
        day="2013-10-30",
    )
    cases = {"thi_hanh_xong": 86_53 * 60, "co_dieu_kien": 100_00 * 60}
    money = {"thi_hanh_xong": 73_17 * 5_000_000, "co_dieu_kien": 100_00 * 5_000_000}
    office.national("current", Period(2013, 12), cases, money)
    goals = '2013,viec,Toàn quốc,"88,00",từ\n2013,tien,Toàn quốc,"77,00",từ\n'
    office.file("targets", "targets.csv", "year,measure,province,target,comparison\n" + goals)

    [said] = office.prose()
    assert said == (
        "Về việc đạt 86,53% (thấp hơn 1,47% so với chỉ tiêu 88,00%), về tiền đạt 73,17%"
        " (thấp hơn 3,83% so với chỉ tiêu 77,00%)./."
    )


def test_carried_over_cases_of_2013_grew_where_they_had_to_fall(tmp_path: Path) -> None:
    office = Office(
        tmp_path,
        "Số việc chuyển kỳ sau {{ toan_quoc.viec.chuyen_ky_sau.tang_giam_nam_truoc | tang_giam_tuong_doi }} so với"
        " năm trước, trong khi phải giảm từ {{ toan_quoc.viec.chuyen_ky_sau.chi_tieu }} đến"
        " {{ toan_quoc.viec.chuyen_ky_sau.chi_tieu_den }}"
        "{% if toan_quoc.viec.chuyen_ky_sau.dat_chi_tieu == 0 %}, không đạt chỉ tiêu{% endif %}.",
        Period(2013, 12),
        day="2013-10-30",
    )
    money = {"thi_hanh_xong": 1, "co_dieu_kien": 2}
    office.national("current", Period(2013, 12), {"co_dieu_kien": 1041 * 200}, money)
    office.national("last_year_curve", Period(2012, 12), {"co_dieu_kien": 1000 * 200}, money)
    goal = "2013,viec,Toàn quốc,chuyen_ky_sau,7-10,giảm\n"
    office.file("targets", "targets.csv", "year,measure,province,indicator,target,comparison\n" + goal)

    [said] = office.prose()
    assert said == (
        "Số việc chuyển kỳ sau tăng 4,10% so với năm trước, trong khi phải giảm từ 7,00% đến 10,00%,"
        " không đạt chỉ tiêu./."
    )


@pytest.fixture
def of_2025(tmp_path: Path) -> Office:
    """Four months of 2025 and of 2024."""
    office = Office(tmp_path, "", Period(2025, 4), day="2025-02-10")
    cases, money = {"co_dieu_kien": 400_000}, MONEY
    office.national(
        "current", Period(2025, 4), {"thi_hanh_xong": 161_828, **cases}, {"thi_hanh_xong": 36_550 * BILLION, **money}
    )
    before = 33_689 * BILLION + 741_000
    office.national(
        "same_period", Period(2024, 4), {"thi_hanh_xong": 166_113, **cases}, {"thi_hanh_xong": before, **money}
    )
    return office


def test_four_months_of_2025_against_the_same_period(of_2025: Office) -> None:
    of_2025.body = (
        "Đã thi hành xong {{ toan_quoc.viec.ket_qua }} việc,"
        " {{ toan_quoc.viec.ket_qua.tang_giam | tang_giam_kem_ty_le }} so với cùng kỳ năm {{ ky.nam_truoc }};"
        " {{ toan_quoc.tien.ket_qua | ty_dong }}"
        " ({{ toan_quoc.tien.ket_qua.tang_giam | tang_giam_tuong_doi }})."
    )
    [said] = of_2025.prose()
    assert said == (
        "Đã thi hành xong 161.828 việc, giảm 4.285 việc (giảm 2,58%) so với cùng kỳ năm 2024;"
        " 36.550 tỷ đồng (tăng 8,49%)./."
    )


@pytest.mark.parametrize(("rest", "word"), [(1, "hơn "), (0, ""), (-1, "gần ")])
def test_a_rounded_amount_says_on_which_side_the_exact_one_lies(rest: int, word: str, of_2025: Office) -> None:
    money = {"thi_hanh_xong": 36_550 * BILLION + rest, "co_dieu_kien": 200_000 * BILLION}
    of_2025.national("current", Period(2025, 4), {"co_dieu_kien": 400_000}, money)
    of_2025.body = "Được {{ toan_quoc.tien.ket_qua | lam_tron }}."
    assert of_2025.prose() == [f"Được {word}36.550 tỷ đồng./."]


def test_money_is_written_out_to_the_last_thousand(of_2025: Office) -> None:
    money = {"thi_hanh_xong": 470_581_046, "co_dieu_kien": 200_000 * BILLION}
    of_2025.national("current", Period(2025, 4), {"co_dieu_kien": 400_000}, money)
    of_2025.body = "Được {{ toan_quoc.tien.ket_qua | day_du }}."
    assert of_2025.prose() == ["Được 470 tỷ 581 triệu 046 nghìn đồng./."]


@pytest.mark.parametrize(("done", "said"), [(839, "bằng"), (840, "vượt 0,10%"), (829, "còn thiếu 1,00%")])
def test_a_goal_is_exceeded_equalled_or_missed(done: int, said: str, of_2025: Office) -> None:
    cases = {"thi_hanh_xong": done * 400, "co_dieu_kien": 1000 * 400}
    of_2025.national("current", Period(2025, 4), cases, MONEY)
    goal = 'year,measure,province,target,comparison\n2025,viec,Toàn quốc,"83,90",từ\n'
    of_2025.file("targets", "targets.csv", goal)
    of_2025.body = "Kết quả {{ toan_quoc.viec.so_chi_tieu | vuot_thieu }} so với chỉ tiêu."
    assert of_2025.prose() == [f"Kết quả {said} so với chỉ tiêu./."]


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "01 địa phương: Hà Nội (39,47%)./."),
        (5, "05 địa phương: Hà Nội (39,47%), Hà Giang (39,50%), Cao Bằng (39,53%), Bắc Kạn (39,57%), Tuyên"),
        (16, "16 địa phương: danh sách tại Phụ lục kèm theo./."),
    ],
)
def test_a_sentence_stays_right_for_lists_of_any_length(count: int, said: str, of_2025: Office) -> None:
    of_2025.naming = POLICY.replace("count = 1", f"count = {count}") + (
        'appendix = "ds"\nreference = "danh sách tại {appendix} kèm theo"\n'
        '[[appendix]]\nid = "ds"\ntitle = "DANH SÁCH"\nunits = "thap"\nwhen_long = true\n'
        '[[appendix.columns]]\nheader = "Tên"\ncontent = "ten"\n'
    )
    of_2025.body = "Có {{ danh_sach.thap.viec | so_luong }} địa phương: {{ danh_sach.thap.viec | kem_ty_le }}."
    assert of_2025.prose()[0].startswith(f"Có {said}")


def test_a_sentence_about_nobody_is_left_out(of_2025: Office) -> None:
    of_2025.naming = POLICY.replace('rule = "lowest"\ncount = 1', 'rule = "below-same-period"')
    of_2025.national("same_period", Period(2024, 4), {"co_dieu_kien": 400_000}, MONEY)
    of_2025.body = (
        "Kết quả{% if danh_sach.thap.viec %} thấp ở {{ danh_sach.thap.viec }}{% else %} không thấp ở đâu{% endif %}."
        " Danh sách: {{ danh_sach.thap.viec }}."
    )
    assert of_2025.prose() == ["Kết quả không thấp ở đâu. Danh sách: không có./."]
    assert SETTINGS in of_2025.settings
