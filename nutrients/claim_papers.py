"""The papers and reports that the claims rest on, each once, and how each was read for this project.

A reference of a claim is a citation with what is said of it in brackets, such as "(rats)". Two citations of
one DOI are one paper.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from .claim import Claim


class Check(StrEnum):
    """How a paper was read: its own text or abstract, a page that reproduces it, or out of memory.

    NOT_NOTED: the compilers wrote down no more than the citation.
    """

    READ = "read"
    SECOND_HAND = "second-hand"
    MEMORY = "memory"
    NOT_NOTED = "not noted"


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference taken apart. doi, pmc: its identifiers, or None. note: what is said of it, or ""."""

    citation: str
    doi: str | None
    pmc: str | None
    note: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper and the claims that name it, in their order."""

    citation: str
    doi: str | None
    pmc: str | None
    check: Check
    claim_ids: tuple[str, ...]


# Where a paper was read in part, the weaker check stands.
CHECKS: Mapping[Check, tuple[str, ...]] = {
    Check.READ: (
        "Bellinge 2021 JAHA 10:e020551",
        "Bolland 2010 BMJ 341:c3691",
        "Burt 2019 JAMA 322:736",
        "Chung 2016 Ann Intern Med 165:856",
        "Cockayne 2006 Arch Intern Med 166:1256",
        "Demay 2024",
        "Diederichsen 2022 Circulation 145:1387",
        "EFSA NDA 2009",
        "EFSA NDA 2012",
        "EFSA NDA 2012 calcium UL",
        "EFSA NDA 2015",
        "EFSA NDA 2016",
        "EFSA NDA 2017",
        "EFSA NDA 2023",
        "Emaus 2010 Osteoporos Int 21:1731",
        "Endocrine Society 2024",
        "Gast 2009 Nutr Metab Cardiovasc Dis 19:504",
        "Geleijnse 2004 J Nutr 134:3100",
        "Hasific 2023 JACC Adv 2:100643",
        "Huang 2015 Osteoporos Int",
        "IOM 2001",
        "Ikari 2016 Nutr J 15:53",
        "Ikeda 2006 J Nutr 136:1323",
        "Int J Mol Sci 2021 22:8531",
        "Knapen 2013 Osteoporos Int 24:2499",
        "Knapen 2015 Thromb Haemost 113:1135",
        "Kojima 2020 J Nutr 150:599",
        "LeBoff 2022 NEJM 387:299",
        "Li 2023 Front Nutr 10:1115069",
        "MHLW 2025",
        "Mott 2019 Osteoporos Int 30:1543",
        "NHS vitamin D page",
        "Nagata 2017 AJCN 105:426",
        "Schurgers 2004 Blood 104:2682",
        "Schurgers 2007 Blood 109:2823",
        "Schurgers 2007 Blood 109:3279",
        "Shea 2009 AJCN 89:1799",
        "Theuwissen 2013 J Thromb Haemost 11:1085",
        "Torgerson 2018 JAMA Intern Med 178:863",
        "Tsukamoto 2000 J Bone Miner Metab 18:216",
        "Vermeer 2018 Nutrients 10:446",
        "Vlasschaert 2020 Nutrients 12:2909",
        "Wakai 2019 J Pharm Health Care Sci 5:4",
    ),
    Check.SECOND_HAND: (
        "Holick 2011 JCEM 96:1911",
        "IOM 1997",
        "IOM 2011",
        "PMDA patient Q and A on warfarin and natto",
        "Sato 2012 Nutr J 11:93",
    ),
    Check.MEMORY: (
        "General physiology",
        "Haugsgjerd 2020 BMJ Open 10:e035953",
        "Schurgers and Vermeer 2000 Haemostasis 30:298",
    ),
    Check.NOT_NOTED: (
        "Dai 2018 AJCN 108:1249",
        "Fujita 2025 Clin Nutr ESPEN 68:699",
        "Howe 2011 Cochrane",
        "Katagiri 2020 BMJ 368:m34",
        "Ma 2022 Front Public Health 10:979649",
        "Myung 2021 Nutrients 13:368",
        "NIH ODS vitamin K fact sheet",
        "Shea 2021 review",
        "Shojaa 2020 Front Physiol 11:652",
        "Uwitonze 2018 J Am Osteopath Assoc 118:181",
        "WHO review 2020 IJBNPA",
        "van Ballegooijen 2017 Int J Endocrinol 2017:7454376",
    ),
}
_CHECK_OF = {citation: check for check, citations in CHECKS.items() for citation in citations}

_NOTE = re.compile(r" \(([^()]*)\)$")
_DOI = re.compile(r"\s*\bdoi (10\.\S+)")
_PMC = re.compile(r"\s*\b(PMC\d+)")


def read_reference(text: str) -> Reference:
    """A reference of a claim, taken apart."""
    note = _NOTE.search(text)
    rest = _NOTE.sub("", text)
    doi, pmc = _DOI.search(rest), _PMC.search(rest)
    return Reference(
        citation=_PMC.sub("", _DOI.sub("", rest)),
        doi=doi and doi[1],
        pmc=pmc and pmc[1],
        note=note[1] if note else "",
    )


def papers_of(claims: Iterable[Claim]) -> tuple[Paper, ...]:
    """Every paper that the claims name, by its citation.

    Raises KeyError for one of which nobody said how it was read.
    """
    found: dict[str, list[tuple[Reference, str]]] = {}
    for claim in claims:
        for text in claim.references:
            reference = read_reference(text)
            found.setdefault(reference.doi or reference.citation, []).append((reference, claim.id))
    papers = [
        Paper(
            citation=" / ".join(dict.fromkeys(reference.citation for reference, _ in named)),
            doi=named[0][0].doi,
            pmc=named[0][0].pmc,
            check=_CHECK_OF[named[0][0].citation],
            claim_ids=tuple(dict.fromkeys(claim_id for _, claim_id in named)),
        )
        for named in found.values()
    ]
    return tuple(sorted(papers, key=lambda paper: paper.citation.casefold()))
