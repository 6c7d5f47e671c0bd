"""What Word leaves in a letter that was worked on: sessions, comments, authors, properties, a template's path."""

import re

from tests.letter.word import read_parts, write_parts

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_MAIN = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_PEOPLE_TYPE = "http://schemas.microsoft.com/office/2011/relationships/people"
AUTHOR = "Nguyễn Văn Soạn"

_COMMENT = (
    f'<w:comments {_MAIN}><w:comment w:id="0" w:author="{AUTHOR}" w:initials="S"><w:p><w:r><w:annotationRef/></w:r>'
    "<w:r><w:t>xem lại số này</w:t></w:r></w:p></w:comment></w:comments>"
)
_PEOPLE = (
    '<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
    f'<w15:person w15:author="{AUTHOR}"><w15:presenceInfo w15:providerId="None" w15:userId="{AUTHOR}"/></w15:person>'
    "</w15:people>"
)
_APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<TotalTime>95</TotalTime><Company>Cơ quan</Company></Properties>"
)
_REFERENCE = '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="0"/></w:r>'


def worked_on(document: bytes) -> bytes:
    """The letter with these traces in it."""
    parts = {name: data.decode() for name, data in read_parts(document).items()}
    body = parts["word/document.xml"]
    body = re.sub(r"<w:p><w:pPr><w:pStyle w:val=\"NoiDung\"/>", _session, body)
    figure = re.search(
        r'<w:bookmarkStart [^>]*/><w:r><w:t xml:space="preserve">41,54%</w:t></w:r><w:bookmarkEnd [^>]*/>', body
    )
    assert figure
    around = f'<w:commentRangeStart w:id="0"/>{figure[0]}<w:commentRangeEnd w:id="0"/>{_REFERENCE}'
    parts["word/document.xml"] = body.replace(figure[0], around, 1)
    parts["word/settings.xml"] = parts["word/settings.xml"].replace(
        "<w:defaultTabStop", f"{_SETTINGS}<w:defaultTabStop"
    )
    parts |= {"word/comments.xml": _COMMENT, "word/people.xml": _PEOPLE, "docProps/app.xml": _APP}
    _link(parts, "word/_rels/document.xml.rels", f"{_OFFICE}/comments", "comments.xml")
    _link(
        parts,
        "word/_rels/document.xml.rels",
        _PEOPLE_TYPE,
        "people.xml",
    )
    _link(parts, "_rels/.rels", f"{_OFFICE}/extended-properties", "docProps/app.xml")
    _type(parts, "word/comments.xml", f"{_WORD}.comments+xml")
    _type(parts, "word/people.xml", f"{_WORD}.people+xml")
    _type(parts, "docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml")
    parts["word/_rels/settings.xml.rels"] = _TEMPLATE
    return write_parts({name: text.encode() for name, text in parts.items()})


_SETTINGS = (
    '<w:attachedTemplate xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId1"/>'
    "<w:trackRevisions/>"
)
_TEMPLATE = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/attachedTemplate" Target="file:///C:/Users/soan/mau.dotx" TargetMode="External"/></Relationships>'
)


def _session(match: re.Match[str]) -> str:
    return match[0].replace("<w:p>", '<w:p w:rsidR="00A12B34" w:rsidRDefault="00A12B34" w:rsidP="00C0FFEE">')


def _link(parts: dict[str, str], links: str, kind: str, target: str) -> None:
    number = parts[links].count("<Relationship ") + 1
    added = f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/></Relationships>'
    parts[links] = parts[links].replace("</Relationships>", added)


def _type(parts: dict[str, str], name: str, kind: str) -> None:
    added = f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace("</Types>", added)
