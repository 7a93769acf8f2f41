"""Tells the furniture of a page from its report: calls, notices, buttons, links, breadcrumbs."""

import re
from typing import Final

from dateline.sources.credits import is_outlet
from dateline.sources.words import word_set

_MAX_LENGTH: Final = 600  # code points; longer paragraphs are never boilerplate
_MEDIA: Final = (
    r"(?:facebook|twitter|x|instagram|whatsapp|telegram|youtube|tiktok|linkedin|threads|bluesky"
    r"|mastodon|reddit|social media|google news|flipboard)"
)
_CALL: Final = r"(?:please |to \w+(?: \w+){0,6}, |you can |don't forget to |click here to )?"
_HERE: Final = (
    r"\b(?:newsletters?|updates|inbox|e-?mails?|briefings?|alerts|app|podcasts?|channels?|today"
    r"|now|here|access|account|free|subscribers?|subscription|us|our|notifications?)\b"
)

_PATTERNS: Final = (
    # Calls to subscribe, follow, write in, pay.
    rf"{_CALL}(?:subscribe|sign up|signup|register|sign in|log in|opt in)\b.{{0,200}}{_HERE}.*",
    r"(?:subscribe|sign up|sign in|log in|register|join us|follow|newsletters?)(?: now| today| "
    r"here)?",
    rf"{_CALL}(?:follow|like|find|join|connect with|add)\b.{{0,80}}\bon {_MEDIA}\b.*",
    r"follow (?:us|@\w+|the author|our)\b.*",
    rf"join (?:our|the)\b.{{0,60}}\b(?:{_MEDIA}|channel|group|conversation|community"
    rf"|newsletter)\b.*",
    r"(?:get|receive)\b.{0,120}\b(?:in|to) your inbox\b.*",
    r"(?:our|the) (?:daily|weekly|free|morning|evening)\b.{0,80}\bnewsletter\b.*",
    r"download (?:our|the)\b.{0,40}\bapp\b.*",
    r"(?:do you have|have you got|got) (?:a|any|an)\b.{0,40}\b(?:story|tip|tips|information|news"
    r"|question|comment|confidential)\b.{0,200}\?.*",
    r"(?:are you|have you been|were you)\b.{0,120}\?.{0,80}\b(?:e-?mail|contact|write to|get in "
    r"touch|share|tell us|send)\b.*",
    rf"{_CALL}(?:e-?mail|write to|contact|get in touch with|send|tell)\b.{{0,60}}\b(?:us|our "
    rf"newsroom"
    r"|the (?:newsroom|editor|author|reporter|writer)|your (?:stories|comments|views|pictures"
    r"|videos|photos|story))\b.*",
    r"(?:share|tell us) your (?:story|stories|experiences?|views|thoughts)\b.*",
    r"to (?:contact|reach) the (?:reporter|editor|author|writer)s?\b.*",
    r"(?:support(?! for\b)|help us|help fund)\b.{0,60}\b(?:journalism|newsroom|reporting|our "
    r"work)\b.*",
    r"(?:donate|become a (?:member|supporter|subscriber)|make a (?:donation"
    r"|contribution))\b.{0,120}",
    r"click (?:here|on the link|below)\b.*",
    r"(?:leave|post|add) a (?:comment|reply)\b.{0,80}|(?:\d{1,6}|no|view|show|hide|all)? "
    r"?comments?",
    # Notices.
    r".{0,80}\bprotected by re-?captcha\b.*",
    r"(?:this|our) (?:site|website|page)\b.{0,60}\b(?:uses?|using) cookies\b.*",
    r"we (?:and our partners )?(?:use|store|value)\b.{0,80}\b(?:cookies|privacy)\b.*",
    r"by (?:continuing|clicking|using|browsing|signing up|submitting|subscribing"
    r"|providing)\b.{0,160}\b(?:agree|accept|consent)\b.*",
    r"(?:accept|reject|manage)(?: all)? (?:cookies|preferences|settings)",
    r"(?:your )?privacy (?:policy|notice|settings|choices)\b.{0,80}|cookie (?:policy|settings"
    r"|notice)",
    r"(?:terms (?:of (?:use|service)|and conditions|& conditions))\b.{0,80}",
    r"(?:©|\(c\)|copyright\b).{0,300}",
    r".{0,120}\ball rights reserved\b.{0,200}",
    r"(?:this|these|the|all|no)\b.{0,60}\b(?:materials?|content|article|story|report|site"
    r"|part)\b.{0,60}\bmay (?:not )?be (?:published|reproduced|copied|redistributed"
    r"|republished)\b.*",
    r"(?:the )?views expressed (?:in this|here|are)\b.*|disclaimer\b.{0,300}",
    r"this (?:story|article|report|video|page) (?:has been|was|is) (?:updated|corrected|amended"
    r"|translated|auto-?generated|published from|edited|available)\b.*",
    r"(?:.{0,60}\b)?(?:your browser|javascript)\b.{0,120}\b(?:support|enable|disabled|required"
    r"|outdated)\b.*",
    r"(?:(?:published|posted|updated|last updated)\W{0,3})?\d{1,3} (?:min(?:ute)?s?|hours?|hrs?"
    r"|days?|weeks?|months?|years?) ago",
    # Related links.
    r"(?:more|other|related|latest|top|popular|trending|featured|recommended|similar|recent|local"
    r"|breaking|must) ?-?(?:reads?|stories|articles?|posts|news|topics?|links?|coverage|content"
    r"|videos?|headlines)(?: (?:like this|on this (?:story|topic)|from\b.{0,60}|for you"
    r"|about\b.{0,60}|in\b.{0,40}))?(?: ?[:>»].{0,200})?",
    r"more on (?:this|the) (?:story|topic|subject)s?(?::.{0,200})?|more (?:on|about|from) "
    r"?:.{0,200}",
    r"(?:read|see|watch|listen|view|learn|find out|load|show) more\b(?: (?:on|about|at|from|here"
    r"|in)\b.{0,120}| ?[:>»|–—-].{0,200})?",
    r"(?:also read|read also|see also|read next|up next|next up|also see|don't miss|in pictures"
    r"|in case you missed it|explainer|recommended|related|keep reading|continue reading|read the "
    r"full story|full story|editor'?s'? (?:picks?|choice)|you (?:may|might) (?:also )?(?:like|be "
    r"interested in)|what to read next|most (?:read|popular|viewed|shared|watched)|trending(?: "
    r"now)?|for you|sponsored(?: content)?|promoted(?: content)?|paid content|from the web|around "
    r"the web)(?: (?:here|on|in)\b.{0,60})?(?: ?[:>»|–—-].{0,200})?",
    r"(?:read|watch|listen|photos?|pictures|gallery|video|podcast) ?(?::|>|»| \|).{1,200}",
    r"(?:skip|jump) (?:to|past)\b.{0,60}|(?:back|go) to (?:the )?(?:top|home|homepage|main"
    r"|articles?|comments|list|news)\b.{0,30}",
    r"(?:previous|next|older|newer) (?:article|post|story|page)s?(?: ?[:>»].{0,200})?",
    # Advertisements and players.
    r"\W*(?:advertisements?|advert|ads?|adverts)\W*(?:.{0,4}scroll to continue.*|feedback)?",
    r"(?:story|article|post|content) continues? (?:below|after)\b.{0,60}",
    r"scroll (?:down )?(?:to|for)\b.{0,60}|(?:loading|please wait)\W*|play (?:video"
    r"|audio)\W*.{0,40}",
    r"(?:image|photo|photograph|picture|video|media) (?:caption|source|credit|copyright)s?,? "
    r".{0,200}",
    r"(?:image|photo|photograph|picture|video|file photo|file|media|getty)s?(?: (?:caption|source"
    r"|credit|copyright|images?|by))?s?\s?(?:[:/|©].{0,200})?",
    r"(?:reading time|time to read)\W{0,3}\d.{0,20}|\d{1,3} min(?:ute)?s?(?: of)? read(?:ing)?",
    r"(?:menu|home|search|close|print|save|share|about us|contact us|careers|advertise(?: with "
    r"us)?|sitemap|site map|help|faq)",
    r"(?:tags?|topics?|keywords|filed under|categories|category|sections?)(?: ?:.{0,200})?",
    r"\W*(?:ends?|-30-|30|more follows|to be continued|continued)\W*",
    r"[\W_]{1,80}",
)
_UNITED_STATES: Final = re.compile(r"\bUS\b")  # in lower case it would read as "us"
_FURNITURE: Final = tuple(re.compile(pattern) for pattern in _PATTERNS)

_SHARE_WORDS: Final = word_set(
    "share tweet facebook twitter x whatsapp email e-mail print copy link linkedin telegram "
    "reddit save pinterest messenger sms viber wechat line bookmark this on via by to article "
    "story post like pin flipboard threads bluesky instagram listen comment comments gift an "
    "unlock icon button"
)
_SHARE_ANCHORS: Final = word_set(
    "share tweet facebook twitter whatsapp linkedin telegram print copy email e-mail save"
)
_MAX_SHARE_WORDS: Final = 16

_SECTIONS: Final = word_set(
    "news world africa asia europe americas politics business sport sports opinion culture health "
    "home latest international national local science technology tech economy environment society "
    "regional breaking top middle east latin america pacific uk us usa central south north west "
    "eastern western sub-saharan global security defence defense conflict crime courts law and & "
    "more stories"
)
_CRUMB: Final = re.compile(r"\s?(?:>|»|›|→|::)\s?")
_LISTED: Final = re.compile(r"\s[/|•·]\s")
_BAR: Final = re.compile(r"\s[|•·]\s|\s?\|\s")
_DASH: Final = re.compile(r"\s(?:-|–|—)\s")
_MIN_HEADLINE_WORDS: Final = 3
_MAX_CRUMB_WORDS: Final = 4
_MAX_LAST_CRUMB_WORDS: Final = 2  # with three, it may be the headline


def is_boilerplate(paragraph: str) -> bool:
    """Whether a paragraph or line of a page belongs to the page and not to the report."""
    if len(paragraph) > _MAX_LENGTH:
        return False
    if not paragraph.isupper():
        paragraph = _UNITED_STATES.sub("usa", paragraph)
    plain = " ".join(paragraph.lower().replace("’", "'").split()).strip(" *•·")
    if not plain:
        return bool(paragraph)
    return (
        _is_share_bar(plain)
        or _is_breadcrumb(plain)
        or any(pattern.fullmatch(plain) for pattern in _FURNITURE)
    )


def bare_headline(title: str, outlet: str | None = None) -> tuple[str, str | None]:
    """A headline without sections and outlet around it, and the outlet that stood there, if any."""
    named = None
    crumbs = [part for part in _CRUMB.split(title) if part.strip()]
    if len(crumbs) > 1 and all(_is_section(crumb.lower()) for crumb in crumbs[:-1]):
        title = crumbs[-1]
    parts = [part.strip() for part in _BAR.split(title) if part.strip()]
    if len(parts) > 1 and len(max(parts, key=_words).split()) >= _MIN_HEADLINE_WORDS:
        title = max(parts, key=_words)
        outlets = [part for part in parts if is_outlet(part) and not _is_section(part.lower())]
        named = outlets[-1] if outlets and outlets[-1] != title else None
    dashes, words, end = list(_DASH.finditer(title)), _words(title), len(title)
    while dashes:
        dash = dashes.pop()
        tail = title[dash.end() : end].strip()
        left = words - _words(title[dash.start() : end])
        ours = outlet is not None and tail.casefold() == outlet.casefold()
        if left < _MIN_HEADLINE_WORDS or not (
            ours or is_outlet(tail) or _is_news_section(tail.lower())
        ):
            break
        end, words = dash.start(), left
        named = named or (None if _is_section(tail.lower()) else tail)
    return title[:end].strip(), named


def _words(text: str) -> int:
    return len(text.split())


def _is_section(text: str) -> bool:
    words = text.split()
    return 0 < len(words) <= _MAX_CRUMB_WORDS and all(word in _SECTIONS for word in words)


def _is_news_section(text: str) -> bool:
    """Whether `text` is a section called news: "- UK" after a headline may name who says it."""
    return _is_section(text) and "news" in text.split()


def _is_breadcrumb(plain: str) -> bool:
    listed = _LISTED.split(plain)
    if len(listed) > 1 and all(_is_section(part) for part in listed):
        return True
    *crumbs, last = [part.strip() for part in _CRUMB.split(plain)]
    return (
        any(_is_section(crumb) for crumb in crumbs)
        and all(not crumb or _is_section(crumb) for crumb in crumbs)
        and (_words(last) <= _MAX_LAST_CRUMB_WORDS or _is_section(last))
    )


def _is_share_bar(plain: str) -> bool:
    words = re.findall(r"[a-z-]+", plain)
    return (
        0 < len(words) <= _MAX_SHARE_WORDS
        and all(word in _SHARE_WORDS for word in words)
        and any(word in _SHARE_ANCHORS for word in words)
    )
