"""Figures that are a part of another figure, or the whole that another one is a part of."""

from __future__ import annotations

from onrecord.language.listing import listed
from onrecord.mentions.words import Line, is_number

PART = "part"
"""The last word of the rule by which a part was read: it is never taken for the whole."""
_OWN = listed("the its their these those his her")
_THEM = listed("them those these whom which")
_SOME = listed(
    "one none some most many few half any each neither all third quarter part rest least number "
    "percent majority"
)
_THE = listed("the its their these those all")
_ALL = listed("all everyone everybody everything")
_BUT = listed("but except save")
_CLAUSE = 10
_APART = listed(", ; ( —")
_BE = listed("is are was were being also")
_JOINS = listed("and or but while")
_AMONG = listed("of among")
_WORDS = 3
_APPOSED = 8


def is_whole(line: Line, run: tuple[int, int]) -> bool:
    """Whether the figure at `run` is what others are taken from: "all but two of the eleven".

    What the sentence says of those that were taken is not said of the whole.
    """
    first = run[0]
    while line.low(first - 1) in _OWN:
        first -= 1
    if line.low(first - 1) != "of":
        return False
    before = line.low(first - 2)
    if before in _SOME or is_number(before):
        return True
    return line.low(first - 2) == "" or before in _APART  # "Of the 40 passengers, …"


def is_left_out(line: Line, run: tuple[int, int]) -> bool:
    """Whether the figure at `run` counts those of whom the sentence is not told: "all but two"."""
    return line.low(run[0] - 1) in _BUT and line.low(run[0] - 2) in _ALL


def is_whole_of(line: Line, part: tuple[int, int], run: tuple[int, int]) -> bool:
    """Whether the figure at `run` is what the one at `part` is taken from: "12 of the 60"."""
    near = part[1] < run[0] <= part[1] + _WORDS
    return near and line.low(part[1]) == "of" and is_whole(line, run)


def apposition(line: Line, end: int) -> tuple[int, int] | None:
    """The words of ", seven of them women," where they stand at `end`, right behind a figure."""
    if line.low(end) != "," or not is_number(line.low(end + 1)):
        return None
    if line.low(end + 2) != "of" or line.low(end + 3) not in _THEM:
        return None
    for index in range(end + 4, min(end + 4 + _APPOSED, len(line.words))):
        if line.low(index) == ",":
            return end, index + 1
    return None


def is_apposed(line: Line, run: tuple[int, int]) -> bool:
    """Whether the figure picks some of those before it: "51 were hurt, | nine of them badly"."""
    of = run[0] + 1
    return line.low(run[0] - 1) in _APART and line.low(of) == "of" and line.low(of + 1) in _THEM


def is_part(line: Line, run: tuple[int, int], proof: tuple[int, int]) -> bool:
    """Whether the figure at `run` picks some out of those whom the words at `proof` count.

    "Four of the deceased were foreign" is no toll, nor "six of them crew members" or "of the 40
    passengers, 22 were pilgrims" a number of people aboard. What the words say of the part itself
    is another matter: "12 of them died".
    """
    of = run[0] + 1
    if line.low(run[1]) in _BE and line.low(run[1] + 1) in _AMONG:
        return True  # "six deaths were of children"
    if line.low(of) == "of" and line.low(of + 1) in _THEM | _OWN:
        if line.low(of + 1) in _OWN and proof[0] in (of + 2, of + 3):
            return True
        return proof[1] <= run[0] and _parted(line, proof[1], run[0])
    if line.low(of) == "of" and line.low(of + 1) in _THE and is_number(line.low(of + 2)):
        return of + 2 <= proof[0] <= of + 3  # "40 of the 60 passengers"
    return _behind_whole(line, run[0]) and proof[1] <= run[0]


def _behind_whole(line: Line, first: int) -> bool:
    """Whether a clause that opens "of the 40 passengers," stands right before the figure."""
    if line.low(first - 1) != ",":
        return False
    for index in range(first - 2, max(-1, first - _CLAUSE), -1):
        if line.low(index) == "of":
            return index == 0 or line.low(index - 1) in _APART
        if line.low(index) in _APART:
            return False
    return False


def _parted(line: Line, first: int, end: int) -> bool:
    return any(line.low(index) in _APART for index in range(first, end))


def part_words(line: Line, run: tuple[int, int]) -> str | None:
    """What marks the part, a few words behind the figure: "crew members", "from overseas".

    Where none do, the words that it is taken from: "two | of the injured, a woman and a boy".
    """
    place = run[0] + 1
    of = ""
    if line.low(run[1]) in _BE and line.low(run[1] + 1) in _AMONG:
        place = run[1] + 2
    if line.low(place) == "of":
        named = line.low(place + 1) not in _THEM
        of = " ".join(line.low(index) for index in range(place, place + 3)) if named else ""
        place += 3 if named else 2
    while line.low(place) in _BE:
        place += 1
    words: list[str] = []
    while len(words) < _WORDS and line.low(place)[:1].isalnum() and line.low(place) not in _JOINS:
        words.append(line.low(place))
        place += 1
    return " ".join(words) or of or None


def scene_behind(line: Line, first: int) -> str | None:
    """The words for a place from `first` on ("in the town of Tel Asa"), name and all; or None."""
    if line.low(first) not in _WHERE:
        return None
    words = [line.low(first)]
    for index in range(first + 1, first + 1 + _SCENE):
        if not line.low(index)[:1].isalpha():
            return None
        words.append(line.low(index))
        if line.words[index].capital:
            return " ".join([*words, *_rest_of_name(line, index + 1)])
    return None


def _rest_of_name(line: Line, place: int) -> list[str]:
    """The words of a name from `place` on: "Davao | del Sur", "North | Cotabato"."""
    words: list[str] = []
    while place < len(line.words) and len(words) < _SCENE:
        joins = line.low(place) in _IN_NAMES and place + 1 < len(line.words)
        if not line.words[place].capital and not (joins and line.words[place + 1].capital):
            break
        words.append(line.low(place))
        place += 1
    return words


_IN_NAMES = listed("de del da do dos la al el")


def scene_ahead(line: Line) -> str | None:
    """The place that a sentence opens with, "in" and all: "In Orsha, two bodies were found"."""
    scene = scene_behind(line, 0)
    if scene is None:
        return None
    end = len(scene.split())
    while end < len(line.words) and line.words[end].capital:
        end += 1
    return scene if line.low(end) == "," else None


_WHERE = listed("in at near")
_SCENE = 4
