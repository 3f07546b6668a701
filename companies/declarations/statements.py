"""The exact wording of the statements; the newest version of each kind comes last.

A declaration stores the full statement, so a change here changes nothing that was signed. Never reword a version: add
a new one.
"""

from typing import NamedTuple

from companies.declarations.models import Declaration

Kind = Declaration.Kind


class DeclarationStatement(NamedTuple):
    version: str
    nl: str
    en: str


STATEMENTS: dict[str, list[DeclarationStatement]] = {
    Kind.OWNERSHIP: [
        DeclarationStatement(
            "2026-11",
            "Ons bedrijf is eigendom van, en staat onder de zeggenschap van, personen of organisaties uit landen van "
            "de Europese Unie of de NAVO. Niemand van daarbuiten kan beslissen wat wij doen.",
            "Our company is owned and controlled by people or organisations from countries of the European Union or "
            "NATO. Nobody from elsewhere can decide what we do.",
        )
    ],
    Kind.ESTABLISHED: [
        DeclarationStatement(
            "2026-11",
            "Ons bedrijf is gevestigd in een land van de Europese Unie of de NAVO, en het werk wordt van daaruit "
            "geleid.",
            "Our company is established in a country of the European Union or NATO, and its work is led from there.",
        )
    ],
    Kind.EXPORT_CONTROL: [
        DeclarationStatement(
            "2026-11",
            "Wij weten voor welke van onze producten, software en technische kennis een exportvergunning nodig is, "
            "volgens Verordening (EU) 2021/821 en de Nederlandse regels voor strategische goederen en diensten.",
            "We know which of our products, software and technical knowledge need an export licence, under Regulation "
            "(EU) 2021/821 and the Dutch rules for strategic goods and services.",
        )
    ],
    Kind.SCREENING: [
        DeclarationStatement(
            "2026-11",
            "Onze mensen die aan een opdracht voor Defensie werken, zijn bereid mee te werken aan een "
            "veiligheidsonderzoek door de overheid.",
            "Our people who work on an assignment for Defence are willing to cooperate in a security screening by the "
            "government.",
        )
    ],
}


def get_current_statement(kind: str) -> DeclarationStatement:
    return STATEMENTS[kind][-1]
