"""Filters: each prints a figure in another way, and gives a figure of its own ("name|filter")."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dispatch.composition.change_forms import (
    difference_above,
    growth,
    growth_in_percent,
    growth_with_percent,
    over_target,
    places_moved,
)
from dispatch.composition.figure_sorts import SORT_NAMES, Sort, sort_of
from dispatch.composition.list_forms import by_alphabet, by_gso, by_rate, number_of_names, with_rates
from dispatch.composition.number_forms import (
    billions_text,
    capitals,
    full_text,
    long_day,
    place_of_all,
    rounded_above,
    rounded_more,
    short_rate,
    zero_padded,
)
from dispatch.errors import Finding, TemplateError
from dispatch.model.figure import Figure, Figures


@dataclass(frozen=True, slots=True)
class PrintForm:
    """One filter: what it prints, of which sorts of figures; `gives` is what a next filter gets.

    One that changes the value as well gives the whole figure.
    """

    about: str
    example: str
    fits: tuple[Sort, ...]
    gives: Sort
    apply: Callable[[Figure, Figures], Figure | str]


_CHANGES: tuple[Sort, ...] = ("count-change", "money-change", "rate-change")
_COUNTED: tuple[Sort, ...] = ("count-change", "money-change")
_LISTS: tuple[Sort, ...] = ("list", "joint-list")
_EVERYTHING: tuple[Sort, ...] = tuple(SORT_NAMES)

PRINT_FORMS: Mapping[str, PrintForm] = {
    "in_hoa": PrintForm("viết bằng chữ in hoa", "5 THÁNG NĂM 2022", _EVERYTHING, "text", capitals),
    "tang_giam": PrintForm("mức tăng hoặc giảm, có động từ", "tăng 4,88%; giảm 4.285 việc", _CHANGES, "text", growth),
    "tang_giam_kem_ty_le": PrintForm(
        "mức tăng hoặc giảm, kèm tỷ lệ trong ngoặc; không dùng cho tỷ lệ",
        "giảm 4.285 việc (giảm 2,58%)", _COUNTED, "text", growth_with_percent,
    ),
    "tang_giam_tuong_doi": PrintForm(
        "chỉ tỷ lệ tăng hoặc giảm; không dùng cho tỷ lệ", "tăng 8,49%", _COUNTED, "text", growth_in_percent
    ),
    "cao_thap": PrintForm("cao hơn hoặc thấp hơn bao nhiêu", "thấp hơn 1,47%", _CHANGES, "text", difference_above),
    "vuot_thieu": PrintForm("vượt hoặc còn thiếu so với chỉ tiêu", "còn thiếu 15,42%", _CHANGES, "text", over_target),
    "bac": PrintForm("số bậc tăng hoặc giảm của thứ hạng", "tăng 4 bậc", ("rank-change",), "text", places_moved),
    "thu_hang": PrintForm("thứ hạng trên tổng số đơn vị được xếp hạng", "thứ 5/34", ("rank",), "text", place_of_all),
    "ty_dong": PrintForm("số tiền tính bằng tỷ, làm tròn", "36.550 tỷ đồng", ("money",), "text", billions_text),
    "day_du": PrintForm(
        "số tiền viết đủ đến nghìn đồng", "470 tỷ 581 triệu 046 nghìn đồng", ("money",), "text", full_text
    ),
    "lam_tron": PrintForm(
        "làm tròn đến tỷ đồng hoặc nghìn việc; tự ghi hơn, gần, hoặc không ghi khi đúng bằng",
        "hơn 36.550 tỷ đồng; gần 162.000", ("count", "money"), "text", rounded_more,
    ),
    "lam_tron_tren": PrintForm(
        "như lam_tron, ghi trên thay cho hơn", "trên 36.550 tỷ đồng", ("count", "money"), "text", rounded_above
    ),
    "gon": PrintForm("tỷ lệ bỏ các số 0 ở cuối, dùng cho chỉ tiêu tròn", "70%; 7,5%", ("rate",), "text", short_rate),
    "hai_chu_so": PrintForm("số dưới 10 có số 0 đứng trước", "05", ("count", "rank"), "text", zero_padded),
    "ngay_dai": PrintForm("ngày viết đủ chữ", "ngày 08 tháng 3 năm 2022", ("day",), "text", long_day),
    "so_luong": PrintForm("số tên trong danh sách", "05", _LISTS, "text", number_of_names),
    "kem_ty_le": PrintForm(
        "từng tên kèm tỷ lệ trong ngoặc", "Tây Ninh (28,81%), Kiên Giang (29,36%)", ("list",), "text", with_rates
    ),
    "theo_hang": PrintForm("xếp từ tỷ lệ thấp đến cao", "Tây Ninh, Kiên Giang", ("list",), "list", by_rate),
    "theo_gso": PrintForm("xếp theo danh mục hành chính", "Hà Nội, Hà Giang", _LISTS, "list", by_gso),
    "theo_abc": PrintForm("xếp theo bảng chữ cái", "An Giang, Đắk Lắk, Điện Biên", _LISTS, "list", by_alphabet),
}  # fmt: skip
"""Every filter a template may use, by its name."""


def sort_after(sort: Sort | None, form: str) -> Sort | None:
    """What a filter makes of a sort: the two that sort a list keep it the kind of list it was."""
    gives = PRINT_FORMS[form].gives
    return sort if gives == "list" else gives


def misfit(sort: Sort | None, form: str) -> tuple[str, str] | None:
    """Message and hint when a filter does not fit a sort; None when it does, or nothing is known yet."""
    fits = PRINT_FORMS[form].fits
    if sort is None or sort in fits:
        return None
    message = f"bộ lọc “{form}” không dùng được cho {SORT_NAMES[sort]}"
    return message, f"“{form}” dùng cho: " + "; ".join(SORT_NAMES[each] for each in fits)


def printed_form(figures: Figures, name: str, instead: Figures | None = None) -> Figure | None:
    """The figure a printed name means: "ky.ten|in_hoa" is ky.ten in capitals.

    `instead` has figures that this letter prints in another way. None when there is no such figure;
    TemplateError when a filter does not fit it.
    """
    base, *forms = name.split("|")
    figure = (instead or {}).get(base) or figures.get(base)
    if figure is not None:
        for form in forms:
            figure = apply_form(figure, form, figures)
    return figure


def apply_form(figure: Figure, form: str, figures: Figures) -> Figure:
    """A figure through one filter; a blank one is printed as it stands, except by `in_hoa`."""
    if figure.value is None and form != "in_hoa":
        return figure.printed_as(form, figure.text)
    sort = sort_of(figure)
    if "|" in figure.id:
        for done in figure.id.split("|")[1:]:
            sort = sort_after(sort, done)
    filtering = PRINT_FORMS[form]
    if sort not in filtering.fits and (fault := misfit(sort, form)):
        message, hint = fault
        raise TemplateError([Finding("wrong-filter", f"{message} ({figure.id})", hint)])
    printed = filtering.apply(figure, figures)
    if isinstance(printed, str):
        return figure.printed_as(form, printed)
    return printed.printed_as(form, printed.text)
