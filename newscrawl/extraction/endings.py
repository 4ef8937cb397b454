"""Where the text of an article ends: what of its blocks stands below it."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from lxml import etree

from newscrawl.extraction.blocks import SENTENCE_END, Block, is_prose
from newscrawl.extraction.boilerplate import is_byline_like, is_end_mark
from newscrawl.extraction.byline import is_agency, is_sure_name
from newscrawl.extraction.linked import is_enumeration

__all__ = [
    "is_end",
    "strays",
    "without_aftermath",
    "without_last_headings",
    "without_preview",
    "without_signature",
    "without_tail",
]

_LEAST_PART = 0.1
_LINKED_END = 0.25
_MOST_LAST_HEADINGS = 2
_MOST_ABOVE = 0.7
_LEAST_ITEM = 40
_LONGEST_SIGNATURE, _LEAST_SIGNED, _MOST_SIGNATURES = 60, 60, 2
_LEAST_ABOVE_SURE = 20
_LONGEST_DENSE_NAME, _LONGEST_INITIALS = 8, 6
_NO_SIGNATURE = re.compile(
    r"[\d。！？!?,、;@\n]|\A(?:[(（[–—-]|(?:ends?|ende|fin|fine)\W*\Z|(?:with|additional|further|mitarbeit|avec|con)\b)",
    re.IGNORECASE,
)
"""What lines hold that are lists, figures, sentences, agencies' closing marks or credits of further reporters."""

_MAIL = re.compile(r"[^\s@]{2,30}@[^\s@]{2,30}\.\w+")
_QUOTES = "\"'”“’»«」)"
_ASKED_IN_BOLD = 0.8
_LEAST_REPEATED = 80
_POSITIONS = frozenset(("first", "last", "odd", "even"))
"""Class names that tell boxes of one make from each other."""

_Home = etree._Element | tuple[str, str, str] | None


def is_end(kept: list[Block], at: int) -> bool:
    """Tell whether a block heads what comes after the article."""
    block = kept[at]
    if not is_end_mark(block.text) or not (block.is_heading or block.bold_share > 0.8):
        return False
    before = sum(len(other.text) for other in kept[:at] if is_prose(other))
    after = sum(len(other.text) for other in kept[at + 1 :] if is_prose(other))
    return before > 200 and after < 0.5 * before


def strays(kept: list[Block]) -> set[int]:
    """Return the ids of loose text that does not stand beside paragraphs, such as excerpts of other stories."""
    beside = {block.element.getparent() for block in kept if not block.loose}
    return {
        id(block)
        for block in kept
        if (block.loose and block.element not in beside and block.element.getparent() not in beside)
        or (block.tag in ("dt", "dd") and not is_prose(block))
    }


def without_tail(kept: list[Block], strays: Set[int]) -> list[Block]:
    """Drop what comes after the last paragraph in the parts of the page that hold the text."""
    sizes: dict[_Home, int] = {}
    holding = {block.element.getparent() for block in kept if _is_whole(block)}
    for block in kept:
        home = _home(block, holding)
        sizes[home] = sizes.get(home, 0) + len(block.text)
    least = _LEAST_PART * sum(sizes.values())
    while kept:
        last = kept[-1]
        light = sizes[_home(last, holding)] < least and (len(last.text) < 100 or last.link_share > _LINKED_END)
        if not (_is_loose_end(last) or (light and not _is_item(last)) or id(last) in strays):
            break
        kept.pop()
    return kept


def without_signature(kept: list[Block]) -> list[Block]:
    """Drop names of authors and agencies that stand below the last sentence, each on a line; many are a list."""
    for end in range(len(kept) - 1, max(1, len(kept) - 1 - _MOST_SIGNATURES), -1):
        before = kept[end - 1]
        is_address = _is_korean_address(kept[end], before)
        if not (is_address or _is_signature(kept[end])) or _asks(before):
            break
        is_sure = is_address or _is_set_off(kept[end]) or is_byline_like(kept[end].text)
        least = _LEAST_ABOVE_SURE if is_sure else _LEAST_SIGNED
        if before.tag in ("p", "div") and len(before.text) >= least and before.text.endswith(SENTENCE_END):
            return kept[:end]
    return kept


def _is_set_off(block: Block) -> bool:
    """Tell whether a line is bold or aligned to the right."""
    return block.bold_share > 0.9 or "right" in (block.element.get("style") or block.element.get("align") or "")


def _asks(block: Block) -> bool:
    """Tell whether a paragraph asks for the names below it: a question, or the line of an interviewer."""
    if block.text.rstrip(_QUOTES).endswith(("?", "？", "؟")):
        return True
    return block.bold_share > _ASKED_IN_BOLD and len(block.text) > _LONGEST_SIGNATURE


def _is_signature(block: Block) -> bool:
    text = block.text
    return (
        (block.tag == "p" or block.loose)
        and len(text) <= _LONGEST_SIGNATURE
        and not text.endswith((*SENTENCE_END, ":"))
        and _NO_SIGNATURE.search(text) is None
        and (_names_somebody(text) or is_byline_like(text))
    )


def _is_korean_address(block: Block, before: Block) -> bool:
    """Tell whether a line is the address of a reporter, as Korean papers print it below each story."""
    return _MAIL.fullmatch(block.text) is not None and any("\uac00" <= sign <= "\ud7a3" for sign in before.text)


def _names_somebody(text: str) -> bool:
    """Tell whether a line is a name or the initials of an author or an agency, rather than closing words."""
    if " " not in text and (len(text) < _LONGEST_INITIALS or "/" in text):
        return text.islower() or text.isupper() or "/" in text
    return is_agency(text) or (is_sure_name(text) and (text[0].isupper() or len(text) <= _LONGEST_DENSE_NAME))


def without_preview(kept: list[Block]) -> list[Block]:
    """Drop a copy of the first paragraph in another box, as in a preview for those who have not subscribed."""
    first = next((block for block in kept if is_prose(block)), None)
    if first is None or len(first.text) < _LEAST_REPEATED:
        return kept
    box = first.element.getparent()
    return [block for block in kept if block.text != first.text or block.element.getparent() is box]


def without_aftermath(kept: list[Block], found: Sequence[Block], above: int | None) -> list[Block]:
    """Drop what stands below the first discussion where most of the text stands above it.

    ``above`` is how many blocks of ``found`` do, if there is a discussion.
    """
    if above is None:
        return kept
    places = set(map(id, found[:above]))
    before = [block for block in kept if id(block) in places]
    size = sum(len(block.text) for block in kept)
    return before if sum(len(block.text) for block in before) >= _MOST_ABOVE * size else kept


def without_last_headings(kept: list[Block]) -> list[Block]:
    """Drop the headings of notes that are left out; a run of more headings is a list of points."""
    end = len(kept)
    while end and kept[end - 1].is_heading:
        end -= 1
    return kept[:end] if len(kept) - end <= _MOST_LAST_HEADINGS else kept


def _home(block: Block, holding: Set[etree._Element | None]) -> _Home:
    """Return what a paragraph or a list stands in; of those ``holding`` a sentence, boxes of one class are the same."""
    parent = block.element.getparent()
    if parent is None:
        return None
    if block.tag == "li":
        parent = parent.getparent()
    if parent is None or parent not in holding:
        return parent
    named = parent if parent.get("class") else parent.getparent()
    names = named.get("class") if named is not None and not (named is not parent and parent.attrib) else None
    if named is None or not names:
        return parent
    return (str(parent.tag), str(named.tag), " ".join(name for name in names.split() if name not in _POSITIONS))


def _is_item(block: Block) -> bool:
    """Tell whether a block is a sentence in a list, without links."""
    return (
        block.tag == "li" and not block.linked and len(block.text) >= _LEAST_ITEM and block.text.endswith((".", "。"))
    )


def _is_whole(block: Block) -> bool:
    return block.tag == "p" and block.link_share <= _LINKED_END and block.text.endswith(SENTENCE_END)


def _is_loose_end(block: Block) -> bool:
    return block.is_heading or (block.link_share > 0.5 and len(block.text) < 120 and not is_enumeration(block))
