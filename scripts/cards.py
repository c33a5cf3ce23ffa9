"""The pictures that a shared link shows: one for the guide and one for each topic, in docs/assets/cards/.

    python scripts/cards.py

Drawn from the catalogue, with the typeface that Pillow carries: nothing is fetched, and every machine draws the same.
0: all are there. 1: one could not be written, with a line that says why.
"""

import start_in_venv  # noqa: F401 - first: a command goes on inside .venv

import argparse
import io
import sys
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from guide.diagnostic import count, print_line, refuse
from guide.editions.files import TITLE
from guide.load import load_guide
from guide.model import Catalogue
from guide.paths import ROOT, describe_failure, sources_at, write_file

FOLDER = ROOT / "docs" / "assets" / "cards"
SIZE = (1200, 630)
"""Pixels: the shape that Open Graph readers show uncut."""
ICON, ICON_SIZE = "icon", 512
"""What an installed site is known by: docs/assets/manifest.webmanifest names it."""
COVER = (1200, 1800)
"""The shape of a book's cover."""
SENTENCE = "Answers you can say out loud, prove, and defend. Every sample was run, and every answer cites its sources."
GROUND, INK, MUTED, ACCENT = "#fcfbf8", "#1f262b", "#57616a", "#0b4f6c"


@dataclass(frozen=True)
class Card:
    """What a picture says: a title, a sentence, and a line at its foot."""

    name: str
    title: str
    text: str
    foot: str


def main(arguments: list[str] | None = None) -> int:
    argparse.ArgumentParser(description="Draw the pictures that shared links show.").parse_args(arguments)
    guide = load_guide(sources_at(ROOT))
    if guide.problems:
        return refuse(["the inputs have problems: run `python scripts/convert.py`"])
    cards = plan_cards(guide.catalogue)
    pictures = {f"{card.name}.png": draw_card(card) for card in cards}
    try:
        write_pictures({**pictures, f"{ICON}.png": draw_icon()}, FOLDER)
    except OSError as error:
        return refuse([describe_failure(error, FOLDER)])
    print_line(f"{len(cards)} cards drawn")
    return 0


def write_pictures(pictures: Mapping[str, bytes], folder: Path) -> None:
    """Write each whole, and take away what is none of them. Raises OSError."""
    for name, data in pictures.items():
        write_file(folder / name, data)
    for path in folder.glob("*.png"):
        if path.name not in pictures:
            path.unlink()


def plan_cards(catalogue: Catalogue) -> list[Card]:
    """The guide's own card, then one a topic."""
    cards = [plan_guide(catalogue)]
    for topic in catalogue.topics:
        questions = count(len(catalogue.by_topic.get(topic.slug, [])), "question")
        cards.append(Card(topic.slug, topic.title, topic.description, f"{TITLE}  ·  {questions}"))
    return cards


def draw_icon() -> bytes:
    """The favicon's lines on a full square, which systems cut to the shape of their icons."""
    image = Image.new("RGB", (ICON_SIZE, ICON_SIZE), ACCENT)
    draw = ImageDraw.Draw(image)
    unit = ICON_SIZE // 32
    for top, width in ((9, 16), (16, 10), (23, 13)):
        left, middle, thick = 8 * unit, top * unit, 3 * unit // 2
        box = (left - thick, middle - thick, left + width * unit + thick, middle + thick)
        draw.rounded_rectangle(box, thick, "#ffffff")
    return write_png(image)


def write_png(image: Image.Image) -> bytes:
    data = io.BytesIO()
    image.quantize(64).save(data, "PNG", optimize=True)
    return data.getvalue()


def plan_guide(catalogue: Catalogue) -> Card:
    return Card("guide", TITLE, SENTENCE, count(len(catalogue.questions), "question"))


def draw_cover(catalogue: Catalogue) -> bytes:
    """The cover of the guide as a book."""
    return draw_card(plan_guide(catalogue), COVER)


def draw_card(card: Card, size: tuple[int, int] = SIZE) -> bytes:
    """The card as a PNG."""
    image = Image.new("RGB", size, GROUND)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 24, size[1]), fill=ACCENT)
    bottom = draw_text(draw, (96, 120), "\n".join(textwrap.wrap(card.title, 24)), 76, INK)
    draw_text(draw, (96, bottom + 36), "\n".join(textwrap.wrap(card.text, 52)), 36, MUTED)
    draw_text(draw, (96, size[1] - 100), card.foot, 32, ACCENT)
    return write_png(image)


def draw_text(draw: ImageDraw.ImageDraw, place: tuple[float, float], text: str, size: int, color: str) -> float:
    """Draw lines of text from `place` down; the lower edge comes back, in pixels."""
    font = ImageFont.load_default(size)
    draw.multiline_text(place, text, color, font, spacing=size // 4)
    return float(draw.multiline_textbbox(place, text, font, spacing=size // 4)[3])


if __name__ == "__main__":
    sys.exit(main())
