"""Renews the pictures of the documentation from the dossiers of fixtures/.

Run it from the root of the repository: python -m tools.pictures
"""

import re
import shutil
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from dispatch.pipeline.draft import draft
from dispatch.pipeline.replacing.replace import Form
from dispatch.vietnamese.numbers import full_number
from tests.pipeline.replacing.desk import desk
from tests.tools.validators import pdf_pages, render_pdfs
from tools.png import save_page

FIXTURES = Path("fixtures")
PICTURES = Path("docs/pictures")
DOTS_PER_INCH = 70

# Per dossier the name its pictures begin with, and the pages they show.
SHOWN = {
    "2022-5-thang": ("chi-dao-chi-tieu", ("trang-1", "phu-luc-1")),
    "2013-12-thang": ("trien-khai-dau-nam", ("trang-1", "trang-2")),
    "2025-4-thang": ("tinh-hinh-thang", ("trang-1", "trang-2")),
    "2025-10-thang": ("tinh-hinh-thang-34", ("trang-1", "phu-luc-1")),
    "2017-7-thang-ben-tre": ("trien-khai-don-vi", ("trang-1", "phu-luc-1")),
    "2021-11-thang-tay-ninh": ("chi-thi-cap-uy", ("trang-1", "trang-2", "trang-4")),
    "2022-5-thang-ca-mau": ("nhac-nho-don-vi", ("trang-1", "phu-luc-1")),
}

# The first dossier once more with every mark a letter may bear: its first page and the one that is signed.
MARKED, MARKED_PAGES = "dau-va-cach-ky", ("trang-1", "trang-4")
MARKS = """
number = 679
secrecy = "mat"
urgency = "thuong-khan"
circulation = "luu-hanh-noi-bo"
draft = 2
drafter = "PL"
copies = 300
file_copies = 2
address = "58-60 Trần Phú, Ba Đình, Hà Nội"
authority = ["TL. TỔNG CỤC TRƯỞNG", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"]
signer = "Nguyễn Văn A"
"""

# Letters about the issued letter of fixtures/2022-5-thang, and the pages they show.
ABOUT: dict[Form, tuple[str, ...]] = {
    "thay-the": ("trang-3",),
    "sua-doi": ("trang-1", "phu-luc-1"),
    "dinh-chinh": ("trang-1",),
}
CORRECTION = "Chấp hành viên phụ trách=Chấp hành viên được giao"

# Not "Phụ lục II". The number of the page may stand above it.
FIRST_APPENDIX = re.compile(r"\s*(\d+\s+)?phụ lục( i)?(?!\w)\s*\n", re.IGNORECASE)


def main() -> None:
    """Draft and print every letter that is shown, and save its pages."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        letters = [draft(FIXTURES / name, Path(scratch) / name, None).letter for name in SHOWN]
        letters += [*letters_about_a_letter(Path(scratch)), marked_letter(Path(scratch))]
        pdfs = render_pdfs(letters, Path(scratch) / "pdf")
        for (beginning, wanted), pdf in zip(shown(), pdfs, strict=True):
            for page, name in pages(pdf, wanted):
                save_page(pdf, page, PICTURES / f"{beginning}-{name}.png", DOTS_PER_INCH)
                print(f"{beginning}-{name}.png: page {page}")


def shown() -> list[tuple[str, tuple[str, ...]]]:
    """What the pictures of each letter begin with, and the pages they show."""
    return [*SHOWN.values(), *ABOUT.items(), (MARKED, MARKED_PAGES)]


def marked_letter(scratch: Path) -> Path:
    """A letter with all marks at once."""
    dossier = scratch / MARKED
    shutil.copytree(FIXTURES / "2022-5-thang", dossier)
    with (dossier / "dossier.toml").open("a", encoding="utf-8", newline="\n") as settings:
        settings.write(MARKS)
    return draft(dossier, scratch / "marked", None).letter.rename(scratch / f"{MARKED}.docx")


def letters_about_a_letter(scratch: Path) -> Iterator[Path]:
    """The letters that correct, amend and replace an issued one; before its data is corrected only layout can be."""
    office = desk(scratch)
    done = office.issue(office.draft(), 679, date(2022, 3, 8))
    number = full_number(done.number, done.symbol)
    correcting = office.replace(number, "dinh-chinh", corrections=(CORRECTION,)).out
    office.correct_data()
    made: dict[Form, Path] = {form: office.replace(number, form).out for form in ("thay-the", "sua-doi")}
    yield from ({**made, "dinh-chinh": correcting}[form] for form in ABOUT)


def pages(pdf: Path, wanted: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """The number of each page that is shown, with its name."""
    for name in wanted:
        if name.startswith("trang-"):
            yield int(name.removeprefix("trang-")), name
        else:
            texts = pdf_pages(pdf)
            appendix = next((number for number, text in enumerate(texts, 1) if FIRST_APPENDIX.match(text)), None)
            if appendix is None:
                raise SystemExit(f"no page of {pdf.name} begins with 'Phụ lục I'")
            yield appendix, name


if __name__ == "__main__":
    main()
