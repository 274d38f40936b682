"""Why an input is no report: each a named problem with its remedy."""

from __future__ import annotations

from onrecord.errors import SkipItem


class BadReport(SkipItem):
    """The input is not in the form that its name or media type promises."""

    code = "bad-report"


class Undecodable(SkipItem):
    """The bytes are no text in any encoding that was declared or is usual."""

    code = "undecodable"


class NoText(SkipItem):
    """Nothing was found that could be read."""

    code = "no-text"


class NotAnArticle(SkipItem):
    """A page of another kind: a front page, a list, a search, an error page."""

    code = "not-an-article"


class NotEnglish(SkipItem):
    """The text is in a language that onrecord does not read."""

    code = "not-english"


class ConsentPage(SkipItem):
    """A page that asks for consent or for proof of being a person stands before the article."""

    code = "consent-page"


class PaymentPage(SkipItem):
    """A page that asks for payment or a login stands before the article."""

    code = "payment-page"
