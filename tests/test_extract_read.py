"""Reading: every format to text with its metadata, every bad file to one line that says what to do."""

from __future__ import annotations

import hashlib
import os
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from extract.read import find_documents, find_unsupported, read
from ontology.errors import ReadError, UsageError

TEXT = (
    "竹汀区竹泊街道2025年工作报告\n一、便民服务\n街道开放桨声议事亭三处，居民就近商量老街更新的大小事情。\n"
)


def make_pdf(pages: list[list[str]], *, locked: bool = False) -> bytes:
    """Write a PDF with a predefined Chinese font, one text line after another; small enough to read here."""
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts "
        b"[<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>] >>",
    ]
    for number, lines in enumerate(pages):
        shown = "".join(
            f"BT /F1 12 Tf 60 {780 - 20 * i} Td <{line.encode('utf-16-be').hex()}> Tj ET\n"
            for i, line in enumerate(lines)
        ).encode()
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            + f"/Contents {5 + 2 * number} 0 R >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n" % len(shown) + shown + b"endstream")
    trailer = b"/Size %d /Root 1 0 R" % (len(objects) + 1)
    if locked:
        # Owner and user entries that no password of ours fits.
        entry = b"<" + b"5a" * 32 + b">"
        trailer += b" /Encrypt << /Filter /Standard /V 1 /R 2 /P -44 /O " + entry + b" /U " + entry + b" >>"
        trailer += b" /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]"
    data, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return data + b"trailer\n<< " + trailer + b" >>\nstartxref\n%d\n%%%%EOF\n" % start


def make_docx(path: Path) -> None:
    document = docx.Document()
    document.core_properties.title = "竹泊街道工作报告"
    document.add_heading("竹泊街道工作报告", 0)
    document.add_paragraph("开放议事亭三处。", style="List Bullet")
    table = document.add_table(2, 2)
    for row, cells in zip(table.rows, [("项目", "投资"), ("老街更新", "320万元")], strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document.add_paragraph("以上为全部项目。")
    document.save(str(path))


@pytest.mark.parametrize(
    ("encoding", "recorded"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
    ],
)
def test_text_is_the_same_in_every_encoding(tmp_path: Path, encoding: str, recorded: str) -> None:
    path = tmp_path / "报告.txt"
    path.write_bytes(TEXT.encode(encoding))
    document = read(path)
    assert (document.text, document.encoding, document.format) == (TEXT, recorded, "txt")


def test_traditional_text_in_big5_is_not_taken_for_gb18030(tmp_path: Path) -> None:
    path = tmp_path / "報告.txt"
    text = "竹汀區竹泊街道工作報告，議事亭開放三處，鄰里協商舊街更新，長者食堂供應午餐。"
    path.write_bytes(text.encode("big5"))
    document = read(path)
    assert (document.text, document.encoding) == (text, "big5")


def test_line_ends_and_blanks_stay_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    text = "竹泊街道\r\n\u3000一、便民\r\n\t开放。\n"
    path.write_bytes(text.encode())
    assert read(path).text == text


def test_the_encoding_can_be_insisted_on(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("竹泊".encode("gb18030"))
    assert read(path, encoding="gb18030").text == "竹泊"
    with pytest.raises(ReadError, match="不是 utf-8 编码"):
        read(path, encoding="utf-8")
    with pytest.raises(ReadError, match="没有名为 klingon 的编码"):
        read(path, encoding="klingon")


def test_web_page_gives_article_title_date_and_address(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    sentence = "竹泊街道开放桨声议事亭，居民就近商量老街更新的大小事情，街道逐条答复。"
    path.write_text(
        '<html><head><meta charset="utf-8"><title>老街更新有了议事亭</title>'
        '<link rel="canonical" href="https://qingyi.example/1.html">'
        '<meta property="article:published_time" content="2025-11-20"></head><body>'
        "<nav><a href='/'>首页</a></nav><article><h1>老街更新有了议事亭</h1>"
        + f"<p>{sentence}</p>" * 1
        + "".join(f"<p>第{n}处{sentence}</p>" for n in "一二三四五六")
        + "<script>alert(1)</script></article></body></html>",
        encoding="utf-8",
    )
    document = read(path)
    assert document.text.startswith("老街更新有了议事亭")
    assert document.text.count(sentence) == 7
    assert "alert" not in document.text
    assert (document.title, document.date) == ("老街更新有了议事亭", "2025-11-20")
    assert document.source == "https://qingyi.example/1.html"


def test_page_without_an_article_is_kept_whole(tmp_path: Path) -> None:
    path = tmp_path / "page.htm"
    path.write_bytes(
        "<meta charset=gb2312><table><tr><td>竹泊街道<td>清单</table><div>打印".encode("gb18030")
    )
    document = read(path)
    assert [word for word in ("竹泊街道", "清单", "打印") if word in document.text] == [
        "竹泊街道",
        "清单",
        "打印",
    ]
    assert (document.encoding, document.format) == ("gb18030", "html")


@pytest.mark.parametrize("depth", [200, 50_000])
def test_deeply_nested_page_does_not_exhaust_the_stack(tmp_path: Path, depth: int) -> None:
    path = tmp_path / "deep.html"
    path.write_text("<p>竹泊街道开放议事亭。</p>" + "<div>" * depth + "居民就近商量。", encoding="utf-8")
    assert "竹泊街道" in read(path).text


def test_pdf_keeps_lines_and_leaves_page_numbers_out(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(make_pdf([["竹泊街道工作报告", "开放议事亭，", "- 1 -"], ["居民就近商量。", "2"]]))
    document = read(path)
    assert document.text == "竹泊街道工作报告\n开放议事亭，\n居民就近商量。"
    assert document.warnings == ()


def test_pdf_names_its_pages_without_text(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(make_pdf([["竹泊街道"], []]))
    assert "没有文字的页: 2" in read(path).warnings[0]


def test_word_file_keeps_paragraphs_lists_and_tables_in_order(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    make_docx(path)
    document = read(path)
    assert document.text.split("\n") == [
        "竹泊街道工作报告",
        "开放议事亭三处。",
        "项目\t投资",
        "老街更新\t320万元",
        "以上为全部项目。",
    ]
    assert document.title == "竹泊街道工作报告"


def test_numbers_that_word_counts_are_printed(tmp_path: Path) -> None:
    document = docx.Document()
    for element in document.part.numbering_part.element.iter(qn("w:lvlText")):
        if element.get(qn("w:val")) == "%1.":
            element.set(qn("w:val"), "%1、")
    for element in document.part.numbering_part.element.iter(qn("w:numFmt")):
        if element.get(qn("w:val")) == "decimal":
            element.set(qn("w:val"), "chineseCounting")
    for text in ("议事亭", "食堂"):
        document.add_paragraph(text, style="List Number")
        document.add_paragraph("居民就近商量。")
    document.save(str(tmp_path / "a.docx"))
    assert read(tmp_path / "a.docx").text.split("\n")[::2] == ["一、议事亭", "二、食堂"]


def test_wide_spans_inserted_text_and_tables_in_tables(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(1, 1)
    table.cell(0, 0).text = "桨声"
    table.cell(0, 0).add_table(1, 1).cell(0, 0).text = "食堂"
    table.cell(0, 0)._tc.get_or_add_tcPr().append(OxmlElement("w:gridSpan", {qn("w:val"): "999999999"}))
    paragraph = document.add_paragraph("竹泊")
    inserted = OxmlElement("w:ins")
    inserted.append(document.add_paragraph("街道").runs[0]._r)
    paragraph._p.append(inserted)
    document.save(str(tmp_path / "a.docx"))
    assert read(tmp_path / "a.docx").text.strip().split("\n") == ["桨声 食堂", "竹泊街道"]


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 60_000_000)


def many_parts(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(5_001):
            archive.writestr(f"word/{number}.xml", b"")


def zip_of_something_else(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme", "竹泊")


BAD = [
    pytest.param("a.txt", b"", "文件是空的", id="empty"),
    pytest.param("a.txt", b" \n\xef\xbb\xbf \n", "没有文字", id="white space"),
    pytest.param("a.txt", bytes(range(256)) * 16, "二进制", id="every byte"),
    pytest.param(
        "a.txt", b"".join(hashlib.sha256(bytes([n])).digest() for n in range(99)), "二进制", id="random bytes"
    ),
    pytest.param("a.md", b"%PDF-1.7 text", "二进制", id="PDF called text"),
    pytest.param("a.txt", b"na\xefve caf\xe9 cr\xe8me br\xfbl\xe9e " * 9, "无法识别文字编码", id="Latin-1"),
    pytest.param(
        "a.txt",
        ("서울특별시 종로구 청운효자동 주민센터 소식 " * 4).encode("cp949"),
        "无法识别文字编码",
        id="Korean",
    ),
    pytest.param("a.txt", b"\xff\xfe\x00", "无法识别文字编码", id="half a character after a mark"),
    pytest.param("a.html", b"<!-- -->", "没有文字|不是网页", id="page without text"),
    pytest.param("a.pdf", b"hello", "不是 PDF", id="no PDF"),
    pytest.param("a.pdf", make_pdf([["竹泊街道"]])[:150], "损坏", id="truncated PDF"),
    pytest.param("a.pdf", make_pdf([["竹泊街道"]], locked=True), "密码", id="locked PDF"),
    pytest.param("a.pdf", make_pdf([[], []]), "扫描件", id="scanned PDF"),
    pytest.param("a.docx", b"hello", "不是 .docx", id="no zip"),
    pytest.param("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版", id="old Word"),
    pytest.param("a.docx", zip_of_something_else, "不是 .docx", id="another zip"),
    pytest.param("a.docx", bomb, "解压后过大", id="zip bomb"),
    pytest.param("a.docx", many_parts, "解压后过大", id="too many parts"),
    pytest.param("a.rtf", b"{}", "不支持这种格式", id="unknown format"),
]


@pytest.mark.parametrize(("name", "content", "reason"), BAD)
def test_bad_file_is_one_line_that_names_file_and_reason(
    tmp_path: Path, name: str, content: object, reason: str
) -> None:
    path = tmp_path / name
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif callable(content):
        content(path)
    with pytest.raises(ReadError, match=reason) as caught:
        read(path)
    for message in (caught.value.zh, caught.value.en):
        assert message.startswith(f"{path}: ")
        assert len(message.splitlines()) == 1


def test_folder_and_missing_file_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "closed.txt").mkdir()
    with pytest.raises(ReadError, match="没有读取权限"):
        read(tmp_path / "closed.txt")
    with pytest.raises(ReadError, match="文件不存在"):
        read(tmp_path / "none.txt")


def test_refused_permission_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ReadError, match="没有读取权限"):
        read(tmp_path / "a.txt")


def test_folder_that_cannot_be_listed_is_not_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()
    listdir = os.listdir

    def refuse(path: Path) -> list[str]:
        if Path(path).name == "closed":
            raise PermissionError
        return listdir(path)

    monkeypatch.setattr(os, "listdir", refuse)
    (source,) = find_documents([tmp_path])
    with pytest.raises(ReadError):
        read(source.path)


def test_name_with_odd_characters_is_printed_on_one_line(tmp_path: Path) -> None:
    path = tmp_path / "枕\n\x1b[31m\u202e.txt"
    path.write_bytes(b"")
    with pytest.raises(ReadError) as caught:
        read(path)
    assert caught.value.zh.splitlines() == [caught.value.zh]
    assert r"枕\n\x1b[31m\u202e.txt" in caught.value.zh
    path.write_text("竹泊街道", encoding="utf-8")
    assert read(path).doc == r"枕\n\x1b[31m\u202e"


def test_name_that_is_no_text_can_be_written_as_utf8(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.txt"))
    path.write_text("竹泊街道", encoding="utf-8")
    (source,) = find_documents([tmp_path])
    document = read(source.path, doc=source.doc)
    assert (document.doc + document.path).encode("utf-8")


def touch(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()


def test_documents_are_found_in_depth_and_in_order(tmp_path: Path) -> None:
    touch(tmp_path, "乙/b.TXT", "甲/a.md", "c.pdf", ".hidden/d.txt", ".e.txt", "~$f.docx", "g.xlsx")
    assert [source.doc for source in find_documents([tmp_path])] == ["c", "b", "a"]
    assert [path.name for path in find_unsupported([tmp_path])] == ["g.xlsx"]


def test_same_stems_are_told_apart_by_folder_then_by_suffix(tmp_path: Path) -> None:
    touch(tmp_path, "甲/1/报告.txt", "乙/1/报告.txt", "丙/报告.txt", "丙/报告.pdf", "丁.txt")
    docs = [source.doc for source in find_documents([tmp_path])]
    assert docs == ["丁", "报告.pdf", "报告.txt", "乙/1/报告", "甲/1/报告"]
    assert len(set(docs)) == len(docs)


def test_file_given_twice_or_through_a_link_is_read_once(tmp_path: Path) -> None:
    touch(tmp_path, "a/x.txt")
    (tmp_path / "a" / "again").symlink_to(tmp_path / "a")
    (tmp_path / "y.txt").symlink_to(tmp_path / "a" / "x.txt")
    found = find_documents([tmp_path / "a" / "x.txt", tmp_path])
    assert [source.doc for source in found] == ["x"]


def test_path_that_does_not_exist_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="没有这个文件或文件夹"):
        find_documents([tmp_path / "none"])
