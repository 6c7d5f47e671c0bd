"""Format profiles: what the layout law says, and the refusal of a file that contradicts itself."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dispatch import formats
from dispatch.errors import Finding, FormatError
from dispatch.formats import loader
from dispatch.formats.loader import load_profile, profile_ids, profile_on, read_profile
from dispatch.formats.text_width import text_width_mm
from dispatch.model.profile import Choice, Component, FormatProfile, Measure, Range, Regime, Rule, Stamp

ND30_FILE = Path(formats.__file__).with_name("nd30.toml")
COMPONENTS = {
    "quoc_hieu",
    "tieu_ngu",
    "co_quan_chu_quan",
    "co_quan_ban_hanh",
    "so",
    "ky_hieu",
    "dia_danh_thoi_gian",
    "trich_yeu_cong_van",
    "ten_loai",
    "trich_yeu",
    "dau_khan",
    "dau_mat",
    "pham_vi_luu_hanh",
    "du_thao",
    "kinh_gui",
    "can_cu",
    "noi_dung",
    "phan_chuong",
    "tieu_de_phan_chuong",
    "muc",
    "tieu_de_muc",
    "muc_la_ma",
    "tieu_de_nhom",
    "dieu",
    "tieu_de_khoan",
    "khoan",
    "diem",
    "quyen_han",
    "chuc_vu",
    "ho_ten",
    "noi_nhan_nhan",
    "noi_nhan_danh_sach",
    "nguoi_soan_thao",
    "dia_chi",
    "so_trang",
    "phu_luc_so",
    "phu_luc_ten",
    "phu_luc_kem_theo",
    "bang",
    "bang_dau_cot",
    "bang_so_lieu",
    "bang_thu_tu",
    "bang_tong_cong",
    "bang_don_vi_tinh",
    "chu_thich",
}


def measures(profile: FormatProfile) -> Iterator[tuple[str, Measure]]:
    for component in profile.components.values():
        yield component.id, component.size
        if component.gap_above_pt:
            yield f"{component.id}: gap", component.gap_above_pt
    for name, rule in profile.rules.items():
        yield f"rule {name}", rule.ratio
    page, paragraphs = profile.page, profile.paragraphs
    yield from {
        "top": page.top_mm,
        "bottom": page.bottom_mm,
        "left": page.left_mm,
        "right": page.right_mm,
    }.items()
    yield "indent", paragraphs.indent_mm
    yield "space before", paragraphs.space_before_pt
    for name, spacing in (("lines", paragraphs.line_spacing), ("exact lines", paragraphs.line_exact_pt)):
        if spacing is not None:
            yield name, spacing


def changed(tmp_path: Path, old: str, new: str) -> tuple[Path, int]:
    """A copy of nd30.toml with the first `old` replaced, and the line it stood on."""
    text = ND30_FILE.read_text(encoding="utf-8")
    before, found, after = text.partition(old)
    assert found
    path = tmp_path / "nd99.toml"
    path.write_text(before + new + after, encoding="utf-8")
    return path, before.count("\n") + 1


def faults_of(path: Path) -> list[Finding]:
    with pytest.raises(FormatError) as refusal:
        read_profile(path)
    return list(refusal.value.findings)


@pytest.mark.parametrize("profile_id", profile_ids())
def test_every_printed_value_lies_in_its_own_range(profile_id: str) -> None:
    outside = [name for name, measure in measures(load_profile(profile_id)) if not measure.allows(measure.chosen)]
    assert outside == []


@pytest.mark.parametrize("profile_id", profile_ids())
def test_every_component_line_and_stamp_cites_an_article_or_is_house_style(profile_id: str) -> None:
    profile = load_profile(profile_id)
    sourced: list[Component | Rule | Stamp] = [
        *profile.components.values(), *profile.rules.values(), *profile.stamps.values()
    ]  # fmt: skip
    assert [part for part in sourced if bool(part.article) == part.house_style] == []


def test_nd30_knows_every_component_of_a_dispatch_with_appendices() -> None:
    assert set(load_profile("nd30").components) == COMPONENTS


@pytest.mark.parametrize("profile_id", ["hd36", "hd05"])
def test_a_party_letter_has_the_partys_heading_instead_of_the_states(profile_id: str) -> None:
    profile = load_profile(profile_id)
    assert set(profile.components) == COMPONENTS - {"quoc_hieu", "tieu_ngu"} | {"tieu_de_dang"}
    heading, authority, post = (profile.components[name] for name in ("tieu_de_dang", "quyen_han", "chuc_vu"))
    assert (heading.size.chosen, heading.bold, profile.rules["tieu_de_dang"].ratio.chosen) == (15, True, 1)
    assert (authority.bold, post.bold) == (True, False)
    assert profile.components["noi_nhan_nhan"].underline
    texts = profile.texts
    assert (texts.motto, texts.issuer_mark, texts.subject_mark) == ("", "*", "-----")
    assert (texts.number_label, texts.number_join) == ("Số ", "-")
    assert set(texts.list_end_accepted) == {",", ";"}
    assert profile.paragraphs.line_spacing is None


def test_the_decree_was_read_itself_but_for_the_stamps_of_secrecy() -> None:
    profile = load_profile("nd30")
    parts: list[Component | Rule] = [*profile.components.values(), *profile.rules.values()]
    assert not profile.second_hand
    assert not [part for part in parts if part.second_hand]
    assert {stamp.text for stamp in profile.stamps.values() if stamp.second_hand} == {"MẬT", "TỐI MẬT", "TUYỆT MẬT"}
    assert {stamp.text for stamp in profile.stamps.values() if stamp.house_style} == {
        "XEM XONG TRẢ LẠI", "LƯU HÀNH NỘI BỘ"
    }  # fmt: skip


@pytest.mark.parametrize(("text", "size"), [("HOẢ TỐC", (30, 8)), ("THƯỢNG KHẨN", (40, 8)), ("KHẨN", (20, 8))])
def test_boxes_of_urgency_have_the_sizes_of_the_decree(text: str, size: tuple[float, float]) -> None:
    [stamp] = [each for each in load_profile("nd30").stamps.values() if each.text == text]
    assert (stamp.width_mm, stamp.height_mm) == size


def test_tt01_differs_from_nd30_where_the_circular_differed() -> None:
    old, new = load_profile("tt01"), load_profile("nd30")
    assert set(old.components) == set(new.components)
    assert (old.page_number.place, old.components["so_trang"].align) == ("footer", "right")
    assert (old.components["can_cu"].italic, old.texts.basis_last_end) == (False, ",")
    assert old.paragraphs.indent_mm.allows(11)
    assert not new.paragraphs.indent_mm.allows(11)
    assert old.paragraphs.line_exact_pt is not None
    assert new.paragraphs.line_exact_pt is None


@pytest.mark.parametrize("profile_id", ["tt01", "hd36", "hd05"])
def test_what_was_not_read_in_the_laws_own_text_is_marked(profile_id: str) -> None:
    profile = load_profile(profile_id)
    sourced: list[Component | Rule] = [*profile.components.values(), *profile.rules.values()]
    assert any(part.second_hand for part in sourced)
    assert not any(part.second_hand and part.house_style for part in sourced)
    read = {part.id for part in profile.components.values() if not part.second_hand and not part.house_style}
    assert profile.second_hand
    assert ("tieu_de_dang" in read) is (profile_id == "hd36")
    assert "quyen_han" not in read


@pytest.mark.parametrize(
    ("day", "regime", "profile_id"),
    [
        (date(2013, 1, 15), "state", "tt01"),
        (date(2020, 3, 4), "state", "tt01"),
        (date(2020, 3, 5), "state", "nd30"),
        (date(2021, 9, 1), "party", "hd36"),
        (date(2026, 5, 26), "party", "hd36"),
        (date(2026, 5, 27), "party", "hd05"),
    ],
)
def test_the_profile_follows_from_the_day_and_from_who_issues(day: date, regime: Regime, profile_id: str) -> None:
    assert profile_on(day, regime).id == profile_id


@pytest.mark.parametrize(
    ("component", "printed"),
    [
        ("quoc_hieu", "12 12-13 bold upper center"),
        ("tieu_ngu", "13 13-14 bold center"),
        ("co_quan_chu_quan", "12 12-13 upper center"),
        ("co_quan_ban_hanh", "12 12-13 bold upper center"),
        ("so", "13 13-13 center"),
        ("dia_danh_thoi_gian", "13 13-14 italic center"),
        ("trich_yeu_cong_van", "12 12-13 center"),
        ("kinh_gui", "14 13-14 left"),
        ("noi_dung", "14 13-14 justify"),
        ("can_cu", "14 13-14 italic justify"),
        ("quyen_han", "14 13-14 bold upper center"),
        ("ho_ten", "14 13-14 bold center"),
        ("noi_nhan_nhan", "12 12-12 bold italic left"),
        ("noi_nhan_danh_sach", "11 11-11 left"),
        ("phu_luc_so", "14 14-14 bold center"),
        ("phu_luc_ten", "14 13-14 bold upper center"),
        ("phu_luc_kem_theo", "14 13-14 italic center"),
        ("so_trang", "14 13-14 center"),
    ],
)
def test_nd30_prints_a_component_as_the_decree_says(component: str, printed: str) -> None:
    part = load_profile("nd30").components[component]
    styles = [name for name in ("bold", "italic", "upper") if getattr(part, name)]
    size = part.size
    assert " ".join([f"{size.chosen:g} {size.minimum:g}-{size.maximum:g}", *styles, part.align]) == printed


def test_an_article_is_cited_with_the_number_of_its_law() -> None:
    article = load_profile("nd30").components["quoc_hieu"].article
    assert article == "NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 1, điểm a"


def test_the_first_line_indent_is_one_of_two_values_and_nothing_between() -> None:
    indent = load_profile("nd30").paragraphs.indent_mm
    assert isinstance(indent, Choice)
    assert [value for value in (9.5, 10.0, 11.0, 12.7, 13.5) if indent.allows(value)] == [10.0, 12.7]
    assert indent.allows(12.5, tolerance=0.3)


def test_the_gap_between_paragraphs_has_a_least_value_and_no_greatest() -> None:
    gap = load_profile("nd30").paragraphs.space_before_pt
    assert [value for value in (0, 5.9, 6, 12, 500) if gap.allows(value)] == [6, 12, 500]


def test_a_range_allows_its_ends_and_what_the_tolerance_adds() -> None:
    margin = Range(20, 25, 20)
    assert [value for value in (19.5, 20, 25, 25.5) if margin.allows(value)] == [20, 25]
    assert margin.allows(19.5, tolerance=0.5)
    assert margin.allows(25.5, tolerance=0.5)


@pytest.mark.parametrize(
    ("measure", "words"),
    [
        (Range(12, 13, 12), "12–13"),
        (Range(11, 11, 11), "11"),
        (Range(6, float("inf"), 6), "từ 6"),
        (Choice((10.0, 12.7), 10.0), "10 hoặc 12.7"),
    ],
)
def test_a_measure_says_what_it_allows(measure: Measure, words: str) -> None:
    assert str(measure) == words


def test_both_spellings_of_the_national_name_are_accepted() -> None:
    texts = load_profile("nd30").texts
    assert texts.national_name == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM" in texts.national_name_accepted
    assert texts.motto == "Độc lập - Tự do - Hạnh phúc"


def test_points_are_lettered_in_the_vietnamese_order() -> None:
    assert "".join(load_profile("nd30").texts.point_letters).startswith("abcdđeghik")


def test_the_heads_longest_lines_fit_side_by_side() -> None:
    profile = load_profile("nd30")
    left = profile.page.text_width_mm * profile.blocks.header_left
    right = profile.page.text_width_mm - left
    agency, nation, date_line = (
        profile.components[name].size.chosen for name in ("co_quan_ban_hanh", "quoc_hieu", "dia_danh_thoi_gian")
    )
    assert text_width_mm("TỔNG CỤC THI HÀNH ÁN DÂN SỰ", agency, bold=True) < left
    assert text_width_mm(profile.texts.national_name, nation, bold=True) < right
    assert text_width_mm("Hà Nội, ngày 08 tháng 12 năm 2022", date_line, italic=True) < right


def test_every_mark_of_urgency_fits_its_box() -> None:
    profile = load_profile("nd30")
    size = profile.components["dau_khan"].size.chosen
    for stamp in profile.stamps.values():
        assert text_width_mm(stamp.text, size, bold=True) < stamp.width_mm


@pytest.mark.parametrize("day", [date(2020, 3, 5), date(2022, 3, 8), date(2026, 11, 23)])
def test_a_state_letter_since_5_march_2020_follows_nd30(day: date) -> None:
    assert profile_on(day).id == "nd30"


def test_a_day_before_every_known_law_is_refused_and_the_known_ones_are_named() -> None:
    with pytest.raises(FormatError) as refusal:
        profile_on(date(2011, 3, 4))
    finding = refusal.value.findings[0]
    assert "04/03/2011" in finding.message
    assert "nd30 (từ 05/03/2020)" in finding.hint


def test_a_state_letter_never_follows_a_party_law(monkeypatch: pytest.MonkeyPatch) -> None:
    party = replace(load_profile("nd30"), regime="party")
    monkeypatch.setattr(loader, "load_profile", lambda _: party)
    with pytest.raises(FormatError):
        profile_on(date(2022, 3, 8))


def test_no_two_state_profiles_are_in_force_on_one_day() -> None:
    state = [profile for profile in map(load_profile, profile_ids()) if profile.regime == "state"]
    for profile in state:
        assert [other.id for other in state if other.in_force_on(profile.in_force_from)] == [profile.id]


def test_a_law_is_in_force_from_its_first_to_its_last_day(tmp_path: Path) -> None:
    path, _ = changed(tmp_path, "font =", "in_force_to = 2021-12-31\nfont =")
    profile = read_profile(path)
    days = [date(2020, 3, 4), date(2020, 3, 5), date(2021, 12, 31), date(2022, 1, 1)]
    assert [profile.in_force_on(day) for day in days] == [False, True, True, False]


def test_an_unknown_profile_is_refused_and_the_known_ones_are_named() -> None:
    with pytest.raises(FormatError) as refusal:
        load_profile("../nd30")
    assert "nd30" in refusal.value.findings[0].hint


def test_a_profile_is_read_once() -> None:
    assert load_profile("nd30") is load_profile("nd30")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (
            "size = { min = 12, max = 13, print = 12 }",
            "size = { min = 12, max = 13, print = 15 }",
            "outside-range",
        ),
        (
            "size = { min = 12, max = 13, print = 12 }",
            "size = { min = 12, max = 13, print = nan }",
            "outside-range",
        ),
        (
            "size = { min = 12, max = 13, print = 12 }",
            "size = { min = 13, max = 12, print = 12 }",
            "outside-range",
        ),
        ("max = inf, print = 6", "max = inf, print = inf", "outside-range"),
        ("or = 12.7, print = 12.7", "or = 12.7, print = 11", "outside-range"),
        ("size = { min = 12, max = 13, print = 12 }", "size = { min = 12, print = 12 }", "missing-key"),
        ('align = "center"', 'align = "middle"', "unknown-value"),
        ('align = "center"', 'align = ""', "unknown-value"),
        ("bold = true", 'bold = "yes"', "wrong-type"),
        ("bold = true", "blod = true", "unknown-key"),
        ("in_force_from = 2020-03-05", 'in_force_from = "2020-03-05"', "wrong-type"),
        ("{number} {date} của {issuer}", "{number} của {issuer}", "wrong-places"),
        ("{number} {date} của {issuer}", "{number} {date của {issuer}", "wrong-places"),
        ("{number} {date} của {issuer}", "{number} {date} {date} của {issuer}", "wrong-places"),
        ("[rules.tieu_ngu]", "[rules.khong_co]", "missing-component"),
        ("[page]", "[page", "not-toml"),
    ],
)
def test_a_wrong_profile_is_refused_at_its_line(tmp_path: Path, old: str, new: str, code: str) -> None:
    path, line = changed(tmp_path, old, new)
    assert (code, "nd99.toml", line) in [(fault.code, fault.file, fault.line) for fault in faults_of(path)]


@pytest.mark.parametrize(
    "source",
    ["", 'article = "Phụ lục I, Phần I, Mục II, khoản 1, điểm a"\nhouse_style = true'],
    ids=["neither", "both"],
)
def test_a_component_names_its_article_or_house_style_and_not_both(tmp_path: Path, source: str) -> None:
    path, _ = changed(tmp_path, 'article = "Phụ lục I, Phần I, Mục II, khoản 1, điểm a"', source)
    header = path.read_text(encoding="utf-8").splitlines().index("[components.quoc_hieu]") + 1
    assert [(fault.code, fault.line) for fault in faults_of(path)] == [("no-source", header)]


def test_the_printed_national_name_must_be_an_accepted_spelling(tmp_path: Path) -> None:
    path, line = changed(tmp_path, 'national_name = "CỘNG', 'national_name = "CÔNG')
    assert [(fault.code, fault.line) for fault in faults_of(path)] == [("outside-range", line + 1)]


def test_a_profile_without_its_first_day_is_refused(tmp_path: Path) -> None:
    path, _ = changed(tmp_path, "in_force_from = 2020-03-05\n", "")
    assert [fault.code for fault in faults_of(path)] == ["missing-key"]


def test_a_profile_without_a_style_for_page_numbers_is_refused(tmp_path: Path) -> None:
    path, _ = changed(tmp_path, "[components.so_trang]", "[components.so_khac]")
    assert [fault.code for fault in faults_of(path)] == ["missing-component"]


def test_all_faults_are_reported_together(tmp_path: Path) -> None:
    path, _ = changed(
        tmp_path, "top_mm = { min = 20, max = 25, print = 20 }", "top_mm = { min = 20, max = 25, print = 5 }"
    )
    text = path.read_text(encoding="utf-8").replace('regime = "state"', 'regime = "king"')
    path.write_text(text, encoding="utf-8")
    assert [fault.code for fault in faults_of(path)] == ["unknown-value", "outside-range"]
