"""Sample letters that together have every component of the four layout laws: small kinds and their dossiers.

To look at them, one PDF for each:

    .venv/bin/python -m tests.writers.samples FOLDER
"""

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from dispatch.model.dossier import LetterMarks, LetterSettings
from dispatch.model.letter import Letter
from dispatch.writers.letter_writer import LetterWriter
from tests import builders
from tests.composition.kinds import APPENDIX, composed
from tests.tools.validators import render_pdfs

ADDRESS = "58-60 Trần Phú, Ba Đình, Hà Nội; điện thoại: 024.62739515; thư điện tử: vanthu@vidu.gov.vn"
SECOND_APPENDIX = APPENDIX.replace(
    'id = "viec"', 'id = "tien"\norientation = "landscape"\nunit_line = "Đơn vị tính: %"'
)
THIRD_APPENDIX = APPENDIX.replace('id = "viec"', 'id = "ba"\nnotes_below = ["Ghi chú: số liệu để thử."]')

DIRECTIVE = """\
title = "Thử chỉ thị"
subject = "về tăng cường sự lãnh đạo đối với công tác\\\\\\nthi hành án dân sự ở địa phương"
addressees = []
basis = []
recipients = ["Các cơ quan tham mưu Tỉnh ủy", "Các huyện ủy, thành ủy", "Lưu Văn phòng Tỉnh ủy"]
authority = ["T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ"]
signer = "Nguyễn Văn A"

[heading]
family = "party"
type_name = "CHỈ THỊ"
agency = "TỈNH ỦY VÍ DỤ"
issuer = "Tỉnh ủy Ví Dụ"

[layout]
list_end = ","

[citations.nghi_quyet]
type = "Nghị quyết"
number = "57-NQ/TW"
date = "22/12/2024"
issuer = "Bộ Chính trị"
subject = "về đột phá phát triển"

[citations.ket_luan]
type = "Kết luận"
number = "84-KL/TW"
date = "29/7/2020"
issuer = "Bộ Chính trị"
subject = "về cải cách tư pháp"
"""
DIRECTIVE_BODY = """\
Qua tổng hợp số liệu, toàn quốc thi hành xong {{ toan_quoc.viec.ty_le }} về việc. Ban Thường vụ Tỉnh ủy yêu cầu:

1. Tổ chức quán triệt các văn bản của Đảng[^1], coi đây là nhiệm vụ thường xuyên của cấp ủy, tổ chức đảng.

2. Nghe các cơ quan tư pháp[^2] báo cáo kết quả để kịp thời chỉ đạo.

4. Theo chức năng, nhiệm vụ:

4.1. Đảng ủy Công an tỉnh phối hợp bảo vệ cưỡng chế.

4.2. Đảng ủy Viện kiểm sát nhân dân tỉnh tăng cường kiểm sát.

4.3. Đảng ủy Tòa án nhân dân tỉnh chỉ đạo giải thích bản án, quyết định.

5. Các cấp ủy, tổ chức đảng quán triệt, tổ chức thực hiện Chỉ thị này.

[^1]: {{ trich_dan.nghi_quyet }}; {{ trich_dan.ket_luan }}; {{ trich_dan.nghi_quyet }}.

[^2]: Định kỳ hằng quý; kỳ này là {{ ky.ten }}.
"""
DECISION = """\
title = "Thử quyết định"
subject = "Ban hành Quy chế phối hợp"
addressees = []
basis = ["Căn cứ Luật Thi hành án dân sự", "Căn cứ {{ trich_dan.chuc_nang }}", "Theo đề nghị của Chánh Văn phòng"]
recipients = ["Như Điều 3", "Lưu: VT, {{ van_ban.don_vi_soan }}"]
authority = ["TUQ. TỔNG CỤC TRƯỞNG", "CHÁNH VĂN PHÒNG"]
signer = "Nguyễn Văn A"

[heading]
type_name = "QUYẾT ĐỊNH"

[citations.chuc_nang]
type = "Quyết định"
number = "1898/QĐ-BTP"
date = "25/6/2025"
issuer = "Bộ trưởng Bộ Tư pháp"
subject = "quy định chức năng, nhiệm vụ"
"""
DECISION_BODY = """\
Phần I
QUY ĐỊNH CHUNG

Chương I
PHẠM VI, ĐỐI TƯỢNG

Mục 1
PHẠM VI

Điều 1. Phạm vi điều chỉnh

1. Khoản thứ nhất, tỷ lệ {{ toan_quoc.viec.ty_le }}.

2. **Khoản có tiêu đề**

Nội dung của khoản có tiêu đề: "trong ngoặc kép" và “đã cong”.

a) Một;

b) Hai;

c) Ba;

d) Bốn;

đ) Năm;

e) Sáu;

g) Bảy.

Điều 2. Đối tượng

1. Lại từ một.

Chương II
TỔ CHỨC THỰC HIỆN

Mục 1
LẠI TỪ MỘT

Tiểu mục 1
TIỂU MỤC

Điều 3. Hiệu lực

Quyết định này có hiệu lực kể từ ngày ký.
"""
GROUPED = """\
title = "Thử công văn"
subject = "thực hiện nhiệm vụ thi hành án dân sự"
addressees = ["Văn phòng Bộ", "Thi hành án dân sự các tỉnh, thành phố trực thuộc Trung ương"]
recipients = ["Như trên", "Lưu: VT, {{ van_ban.don_vi_soan }}"]
authority = ["TL. BỘ TRƯỞNG", "KT. TỔNG CỤC TRƯỞNG", "PHÓ TỔNG CỤC TRƯỞNG"]
signer = "Nguyễn Văn A"
"""
GROUPED_BODY = """\
Qua tổng hợp số liệu {{ ky.ten }} ({{ phu_luc.viec }}, {{ phu_luc.tien }}, {{ phu_luc.ba }}), yêu cầu:

I. KẾT QUẢ

1. Toàn quốc đạt {{ toan_quoc.viec.ty_le }}.

2. Về tiền đạt {{ toan_quoc.tien.ty_le }}.

II. NHIỆM VỤ

1. Tổ chức rà soát:

1.1. Về việc.

- Gạch đầu dòng.

2. Báo cáo trước ngày {{ van_ban.han }}.
"""


PARTY_LETTER = """\
title = "Thử công văn của cấp ủy"
subject = "báo cáo kết quả thi hành án dân sự"
addressees = ["Ban Nội chính Trung ương", "Văn phòng Trung ương Đảng"]
basis = ["Căn cứ Điều lệ Đảng", "Căn cứ {{ trich_dan.nghi_quyet }}"]
recipients = ["Như trên", "Lưu Văn phòng Tỉnh ủy"]
authority = ["K/T CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"]
signer = "Nguyễn Văn A"

[heading]
family = "party"
superior = "TỈNH ỦY VÍ DỤ"
agency = "VĂN PHÒNG"
issuer = "Văn phòng Tỉnh ủy Ví Dụ"

[citations.nghi_quyet]
type = "Nghị quyết"
number = "57-NQ/TW"
date = "22/12/2024"
issuer = "Bộ Chính trị"
subject = "về đột phá phát triển"
"""
PARTY_BODY = """\
Toàn quốc thi hành xong {{ toan_quoc.viec.ty_le }} về việc.

1. Văn phòng đề nghị cho ý kiến.
"""


@dataclass(frozen=True, slots=True)
class Sample:
    """A kind and the [letter] of its dossier."""

    name: str
    settings: str
    body: str
    more: str
    letter: LetterSettings
    units: int = 2

    def compose(self, folder: Path) -> Letter:
        """The letter."""
        rows = [f"{unit.name} | {40 + place}/100 | 20/100" for place, unit in enumerate(builders.UNITS[: self.units])]
        data = builders.dataset("\n".join(["đơn vị | việc | tiền", *rows]))
        return composed(folder, self.body, self.more, data=data, letter=self.letter, settings=self.settings)


_STATE = LetterSettings("TCTHADS-TKDLCN", 7, day=date(2022, 3, 8), deadline=date(2022, 3, 15))
_PARTY = LetterSettings("CT/TU", 15, place="Ví Dụ", day=date(2021, 9, 20), marks=LetterMarks(drafter="NTVA", copies=81))
_MARKED = LetterMarks(
    stamps=("toi_mat", "thuong_khan", "luu_hanh_noi_bo"),
    draft=2,
    drafter="PL",
    copies=300,
    file_copies=2,
    address=ADDRESS,
)
_GROUPED = Sample(
    "nd30-nhom",
    GROUPED,
    GROUPED_BODY,
    APPENDIX + SECOND_APPENDIX + THIRD_APPENDIX,
    replace(_STATE, marks=_MARKED),
    units=36,  # one page, and two on its side
)
_URGENT = replace(_PARTY, day=date(2026, 6, 1), marks=LetterMarks(stamps=("hoa_toc",)))
_DECIDED = replace(_STATE, symbol="QĐ-TCTHADS", marks=LetterMarks(file_copies=2))
SAMPLES: tuple[Sample, ...] = (
    Sample("hd36-chi-thi", DIRECTIVE, DIRECTIVE_BODY, APPENDIX + SECOND_APPENDIX, _PARTY),
    Sample("hd05-chi-thi", DIRECTIVE, DIRECTIVE_BODY, "", _URGENT),
    Sample("nd30-quyet-dinh", DECISION, DECISION_BODY, "", _DECIDED),
    Sample("tt01-quyet-dinh", DECISION, DECISION_BODY, "", replace(_DECIDED, day=date(2013, 11, 5))),
    Sample("hd36-cong-van", PARTY_LETTER, PARTY_BODY, "", replace(_PARTY, symbol="CV/VPTU")),
    Sample("hd05-cong-van", PARTY_LETTER, PARTY_BODY, "", replace(_PARTY, symbol="CV/VPTU", day=date(2026, 6, 1))),
    _GROUPED,
    replace(_GROUPED, name="tt01-nhom", letter=replace(_GROUPED.letter, day=date(2013, 11, 5), form="dien-tu")),
    Sample("nd30-khong-so", GROUPED + '\n[layout]\ngroups = "unnumbered"\n', GROUPED_BODY, _GROUPED.more, _STATE),
)  # fmt: skip


def written(folder: Path) -> Iterator[Path]:
    """Every sample as a file in `folder`."""
    for sample in SAMPLES:
        with tempfile.TemporaryDirectory() as kinds:
            letter = sample.compose(Path(kinds))
        path = folder / f"{sample.name}.docx"
        path.write_bytes(LetterWriter(letter.profile).write(letter))
        yield path


def main() -> None:
    """Write and print them."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    render_pdfs(list(written(folder)), folder)


if __name__ == "__main__":
    main()
