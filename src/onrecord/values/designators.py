"""Numbers that count and measure nothing: names, ages, scores, telephone numbers, addresses."""

from __future__ import annotations

from onrecord.registers.units import load_units
from onrecord.values.ages import is_age
from onrecord.values.bounds import BEFORE
from onrecord.values.lexer import Tokens, bag
from onrecord.values.measures import is_coin, rand
from onrecord.values.nouns import STOPS, is_plural
from onrecord.values.numbers import Number, read_number

_TITLES = bag(
    "resolution flight route interstate highway article section chapter clause paragraph page "
    "no nos number numbers room gate channel phase tier level type model mark grade category "
    "version figure table volume vol issue act line apollo boeing airbus formula windows area "
    "zone district ward group pier terminal platform runway bus tram train apartment apt unit "
    "suite box case file order directive regulation rule proposition amendment title schedule "
    "annex appendix region lot exhibit season episode round week week-end stage day year verse "
    "psalm covid generation gen class seed ranked ranking ps xbox iphone galaxy exit junction mile "
    "battalion brigade regiment squadron division company fleet hwy rte sr us-"
)
"""Words after which a number is a name's part ("Resolution 1718", "page 4")."""
_WEAK = bag("day week year line type level group class unit train bus case order mile no company")
"""Those of them that count only with a capital or before digits alone at a phrase's end."""
_RANKED = bag("day region category grade phase episode chapter act level tier stage round group")
"""Those that a number word may follow, too: "on day five"."""
_STREETS = bag(
    "street road avenue lane drive boulevard square way court place terrace close crescent st rd "
    "ave blvd ln dr hwy parkway pkwy"
)
_MARKS_BEFORE = frozenset({"/", "@", "_", "\\", "&", "="})
_DASHES = frozenset({"-", "–", "—"})
_PREFIXES = frozenset({"sub", "plus", "minus"})
_PRONOUN_BEFORE = bag("no any each every this that the which every some first only other")


def bare_alone(tokens: Tokens, number: Number) -> bool:
    """Whether a number with no unit and nothing counted is a year, a name or a pronoun after all.

    "in 2019 2020", "the 488 Pista", "top 10", "Apollo 11" at the start of a sentence, "one".
    """
    first, end = number.first, number.end
    before = tokens.word(first - 1)
    if not number.digits:
        return number.amount == 1 and end - first == 1
    plain = end - first == 1 and tokens.words[first].isdecimal()
    if plain and len(tokens.words[first]) == 4 and 1900 <= number.amount <= 2060:
        return True
    if before == "top" or (before == "-" and tokens.word(first - 2) == "top"):
        return True
    named = plain and tokens.capital(end) and not tokens.opens(end) and tokens.word(end).isalpha()
    if named and before in ("the", "a", "an", "new", "this", "its", "our"):
        return True
    titled = tokens.capital(first - 1) and tokens.opens(first - 1) and before.isalpha()
    return plain and titled and before not in STOPS and (before,) not in BEFORE


def left_alone(tokens: Tokens, number: Number) -> str | None:
    """Why a number is no quantity ("name", "age", "score", …); None where it may be one."""
    first, end = number.first, number.end
    before, after = tokens.word(first - 1), tokens.word(end)
    joined_before = first > 0 and tokens.touches(first - 1)
    joined_after = tokens.touches(end - 1)
    if number.digits:
        glued = joined_before and (before.isalpha() or before in _MARKS_BEFORE)
        if glued and not _currency_letters(tokens, number):
            return "name"
        within = joined_before and first > 1 and tokens.touches(first - 2)
        if within and before in (".", "'", "’", ":"):
            return "code"
        named = tokens.word(first - 2).isalpha() and tokens.word(first - 2) not in _PREFIXES
        model = tokens.word(first - 3) in _TITLES  # "Boeing 737-800"
        coded = tokens.touches(first - 3) and tokens.word(first - 3).isalpha()  # "K2-18b"
        named |= tokens.word(first - 2).isdecimal() and (model or coded)
        if within and before in _DASHES and named:
            return "name"  # "KN-23", "F-16", "top-10"
        if before == "#":
            return "name"
        if joined_after and after in ("st", "nd", "rd", "th", "s"):
            return "ordinal"
        coded = joined_after and after in ("/", ":", "@", "_", "\\") and end < len(tokens) - 1
        if coded and (after != "/" or tokens.word(end + 1)[:1].isdigit()):
            return "code"
        if _score(tokens, number):
            return "score"
        if _telephone(tokens, first):
            return "code"
        if before in ("(", "[") and after in (")", "]"):
            return "reference"  # "in most of those asked (19)"
        if after == ")" and before in _BEFORE_ITEM and number.amount < 30 and not number.places:
            return "reference"  # "in two ways: 1) by road, 2) by sea"
        if before == "per":
            return "rate"  # "six per 100,000": neither counts anything
    if after == "per" and tokens.word(end + 1)[:1].isdigit():
        return "rate"
    if is_age(tokens, number):
        return "age"
    if _share(tokens, number):
        return "share"
    return "name" if _named(tokens, number) else None


_BEFORE_ITEM = frozenset({"", "\n", ":", ";", ",", "-", "–", "—", "and", "or", "."})


def _share(tokens: Tokens, number: Number) -> bool:
    """Either number of "one in five" and "a three-in-ten chance"."""
    first, end = number.first, number.end
    opens = tokens.words[end : end + 3] == ["-", "in", "-"]
    ends = tokens.words[max(0, first - 3) : first] == ["-", "in", "-"]
    one = tokens.word(end) == "in" and tokens.word(first) in ("one", "1")
    if one and end - first == 1:
        second = read_number(tokens, end + 1)
        unit = load_units().first_words
        whole = second is not None and not second.places and second.amount <= 1000
        return whole and second is not None and tokens.word(second.end) not in unit
    after = tokens.word(first - 1) == "in" and tokens.word(first - 2) in ("one", "1")
    return opens or ends or (after and tokens.word(end) not in load_units().first_words)


def _currency_letters(tokens: Tokens, number: Number) -> bool:
    """ "EUR5m", "$US5": a coin's letters right before the number."""
    first = number.first
    if tokens.word(first - 2) == "$" or (tokens.printed(first - 1) == "R" and rand(tokens, number)):
        return True
    return is_coin(tokens.printed(first - 1), load_units())


def _telephone(tokens: Tokens, first: int) -> bool:
    """Three or more groups of digits in a row, or a plus sign before one."""
    if tokens.word(first - 1) == "+":
        return True
    run, k = 1, first - 1
    while run < 4 and tokens.word(k).isdecimal():
        run, k = run + 1, k - 1
    if run > 1 and tokens.word(k) == "+":
        return True
    k = first + 1
    while run < 4 and tokens.word(k).isdecimal():
        run, k = run + 1, k + 1
    return run >= 3


def _voted(tokens: Tokens, number: Number) -> bool:
    """Either number of "voted 70 to 20" and "a 230-to-197 vote"."""
    first, end = number.first, number.end
    if tokens.words[end : end + 3] == ["-", "to", "-"]:
        return True
    if tokens.words[max(0, first - 3) : first] == ["-", "to", "-"]:
        return True
    second = first - 2 if tokens.word(first - 1) == "to" and number.digits else first
    other = tokens.word(end + 1) if second == first and tokens.word(end) == "to" else ""
    both = other.isdecimal() or (second != first and tokens.word(second).isdecimal())
    return both and tokens.word(second - 1) in ("voted", "votes", "vote")


def _score(tokens: Tokens, number: Number) -> bool:
    """ "3-2", "21-14-7", "555-0100": digits in a chain, with nothing measured behind them."""
    first, end = number.first, number.end
    if _voted(tokens, number):
        return True
    if number.scaled:
        return False  # the 3 million of "2-3 million"
    chain = 1
    k = end
    while tokens.word(k) in _DASHES and tokens.touches(k - 1) and tokens.touches(k):
        if not tokens.word(k + 1)[:1].isdigit():
            return False
        chain, k = chain + 1, k + 2
        if chain > 6:
            return True
    j = first
    while (
        j > 1 and tokens.words[j - 1] in _DASHES and tokens.touches(j - 1) and tokens.touches(j - 2)
    ):
        if not tokens.words[j - 2][0].isdigit():
            return False
        chain, j = chain + 1, j - 2
        if chain > 6:
            return True
    if chain == 1:
        return _spaced_score(tokens, number)
    if chain > 2:
        return True
    low, high = tokens.words[j], tokens.words[k - 1]
    a, b = low.replace(",", ""), high.replace(",", "")
    if low.startswith("0") and len(low) > 1 and "." not in low:
        return True
    plain = all(len(x) < 16 and x.replace(".", "", 1).isdecimal() for x in (a, b))
    ordered = plain and float(a) < float(b)
    follows = tokens.word(k)
    measured = follows[:1].isalpha() or follows in ("%", "$", "€", "£", "°", "-")
    return not (ordered and measured)


def _spaced_score(tokens: Tokens, number: Number) -> bool:
    """ "won 2 – 1": a dash with blanks, small numbers, and nothing counted behind them."""
    if number.places or number.amount > 99 or number.end - number.first > 1:
        return False
    behind = tokens.word(number.end) in _DASHES and tokens.word(number.end + 1).isdecimal()
    ahead = tokens.word(number.first - 1) in _DASHES and tokens.word(number.first - 2).isdecimal()
    last = number.end + 2 if behind else number.end
    mark = number.end if behind else number.first - 1
    if not (behind or ahead) or tokens.touches(mark) or tokens.touches(mark - 1):
        return False
    after = tokens.word(last)
    return not (_counts(tokens, last) or after in load_units().first_words or after == "%")


def _named(tokens: Tokens, number: Number) -> bool:
    first, end = number.first, number.end
    before, after = tokens.word(first - 1), tokens.word(end)
    if not number.digits:
        lettered = tokens.capital(first) and tokens.capital(first - 1) and before.isalpha()
        if (
            lettered
            and end - first == 1
            and not tokens.opens(first - 1)
            and _in_prose(tokens, first)
        ):
            return not _counts(tokens, end)  # "World War Two", "Channel One"
        ranked = before in _RANKED and end - first == 1 and not _counts(tokens, end)
        return before == "number" or ranked or _pronoun(tokens, number)
    known = tokens.capital(first - 1) and before.isalpha() and not tokens.opens(first - 1)
    alone = known and end - first == 1 and before not in STOPS
    if alone and tokens.words[first].endswith(".0") and not _counts(tokens, end):
        return after not in load_units().first_words  # "Harbour 2.0"
    dated = tokens.words[first].isdecimal() and len(tokens.words[first]) == 4
    if (
        alone
        and dated
        and 1950 <= number.amount <= 2049
        and not is_coin(tokens.printed(first - 1), load_units())
    ):
        return True  # "the Lantern Fair 2019 goes on"
    if number.scaled or "," in tokens.words[first] or number.places:
        if before in ("no", "number") and number.scaled:
            return False
        return number.places > 0 and before in ("version", "windows", "ios", "android", "section")
    if before == "." and tokens.word(first - 2) in ("no", "nos", "vol", "apt"):
        return True
    printed = tokens.printed(first - 1)
    capital = tokens.capital(first - 1) and not tokens.opens(first - 1)
    capital |= len(printed) > 2 and printed[1:] != printed[1:].lower() and not printed.isupper()
    if before in _TITLES:
        if before == "no":
            return capital or (tokens.opens(first - 1) and tokens.capital(first - 1))
        if before not in _WEAK or tokens.capital(first - 1):
            return not _counts(tokens, end) or before in _SURE
        return not _counts(tokens, end)
    if tokens.capital(end) and _street(tokens, end):
        return True
    lettered = len(before) > 1 or tokens.word(first - 2) == "&"  # "S&P 500"
    if before in ("usd", "rmb") or is_coin(tokens.printed(first - 1), load_units()):
        return False
    if capital and before.isalpha() and lettered:
        measured = after in load_units().first_words and end - first == 1
        return not (_counts(tokens, end) or measured or after == "%")
    return _listed(tokens, number)


def _in_prose(tokens: Tokens, i: int) -> bool:
    """Whether words before the token are lower case, so that a capital tells something."""
    near = range(max(0, i - 6), i)
    return any(tokens.words[k].isalpha() and not tokens.capital(k) for k in near)


def _listed(tokens: Tokens, number: Number) -> bool:
    """Whether the number is a list's: "3. Results fall", at the start of a line."""
    first, end = number.first, number.end
    opens = first == 0 or tokens.word(first - 1) == "\n"
    mark = tokens.word(end) in (".", ")") and tokens.touches(end - 1)
    return opens and mark and end - first == 1 and tokens.capital(end + 1)


_SURE = bag(
    "category resolution flight route interstate boeing airbus article apollo highway formula covid"
)


def _counts(tokens: Tokens, end: int) -> bool:
    """Whether something countable or a unit seems to follow."""
    word = tokens.word(end)
    if word in ("%", "percent", "km", "m", "kg", "mph", "dead", "others", "killed", "injured"):
        return True
    for k in range(end, end + 3):
        word = tokens.word(k)
        if not word[:1].isalpha() or word in STOPS:
            return False
        if is_plural(word):
            return True
    return False


def _street(tokens: Tokens, end: int) -> bool:
    return any(
        tokens.word(k) in _STREETS and tokens.capital(k) for k in range(end, end + 4)
    ) and not is_plural(tokens.word(end))


def _pronoun(tokens: Tokens, number: Number) -> bool:
    """ "no one", "one another", "the one that", "one's", "one day"."""
    first, end = number.first, number.end
    word, before, after = tokens.words[first], tokens.word(first - 1), tokens.word(end)
    if word in ("zero", "half") and before in ("ground", "the", "first", "second"):
        return True
    if word != "one" or end - first != 1:
        return False
    if after in ("another", "'", "’") or (before in ("-",) and tokens.touches(first - 1)):
        return True
    if (
        after in ("day", "time")
        or (after == "by" and tokens.word(end + 1) == "one")
        or before == "by"
    ):
        return True
    if after == "-" and tokens.word(end + 1) in ("time", "on", "off", "sided", "way", "third"):
        return True
    verb = after.endswith("s") and is_plural(after)
    if verb and before in ("if", "when", "unless", "as", "that", "how", "where", "than"):
        return True  # "if one hopes"
    return before in _PRONOUN_BEFORE and after not in ("missile", "person", "man", "woman")
