"""Facts that fill every field of the templates, in three languages."""

from __future__ import annotations

from copy import deepcopy
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from recovery_cli.i18n import amount_in_words
from recovery_cli.letters.library import Library
from recovery_cli.money import Money

TEMPLATES = Path(__file__).parents[2] / "templates"
LANGUAGES = ("en", "es", "it")

_BUSINESS = {
    "name": "Asador Barlovento",
    "legal_name": "Barlovento Restauración, S. L.",
    "address": "Calle del Puerto 7, 41001 Sevilla",
    "city": "Sevilla",
    "country": "ES",
    "phone": "955 000 000",
    "email": "hola@asador-barlovento.example",
    "tax_id": "B00000000",
    "website": "asador-barlovento.example",
    "colour": "#7a2e1f",
}
_SPOKEN: dict[str, dict[str, Any]] = {
    "en": {
        "garment": ("jacket", "leather", "black", "barbecue sauce", "on the left sleeve"),
        "summary": "While clearing the next table we stained your jacket.",
        "impact": "You had come for a good evening and left with a jacket that you could not wear.",
        "explanation": "It happened because we carried the dishes between the chairs.",
        "change": "From today the dishes are carried along the wall, never between the chairs.",
        "promise": "you leave as you came",
        "role": "manager",
        "cleaner": "Tintorería La Espuma, calle Feria 20,",
    },
    "es": {
        "garment": ("chaqueta", "de piel", "de color negro", "salsa barbacoa", "en la manga izquierda"),
        "summary": "Al recoger la mesa de al lado le manchamos la chaqueta.",
        "impact": "Usted venía a pasar una buena noche y se marchó con una prenda que no podía ponerse.",
        "explanation": "Ocurrió porque llevábamos los platos entre las sillas.",
        "change": "Desde hoy las fuentes se llevan por el lado de la pared, nunca entre las sillas.",
        "promise": "usted se va como vino",
        "role": "encargada",
        "cleaner": "Tintorería La Espuma, calle Feria 20,",
    },
    "it": {
        "garment": ("giacca", "di pelle", "di colore nero", "salsa barbecue", "sulla manica sinistra"),
        "summary": "Mentre sparecchiavamo il tavolo accanto le abbiamo macchiato la giacca.",
        "impact": "Era da noi per una bella serata ed è andata via con un capo che non poteva indossare.",
        "explanation": "È successo perché portavamo i piatti tra le sedie.",
        "change": "Da oggi i piatti passano lungo la parete, mai tra le sedie.",
        "promise": "lei va via come è venuta",
        "role": "responsabile",
        "cleaner": "Tintorería La Espuma, calle Feria 20,",
    },
}


def library() -> Library:
    """The shipped templates."""
    return Library(TEMPLATES.joinpath, lambda: [str(file.relative_to(TEMPLATES)) for file in TEMPLATES.rglob("*.*")])


def facts(language: str) -> dict[str, Any]:
    """Fresh facts, as the composition root makes them."""
    spoken = _SPOKEN[language]
    cap = Money(Decimal("120.00"), "EUR")
    garment = dict(zip(("kind", "material", "colour", "stain", "where"), spoken["garment"], strict=True))
    return deepcopy(
        {
            "business": _BUSINESS,
            "customer": {"name": "Elena Prats", "address": "Calle Betis 12, 3.º B\n41010 Sevilla"},
            "incident": {
                "id": "INC-7K3M",
                **{key: spoken[key] for key in ("summary", "impact", "explanation")},
            },
            "promise": spoken["promise"],
            "note": {
                "number": "BAR01-2026-000123-62",
                "code": "Q2XV-7NTE-N",
                "cap": cap,
                "cap_in_words": amount_in_words(cap, language=language),
                "clean_by": date(2027, 1, 20),
                "claim_by": date(2027, 2, 19),
                "pay_within_days": 10,
                "issued_at": datetime(2026, 11, 21, 21, 13),  # noqa: DTZ001 - local to the business, as facts are
                "keep_until": date(2032, 12, 31),
                "bearer": False,
                "delicate": True,
                "house_cleaner": spoken["cleaner"],
                "signer": {"name": "Ana Ferrer", "role": spoken["role"]},
                "garments": [garment],
            },
            "change": {"what": spoken["change"], "who": "Ana Ferrer"},
            "contact": {
                "name": "Ana Ferrer",
                "role": spoken["role"],
                "phone": "955 000 001",
                "email": "ana@asador-barlovento.example",
                "calls_on": date(2026, 12, 5),
            },
            "letter": {"date": date(2026, 11, 22)},
        }
    )
