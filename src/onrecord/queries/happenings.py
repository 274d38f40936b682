"""Which mentions are of one happening, as readers joined them, and how many reports tell of it."""

from __future__ import annotations

from collections import defaultdict


class Happenings:
    """Mentions joined to happenings as readers joined them, with the reports that tell of each.

    Only for weighing: what persons split or moved is left aside.
    """

    def __init__(self) -> None:
        self._up: dict[str, str] = {}
        self._reports: dict[str, set[str]] = defaultdict(set)
        self._keys: dict[str, list[str]] = defaultdict(list)
        self._changed: set[str] = set()
        self._times: dict[str, int] = defaultdict(int)

    def tell(self, mention: str, report: str) -> None:
        """That this report tells of the mention's happening."""
        root = self._root(mention)
        if report not in self._reports[root]:
            self._reports[root].add(report)
            self._changed.add(root)
            self._times[root] += 1

    def holds(self, mention: str, key: str) -> None:
        """That an item hangs on the mention's happening."""
        self._keys[self._root(mention)].append(key)
        self.touch(mention)

    def touch(self, mention: str) -> None:
        """That something of the mention's happening is no longer what it was."""
        self._times[self._root(mention)] += 1

    def all(self) -> list[tuple[str, int]]:
        """A mention of each happening that items hang on, those that most reports tell of first,
        and a number that grows whenever it is touched."""
        roots = [root for root, keys in self._keys.items() if keys]
        roots.sort(key=lambda root: (-len(self._reports[root]), root))
        return [(root, self._times[root]) for root in roots]

    def join(self, one: str, other: str) -> None:
        """That the two are of one happening."""
        less, more = sorted(
            (self._root(one), self._root(other)), key=lambda root: len(self._keys[root])
        )
        if less == more:
            return
        self._up[less] = more
        self._reports[more] |= self._reports.pop(less, set())
        self._keys[more] += self._keys.pop(less, [])
        self._times[more] += self._times.pop(less, 0) + 1
        self._changed.add(more)

    def reports(self, mention: str) -> int:
        """How many reports tell of the mention's happening."""
        return len(self._reports[self._root(mention)])

    def keys(self, mention: str) -> list[str]:
        """The items that hang on the mention's happening."""
        return self._keys[self._root(mention)]

    def changed(self) -> set[str]:
        """The happenings that more reports tell of than when this was last asked."""
        changed, self._changed = self._changed, set()
        return {self._root(root) for root in changed}

    def _root(self, mention: str) -> str:
        while (up := self._up.get(mention)) is not None:
            above = self._up.get(up)
            if above is not None:
                self._up[mention] = above  # halves the way for the next
            mention = up
        return mention
