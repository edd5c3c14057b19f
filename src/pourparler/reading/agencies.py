"""News agencies: the short forms that datelines and credit lines use, and the names they stand for."""

from __future__ import annotations

import re

_NAMES = {
    "AA": "Anadolu Agency",
    "AAP": "Australian Associated Press",
    "AFP": "Agence France-Presse",
    "ANI": "Asian News International",
    "ANSA": "ANSA",
    "AP": "Associated Press",
    "ARMENPRESS": "Armenpress",
    "BERNAMA": "Bernama",
    "CNA": "Central News Agency",
    "CP": "Canadian Press",
    "DPA": "dpa",
    "EFE": "EFE",
    "IANS": "Indo-Asian News Service",
    "INTERFAX": "Interfax",
    "IRNA": "Islamic Republic News Agency",
    "ISNA": "Iranian Students' News Agency",
    "ITAR-TASS": "TASS",
    "KCNA": "Korean Central News Agency",
    "KYODO": "Kyodo News",
    "MENA": "Middle East News Agency",
    "NEWSIS": "Newsis",
    "PA": "PA Media",
    "PTI": "Press Trust of India",
    "REUTERS": "Reuters",
    "RIA": "RIA Novosti",
    "SANA": "Syrian Arab News Agency",
    "SPUTNIK": "Sputnik",
    "TASNIM": "Tasnim News Agency",
    "TASS": "TASS",
    "UKRINFORM": "Ukrinform",
    "UNI": "United News of India",
    "UPI": "United Press International",
    "WAFA": "WAFA",
    "XINHUA": "Xinhua News Agency",
    "YONHAP": "Yonhap News Agency",
}
_FULL = {name.casefold(): name for name in _NAMES.values()} | {
    "the associated press": "Associated Press",
    "xinhua": "Xinhua News Agency",
    "press association": "PA Media",
}
_DECORATION = re.compile(r"^(?:the\s+)?(.*?)(?:\.com|\s+news\s+service)?[\s.]*$", re.IGNORECASE | re.DOTALL)


def is_agency(name: str) -> bool:
    """Is this the short form or the name of a news agency that we know?"""
    plain = " ".join(name.split())
    return plain.upper() in _NAMES or plain.casefold() in _FULL


def agency_name(name: str) -> str:
    """The plain name behind a short form; a name that we don't know stays as it is written."""
    plain = " ".join(name.split())
    known = _NAMES.get(plain.upper()) or _FULL.get(plain.casefold())
    if known:
        return known
    bare = _DECORATION.sub(r"\1", plain)
    return _NAMES.get(bare.upper()) or _FULL.get(bare.casefold()) or plain.rstrip(".")
