"""One file a verb: parse, call one function, print."""


def main() -> None:
    """Placeholder replaced below."""
