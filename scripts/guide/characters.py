"""Characters that a reader cannot see, words that nobody can read, and texts that a reader cannot tell apart: the one
home of these rules."""

import re
import unicodedata
from html import unescape

__all__ = [
    "BLANKS",
    "comparison_key",
    "find_hidden_character",
    "find_long_line",
    "find_long_word",
    "find_shown_fault",
    "has_visible_character",
    "loose_key",
    "strip_blanks",
]

DIRECTION_MARKS = "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"
INVISIBLE = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f\u3164"
    "\ufe00-\ufe0f\uffa0\ufff0-\ufffb"
)
NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17)
)
"""What Unicode will never assign, and YAML may not hold: a page's head with one would be shown as text."""
HIDDEN = re.compile(
    f"[\\x00-\\x08\\x0a-\\x1f\\x7f-\\x9f\u2028\u2029\ud800-\udfff{DIRECTION_MARKS}{INVISIBLE}{NONCHARACTERS}\ufeff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Control characters except the tab, line separators, surrogates, marks that set the direction of reading, characters
without width (Unicode's Default_Ignorable_Code_Point), and noncharacters."""
EMOJI_STYLE = re.compile("(?<=[\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff])\ufe0f")
"""The variation selector that keyboards put after a symbol to get its emoji form: it hides nothing."""
MOST_MARKS, LONGEST_WORD, LONGEST_LINE = 8, 500, 1000
"""The most combining marks on one letter, twice what any language stacks, and the most characters in a word, and in a
question: links that report a mistake carry it, and hosts take no address of some thousand."""
LONGEST = {"title": 72, "description": 200}
"""Characters: three lines of a shared picture, and the two lines under them."""
BLANKS = "\t \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
"""The tab, and Unicode's space separators (Zs)."""
ENDINGS = ".?!;:,…"
"""What may end a word or a sentence: it makes no other question."""
QUOTES = re.compile("[\"'`´‘’‚‛“”„‟«»‹›]")
JOINING_HYPHEN = re.compile(r"(?<=[^\W\d_])[-‐‑](?=[^\W\d_])")
MARKUP = re.compile(r'[<>"\n]')
DASHES = frozenset("-‐‑‒–—―")


def find_hidden_character(text: str) -> str:
    """The name of the first hidden character in a line, or of a pile of marks that hides its neighbors, or nothing."""
    match = HIDDEN.search(EMOJI_STYLE.sub("", text))
    if match is None:
        return "" if text.isascii() else find_pile(text)
    kind = "control" if unicodedata.category(match[0]) == "Cc" else "invisible"
    return f"the {kind} character U+{ord(match[0]):04X}"


def find_pile(text: str) -> str:
    """The first character with so many marks on it that they reach into other lines, or nothing."""
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        if marks > MOST_MARKS:
            return f"a letter with more than {MOST_MARKS} marks on it, such as U+{ord(character):04X},"
    return ""


def find_long_word(text: str) -> str:
    """What is wrong with the first word that is too long to be one, or nothing."""
    word = next((word for word in text.split() if len(word) > LONGEST_WORD), "")
    return f"`{word[:20]}…` has {len(word)} characters without a space: split it into words" if word else ""


def find_long_line(text: str) -> str:
    """What is wrong with the length of a question or of its words, or nothing."""
    if len(text) > LONGEST_LINE:
        return f"`{text[:20]}…` has {len(text)} characters: use {LONGEST_LINE} at most"
    return find_long_word(text)


def find_shown_fault(name: str, text: str) -> str:
    """What is wrong with a title or a description that menus and pictures show, or nothing."""
    if name not in LONGEST:
        return ""
    if len(text) > LONGEST[name]:
        return f"`{name}` has {len(text)} characters: use {LONGEST[name]} at most"
    if MARKUP.search(text) or unescape(text) != text:  # the theme's own templates escape nothing
        return f'`{name}` contains one of < > ", a line end, or a character reference: say it in words'
    return ""


def has_visible_character(text: str) -> bool:
    """Whether a reader sees anything of a text: a letter, a digit, a sign; Braille without dots is a blank."""
    return any(unicodedata.category(c)[0] in "LNPS" and c != "\u2800" for c in HIDDEN.sub("", text))


def comparison_key(text: str) -> str:
    """What is left of a question without case, blanks, quotation marks, and punctuation that only parts words.

    Equal results mean the same question. Signs that carry a meaning stay: C, C++ and C# are three, and so are NET and
    .NET. Letters that differ in form only (composed or not, full width) are the same, by Unicode's NFKC.
    """
    shown = EMOJI_STYLE.sub("", unicodedata.normalize("NFKC", text).casefold())
    plain = JOINING_HYPHEN.sub("", QUOTES.sub("", shown))
    words = "".join(" " if c in BLANKS else c for c in plain).rstrip(f"{ENDINGS} ").split()
    return "".join(word.rstrip(ENDINGS) or word for word in words if not DASHES.issuperset(word))


def loose_key(text: str) -> str:
    """What is left without any punctuation or symbol: equal results are worth a second look."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in folded if c.isalnum())


def strip_blanks(text: str) -> str:
    """Without spaces, tabs and no-break spaces around it; other control characters stay, to be reported."""
    return text.strip(BLANKS)
