"""What on a page is never part of an article's text, by tag, role, class and id.

The vocabulary is that of content systems and ad networks at large, not of one publisher.
"""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

from newscrawl.text import any_of, dashed, raw_text

__all__ = ["HEADING_TAGS", "PRUNED_TAGS", "is_body_name", "is_noise", "is_noise_name", "is_talk", "is_text_of_parent"]

PRUNED_TAGS = frozenset(
    "aside nav footer form fieldset dialog menu button select option input textarea label script style noscript "
    "template iframe object embed svg math canvas audio video map rp head title figcaption amp-ad amp-embed "
    "amp-consent amp-twitter amp-instagram amp-facebook amp-sidebar amp-carousel amp-iframe amp-social-share".split()
)
"""Tags whose content is not text of the article."""

HEADING_TAGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))

_ANCHOR_TAGS = HEADING_TAGS | {"p"}
"""Tags whose ids are anchors, made of their text or at random."""

_PRUNED_ROLES = frozenset(
    "navigation complementary contentinfo banner search menu menubar dialog alert alertdialog form toolbar".split()
)

_PREFIXES = (
    "advert sponsor newsletter subscri paginat breadcrumb outbrain taboola recommend recirc related relacionad "
    "verwandt sharing share social sociable addthis navig cookie consent trending popular mostread mostviewed "
    "mostpopular readmore readalso seealso moreon morefrom morestories alsoread tagcloud taglist authorbox "
    "authorbio aboutauthor bioauthor byline caption credit copyright carousel slideshow slider twitter tweet "
    "instagram facebook youtube tiktok pinterest whatsapp telegram screenreader visuallyhidden jp-relatedposts "
    "yarpp wpdiscuz donat fundrais crosspromo printonly noprint tooltip modal popup lightbox interstitial "
    "livefyre viafoura gdpr sharedaddy postmeta post-meta entry-meta entry-footer postfooter entry-utility skiplink "
    "bluesky mastodon zergnet revcontent plista nativendo regwall(?!ed) table-of-contents ez-toc lwptoc saboxplugin "
    "licenceinfo licenseinfo inline-?text-?box publish(?:ed)?-?date singlepostmeta citewrapper cite-?this "
    "pull[-_]?quote quote-?box media[-_]{1,2}(?:title|legend|credit|source|desc) "
    "swiper slick-(?:slide|track|list|carousel) splide flickity bxslider fotorama"
).split()
_WORDS = (
    "ad ads adv adslot adsense adbox ad-slot banner nav navbar menu footer tags tag-list bio widget widgets promo "
    "promos promotion toolbar login signin signup register poll quiz survey encuesta umfrage sondaggio vote rating "
    "ratings (?<!quote-)embed embeds gallery teasers teaserlist ticker donate player dateline-meta disclaimer "
    "most-read most-popular read-more read-also see-also more-on more-from also-read author-box author-bio "
    "author-info author-card about-author post-author entry-author sr-only screen-reader-text visually-hidden "
    "aria-hidden u-hidden is-hidden infobar breaking-news recent-posts latest-news next-article prev-article photo "
    "photos picture pictures picbox foto fotos absatzbild mediainfo media-info infobox info-box infotext factbox "
    "fact-box facts?(?!-?check) fakta faktaruta expandable-box cta offer offers subvert debug post-navigation "
    "nav-links pub publicite anzeige werbung publicidad pubblicita reklama"
).split()
_IMAGE = (
    r"(?<!text[-_])(?:image|images|img|bild|bilder)(?:-?descriptions?|-?infos?)?(?![a-z])(?![-_]{1,2}text)|"
    r"bildunterschrift|bildtext|bildzeile|bildnachweis|pie-?(?:de-)?foto|didascalia|pic-?box"
)
_SIDEBAR = r"(?<!--)sidebar(?!-(?:and|fixed|relative|parent|layout|enabled|active|container-main))"
_WHOLE = frozenset("hidden invisible hide print toc meta metadata foot info tools ignore kicker ressort".split())
_TALK = "comment kommentar commentaire comentario komentar disqus respond".split()
_NOISE = re.compile(
    f"[^a-z0-9](?:{any_of([*_PREFIXES, *_TALK, _SIDEBAR, _IMAGE, *(rf'{word}(?![a-z])' for word in _WORDS)])})"
)
_NEVER_TEXT = frozenset(("nav", "dialog", "menu"))
_SURE = re.compile(
    r"(?<![a-z])(?:gdpr|cookie|consent|newsletter|related|recommend|share|sharing|navig|breadcrumb|menu)"
)
_CONSENT = re.compile(r"(?<![a-z])(?:gdpr|cookie|consent)")
_DISCUSSION = re.compile(f"[^a-z0-9](?:{any_of(_TALK)})")
_NOT_ABOUT_CONTENT = re.compile(
    r"\s(?:widget[-_]?title|(?:category|tag|post_tag|format|topic|has|with|no|not|without|is-not|js|type|status|hentry|wp-image|"
    r"align\w*)-\S+|--(?:has|with|no)-\S+|comments?-(?:open|closed)|"
    r"subscribers?[-_](?:only|preview|premium|content)(?!\S)|(?:elementor|fusion|fl|vc|wpb)[-_]widget[-_]?"
    r"(?:wrap|container|text-editor|theme-post-content|heading|blockquote|icon-list|accordion|toggle|html)?(?!\S))"
)
_BODY_NAME = re.compile(
    r"(?<![a-z])(?:article|story|entry|post|news|content|main|single|td-post|node|detail|page)[-_]{0,2}"
    r"(?:body|content|text|bodytext|fulltext|copy|paragraphs|richtext)(?![a-z])|(?<![a-z])(?:articlebody|storybody|"
    r"bodycopy|body-copy|body-text|bodytext|fulltext|rich-?text|e-content|post-?body|storycontent|newstext|"
    r"field-name-body|field--name-body|wp-block-post-content|articletext|text-content|theiapoststructure)(?![a-z])"
)


_CAPTION = re.compile(r"(?<![a-z])(?:fig|img|image|photo|picture|media|wp)?[-_]?caption(?:[-_]text)?(?![a-z])")


@lru_cache(maxsize=2048)
def is_noise_name(names: str) -> bool:
    """Tell whether a class attribute or an id speaks of something beside the text.

    >>> is_noise_name("related-articles"), is_noise_name("post tag-comments has-sidebar"), is_noise_name("shareBar")
    (True, False, True)
    """
    names = _spoken(names)
    return _NOISE.search(names) is not None or not _WHOLE.isdisjoint(names.split())


@lru_cache(maxsize=2048)
def is_body_name(names: str) -> bool:
    """Tell whether a class attribute or an id announces the text of an article.

    >>> is_body_name("entry-content clearfix"), is_body_name("articleBody"), is_body_name("content")
    (True, True, False)
    """
    return _BODY_NAME.search(dashed(names)) is not None or "articleBody" in names


@lru_cache(maxsize=2048)
def is_talk_name(names: str) -> bool:
    """Tell whether a class attribute or an id speaks of reader comments."""
    return _DISCUSSION.search(_spoken(names)) is not None


def _spoken(names: str) -> str:
    """Return, behind a blank, the names that speak of content, as :func:`~newscrawl.text.dashed` writes them."""
    return dashed(_NOT_ABOUT_CONTENT.sub(" ", f" {names}"))


def is_talk(element: etree._Element) -> bool:
    """Tell whether class or id of an element speak of reader comments."""
    attributes = element.attrib
    if (names := attributes.get("class")) and is_talk_name(names):
        return True
    return (names := attributes.get("id")) is not None and is_talk_name(names)


def is_consent(element: etree._Element) -> bool:
    """Tell whether an element is named after the consent that a site asks for."""
    return any(_CONSENT.search(names.lower()) for names in _names_of(element))


def is_surely_noise(element: etree._Element) -> bool:
    """Tell whether an element is a menu or named so that no story's text can be in it."""
    return element.tag in _NEVER_TEXT or any(_SURE.search(dashed(names)) for names in _names_of(element))


def _names_of(element: etree._Element) -> list[str]:
    attributes = element.attrib
    return [names for key in ("class", "id") if (names := attributes.get(key))]


def is_caption(element: etree._Element) -> bool:
    """Tell whether a class says that an element is the text below a picture."""
    names = element.get("class")
    return names is not None and "caption" in names.lower() and _CAPTION.search(dashed(names)) is not None


def is_text_of_parent(element: etree._Element) -> bool:
    """Tell whether an element, no text elsewhere, says whose words a quotation is or is a question to be opened."""
    parent = element.getparent()
    if parent is None:
        return False
    if element.tag == "footer":
        return parent.tag == "blockquote"
    return element.tag == "button" and parent.tag in HEADING_TAGS and raw_text(element).rstrip().endswith("?")


def is_noise(element: etree._Element) -> bool:
    """Tell whether an element is beside the text by its tag, role, visibility, class or id."""
    attributes = element.attrib
    if element.tag in PRUNED_TAGS:
        return not is_text_of_parent(element)
    if not attributes:
        return False
    if (names := attributes.get("class")) and is_noise_name(names):
        return True
    if (names := attributes.get("id")) and element.tag not in _ANCHOR_TAGS and is_noise_name(names):
        return True
    if attributes.get("role") in _PRUNED_ROLES:
        return True
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    style = attributes.get("style") or ""
    return "display" in style and "none" in style.replace(" ", "").partition("display:")[2][:5]
