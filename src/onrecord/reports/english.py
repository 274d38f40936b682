"""Whether a text is English, told by its commonest words; short texts are given the doubt."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

# The commonest function words of each language. A word shared with English stands in both lists
# and so speaks for neither. Source: the closed classes (articles, prepositions, pronouns,
# auxiliaries, conjunctions) of school grammars.
_WORDS: Mapping[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "English": "the of and to in a is that for was on with as by at it from his be are this"
        " have has had not but they he she an or which were their its who been will would said"
        " after when more about there into than also no we i you what can could did",
        "Spanish": "el la los las de del que y en un una por con para su se no es al lo como más"
        " pero sus le ya o este sí porque esta entre cuando muy sin sobre también fue ha había",
        "French": "le la les de des du et à un une en que qui dans pour pas sur au avec il est ce"
        " par plus ne se sont aux cette ses mais ont été son sa nous vous elle comme leur",
        "German": "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine"
        " als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie",
        "Italian": "il la di che e un una in per del della con non è i da le si al dei nel sono"
        " come più gli anche alla lo ha dal delle ma su questo degli della nella era stato",
        "Portuguese": "o a os as de do da que e em um uma para com não por no na se dos das mais"
        " ao foi como mas é são ele ela sua seu pela pelo também já ou entre quando muito",
        "Dutch": "de het een van en in is dat op te zijn voor met die niet aan er om ook als dan"
        " maar bij nog uit wordt door naar heeft hebben ze werd over worden zich deze tot",
        "Swedish": "och att i en det som på är av för med den till inte har de ett om han var men"
        " sig från så kan när vi nu också efter eller under vid hade skulle",
        "Danish or Norwegian": "og i det at en den til er som på de med han af av for ikke der var"
        " mig sig men et har om vi min havde fra skulle være blev etter også",
        "Polish": "i w na z do się nie że jest o to jak po co za od ale przez był dla są tym jego"
        " już tak oraz ze może tego które być",
        "Turkish": "ve bir bu da de için ile çok olarak daha olan en gibi kadar sonra ne ama o"
        " var ise değil olduğu oldu dedi",
        "Indonesian or Malay": "yang dan di dengan untuk pada ini itu dari dalam tidak akan ke"
        " oleh juga telah ada adalah sebagai mereka bisa tersebut kepada karena",
        "Romanian": "și de în a la cu pe care un o din nu că se pentru este mai sau prin al au fost"
        " ale dar după lui sunt fi",
        "Czech or Slovak": "a v se na je že o s z do i to jako za by pro k ve po si od ale jsem"
        " jeho byl které jsou nebo podle",
        "Finnish": "ja on ei että se hän oli ovat joka mutta kun myös niin kuin sen mukaan olla"
        " ole tai jo vain",
        "Hungarian": "a az és hogy nem is egy ez de van volt meg már csak mint szerint el lesz"
        " amely még azt",
        "Vietnamese": "và của là các có được trong cho không một những với người đã này để khi"
        " đến từ về",
        "Swahili": "ya na wa kwa ni katika la za cha kuwa hiyo huo yake watu baada kama lakini",
        "Tagalog": "ang ng sa mga na at ay ni si para kay niya ito hindi mula nang din rin",
    }.items()
}
COMMON = _WORDS["English"]
"""The commonest function words of English, lower case."""

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_LETTER = re.compile(r"[^\W\d_]")
UNKNOWN = "unknown"
"""The language of a text that has no common words of any that we know."""
_SAMPLE = 20_000  # characters that decide
_FEWEST = 25  # words; a shorter text in Latin letters is taken for English


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a text is taken not to be English: the language it looks like, and the count."""

    language: str
    says: str


def not_english(text: str) -> Evidence | None:
    """Evidence that `text` is not English, or None where it is or may be.

    A text of fewer than 25 words in Latin letters is never refused. Otherwise another language
    must have more of its commonest words in the text than English, or English nearly none.

    >>> not_english("Le ministre a dit") is None
    True
    >>> not_english("Правительство сообщило о запуске").language
    'not in Latin letters'
    """
    sample = text[:_SAMPLE]
    letters = len(_LETTER.findall(sample))
    latin = len(_LATIN.findall(sample))
    if letters >= 10 and 2 * latin < letters:
        return Evidence(
            "not in Latin letters", f"{letters - latin} of {letters} letters are not Latin"
        )
    words = [word.lower() for word in _WORD.findall(sample)]
    if len(words) < _FEWEST:
        return None
    english = sum(word in _WORDS["English"] for word in words)
    counts = {
        language: sum(word in common for word in words)
        for language, common in _WORDS.items()
        if language != "English"
    }
    other, most = max(counts.items(), key=lambda item: (item[1], item[0]))
    share = english / len(words)
    if most > english and most / len(words) > 0.12 and share < 0.25:
        return Evidence(
            other,
            f"of {len(words)} words, {most} are common {other} words and {english} common English",
        )
    if len(words) >= 60 and share < 0.08:
        return Evidence(UNKNOWN, f"of {len(words)} words, only {english} are common English ones")
    return None
