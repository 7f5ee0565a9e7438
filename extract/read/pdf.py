"""PDF files: the text of each page in reading order, by pdfplumber.

Lines stay as they are wrapped; the structure step joins them. Bare page numbers at the foot or head of a page
are left out, since they would stand in the middle of sentences.
"""

from __future__ import annotations

import io
import re
from pathlib import Path

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from extract.read.content import Content, quiet, unreadable
from ontology.errors import ReadError

MAX_PAGES = 2_000
_PAGE_NUMBER = re.compile(
    r"\s*(?:[-—–－~·]\s*\d{1,4}\s*[-—–－~·]|\d{1,4}|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?)\s*"
)
_UNMAPPED = re.compile(r"\(cid:\d+\)|\ufffd")
_MOST_UNMAPPED = 0.2


def read_pdf(data: bytes, path: Path, encoding: str | None = None) -> Content:
    """Return the text of a PDF; ``encoding`` does not apply.

    Characters without a mapping and pages without text are named in the warnings.

    Raises
    ------
    ReadError
        If the file is damaged or no PDF, needs a password, has too many pages, has no text (a scan), or its
        fonts say so little that a fifth of its characters cannot be read.
    """
    if b"%PDF-" not in data[:1024]:
        raise unreadable(path, "不是 PDF 文件, 请检查来源", "not a PDF file; check where it came from")
    pages, title = _pages(data, path)
    bare = [number for number, text in enumerate(pages, 1) if not text.strip()]
    if len(bare) == len(pages):
        raise unreadable(
            path,
            "PDF 里没有文字(可能是扫描件), 请先做文字识别(OCR)",
            "the PDF holds no text (a scan?); run text recognition (OCR) on it first",
        )
    text = "\n".join(page for page in pages if page.strip())
    unmapped = len(_UNMAPPED.findall(text))
    if unmapped > _MOST_UNMAPPED * len(_UNMAPPED.sub("x", text)):
        raise unreadable(
            path,
            "PDF 的字体没有文字编码, 文字无法提取, 请换一份或做文字识别(OCR)",
            "the fonts of the PDF do not say what they print; find another copy or run OCR on it",
        )
    warnings = []
    if bare:
        shown = ", ".join(map(str, bare[:10])) + ("…" if len(bare) > 10 else "")
        warnings.append(f"没有文字的页: {shown} / pages without text: {shown}")
    if unmapped:
        warnings.append(f"有 {unmapped} 个字无法识别 / {unmapped} characters could not be read")
    return Content(text, "", title, warnings=tuple(warnings))


def _pages(data: bytes, path: Path) -> tuple[list[str], str]:
    try:
        with quiet("pdfminer"), pdfplumber.open(io.BytesIO(data)) as pdf:
            if len(pdf.pages) > MAX_PAGES:
                raise unreadable(
                    path,
                    f"PDF 超过 {MAX_PAGES} 页, 请拆分后再试",
                    f"the PDF has more than {MAX_PAGES} pages; split it and try again",
                )
            pages = []
            for page in pdf.pages:
                pages.append(_without_page_number(page.extract_text() or ""))
                page.close()
            title = pdf.metadata.get("Title", "")
    except ReadError:
        raise
    except PDFPasswordIncorrect:
        raise _locked(path) from None
    except (PdfminerException, MalformedPDFException) as error:
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in (*error.args, error.__cause__)):
            raise _locked(path) from None
        raise _damaged(path) from None
    except RecursionError:
        raise _damaged(path) from None
    except Exception as error:
        # A damaged file makes the parser fail in undocumented ways (TypeError, KeyError, struct.error).
        raise _damaged(path) from error
    if not pages:
        raise _damaged(path)
    return pages, title.strip() if isinstance(title, str) else ""


def _without_page_number(text: str) -> str:
    lines = text.split("\n")
    for place in (-1, 0):
        if lines and _PAGE_NUMBER.fullmatch(lines[place]):
            del lines[place]
    return "\n".join(lines)


def _locked(path: Path) -> ReadError:
    return unreadable(
        path,
        "PDF 有密码保护, 请去掉密码后再试",
        "the PDF is protected by a password; remove it and try again",
    )


def _damaged(path: Path) -> ReadError:
    return unreadable(
        path,
        "PDF 已损坏或不完整, 请重新获取",
        "the PDF is damaged or cut short; get it again",
    )
