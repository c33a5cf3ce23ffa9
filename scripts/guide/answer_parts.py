"""What the HTML of an answer is made of: the renderer draws no more than this, and the gate lets no more through."""

__all__ = ["ANSWER_PARTS"]

FIGURE = "class fill transform stroke-dasharray marker-start marker-end"
LETTERS = "x y dx dy text-anchor dominant-baseline alignment-baseline font-weight font-style"
ANSWER_PARTS: dict[str, str] = {
    **dict.fromkeys("blockquote br code defs del em hr kbd li pre s strong sub summary sup table tbody".split(), ""),
    **dict.fromkeys("thead tr time".split(), ""),
    **dict.fromkeys("td th".split(), "style"),
    **dict.fromkeys("figure p ul".split(), "class"),
    **dict.fromkeys("details section".split(), "class itemprop itemscope itemtype"),
    "span": "class itemprop",
    **dict.fromkeys("circle ellipse".split(), f"{FIGURE} cx cy r rx ry"),
    **dict.fromkeys("path polygon polyline".split(), f"{FIGURE} d points"),
    **dict.fromkeys("text tspan".split(), f"{FIGURE} {LETTERS}"),
    "a": "href class title",
    "abbr": "title",
    "clipPath": "id",
    "div": "class id data-tabs data-copy itemprop",
    "g": f"{FIGURE} font-style text-decoration",
    "h3": "id",
    "h4": "id class",
    "input": "type checked id name",
    "label": "for",
    "line": f"{FIGURE} x1 y1 x2 y2 stroke",
    "marker": "viewBox refX refY markerUnits markerWidth markerHeight orient id class",
    "ol": "start",
    "rect": f"{FIGURE} x y width height rx ry",
    "svg": "role aria-label xmlns viewBox style",
}
"""Every element that an answer may hold, and its attributes."""
