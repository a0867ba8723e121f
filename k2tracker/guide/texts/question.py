"""What a question of the guide and its answer are."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its answer, a paragraph a sentence or more.

    claims: ids of the claims that the answer rests on. sources: citations besides, as `claim_papers` reads
    them. pages: names of addresses where the reader can check it, with the words of the link.
    """

    slug: str
    asked: str
    answer: tuple[str, ...]
    claims: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    pages: tuple[tuple[str, str], ...] = field(default=())
