"""The texts of all files of a package: what each file asks about the others is worked out once, not once for each file."""

from __future__ import annotations


class PackageTexts(tuple[bytes, ...]):
    """The texts, in the order in which the compiler gets the files."""

    _mentioned: dict[bytes, bool]
    _places: dict[bytes, int]

    def mentions(self, word: bytes) -> bool:
        """Whether some file holds a word, wherever it stands."""
        known: dict[bytes, bool] = self.__dict__.setdefault("_mentioned", {})
        if word not in known:
            known[word] = any(word in text for text in self)
        return known[word]

    def before(self, text: bytes) -> tuple[bytes, ...]:
        """The files in front of one; none if it is not a file of the package."""
        places: dict[bytes, int] = self.__dict__.setdefault("_places", {})
        if not places:
            # Of equal texts the first one counts.
            places.update((each, place) for place, each in reversed(list(enumerate(self))))
        return self[: places.get(text, 0)]
