"""The law and the decisions the rules apply, and the day they were read."""

from datetime import date

from guide.law import Citation

READ_ON = date(2026, 11, 22)


def ceseda(article: str) -> Citation:
    return Citation("CESEDA", article, READ_ON)


PROTECTED = ceseda("L. 561-2")
PARTNERS = ceseda("L. 561-2, 1°")
COHABITING = ceseda("L. 561-2, 2°")
PARTNERS_OF_ANY_KIND = ceseda("L. 561-2, 1° et 2°")
CHILDREN = ceseda("L. 561-2, 3°")
MINOR = ceseda("L. 561-2, al. 5")  # the paragraph on the unmarried minor, after 1°, 2° and 3°
AGE_OF_CHILDREN = ceseda("L. 561-2, dernier alinéa")
SIBLING_AGE = ceseda("L. 561-2, al. 5 et 6")
STATELESS = ceseda("L. 582-5")
REFUSALS = ceseda("L. 561-3, 1°")
WHOLE_FAMILY = ceseda("L. 561-4 et L. 434-1")
WAY_A = ceseda("L. 561-4 et L. 434-3")
WAY_B = ceseda("L. 561-4 et L. 434-4")
OTHER_UNION = ceseda("L. 561-2, L. 561-4, L. 434-3 et L. 434-4")
STEPCHILD = ceseda("L. 561-4, L. 434-3 et L. 434-4")
FILIATION = ceseda("L. 561-4 et L. 434-5")
POLYGAMY = ceseda("L. 561-4 et L. 434-9, al. 1")
VISA = ceseda("L. 561-5 et R. 561-1")
DECLARATION = ceseda("L. 561-2 et L. 561-5")
UNCERTAIN_DATE = ceseda("L. 561-5 et L. 121-9")
REGROUPEMENT = ceseda("L. 434-1 à L. 434-4")
REGROUPEMENT_CONDITIONS = ceseda("L. 434-2 et L. 434-7")
FAMILY_CARD = ceseda("L. 424-3, 2°, L. 424-11, 2° et L. 424-19, 2°")
TEMPORARY_PROTECTION = ceseda("R. 581-9")

AGE_FROZEN = Citation("CE", "avis, 29 juin 2023, n° 472495", READ_ON)
OTHER_UNION_AT_18 = Citation("CE", "27 nov. 2023, n° 471525", READ_ON)
SEVERAL_SPOUSES = Citation("CE", "16 avr. 2010, n° 318726", READ_ON)
LATE_REGISTRATION = Citation("CAA Nantes", "4 avr. 2025, n° 23NT01176", READ_ON)
CHILD_OF_LATE_COUPLE = Citation("CAA Nantes", "1er avr. 2025, n° 23NT02958", READ_ON)
MISSING_PARENT = Citation("CAA Nantes", "7 oct. 2025, n° 24NT02069", READ_ON)
FAMILY_CARD_HOLDER = Citation("CAA Nantes", "9 janv. 2026, n° 24NT03393", READ_ON)
UNDECLARED = Citation("CAA Nantes", "6 mai 2025, n° 24NT01103", READ_ON)
EU_MINOR = Citation("CJUE", "12 avr. 2018, C-550/16", READ_ON)
EU_MINOR_AT_APPLICATION = Citation("CJUE", "1er août 2022, C-273/20 et C-355/20", READ_ON)
CIVIL_CODE_47 = Citation("Code civil", "art. 47", READ_ON)
CHILD_INTEREST = Citation("CIDE", "art. 3-1", READ_ON)
PRIVATE_LIFE = Citation("CEDH", "art. 8", READ_ON)
