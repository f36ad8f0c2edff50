"""Facts that fill every field of the templates, in three languages."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from recovery_cli.i18n import amount_in_words
from recovery_cli.letters.library import Library
from recovery_cli.letters.writer import Writer
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
        "before": "On 14 November we gave away the table that you had booked.",
        "remedies": ("a taxi home", "a dessert for everyone at the table"),
        "undecided": "a second dinner on us",
        "gift": ("a voucher for a dinner for two", "a table by the window", "a credit on your next bill"),
        "owed": ("compensation for the days without service", "whole days without service", "a missed appointment"),
        "rule": ("Automatic compensation, paragraph 4", "rules.example/compensation", "as a credit on your next bill"),
        "asked": "a new jacket",
        "answer": "The cleaner got the stain out, so we cannot pay for another jacket.",
        "instead": "We pay for a second cleaning by a leather specialist.",
        "decider": "Marta Soler, who owns the house,",
        "beyond": "the consumer office, Plaza Nueva 1, Sevilla",
        "care": "We have kept everything as it was, and two of us are going through it hour by hour.",
        "about": "the long wait for your food",
        "public": "The kitchen now takes fewer orders at a time.",
        "hour": "18:00",
        "doing": "We have two people looking for the fault on the line.",
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
        "before": "El 14 de noviembre dimos a otra persona la mesa que usted había reservado.",
        "remedies": ("un taxi a casa", "un postre para toda la mesa"),
        "undecided": "una segunda cena por nuestra cuenta",
        "gift": ("un vale para una cena para dos", "una mesa junto a la ventana", "un abono en su próxima cuenta"),
        "owed": ("compensación por los días sin servicio", "días enteros sin servicio", "una cita incumplida"),
        "rule": (
            "Compensación automática, párrafo 4",
            "normas.example/compensacion",
            "como abono en su próxima factura",
        ),
        "asked": "una chaqueta nueva",
        "answer": "La tintorería quitó la mancha, así que no podemos pagar otra chaqueta.",
        "instead": "Pagamos una segunda limpieza a cargo de una casa especializada en piel.",
        "decider": "Marta Soler, de la propiedad,",
        "beyond": "la oficina de consumo, plaza Nueva 1, Sevilla",
        "care": "Hemos guardado todo como estaba y dos personas lo repasan hora por hora.",
        "about": "la larga espera por su comida",
        "public": "La cocina acepta ahora menos pedidos a la vez.",
        "hour": "las 18:00",
        "doing": "Tenemos a dos personas buscando el fallo en la línea.",
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
        "before": "Il 14 novembre abbiamo dato ad altri il tavolo che aveva prenotato.",
        "remedies": ("un taxi per tornare a casa", "un dolce per tutto il tavolo"),
        "undecided": "una seconda cena a nostre spese",
        "gift": ("un buono per una cena per due", "un tavolo vicino alla finestra", "un credito sul prossimo conto"),
        "owed": ("indennizzo per i giorni senza servizio", "giorni interi senza servizio", "un appuntamento mancato"),
        "rule": (
            "Indennizzo automatico, paragrafo 4",
            "norme.example/indennizzo",
            "con un accredito nella prossima bolletta",
        ),
        "asked": "una giacca nuova",
        "answer": "La tintoria ha tolto la macchia, e quindi non possiamo pagare un’altra giacca.",
        "instead": "Paghiamo una seconda pulizia da chi è specializzato nella pelle.",
        "decider": "Marta Soler, della direzione,",
        "beyond": "lo sportello dei consumatori, plaza Nueva 1, Sevilla",
        "care": "Abbiamo conservato tutto com’era, e in due lo ripercorriamo ora per ora.",
        "about": "la lunga attesa per i piatti",
        "public": "La cucina prende ora meno ordini insieme.",
        "hour": "le 18:00",
        "doing": "Abbiamo due persone che cercano il guasto sulla linea.",
    },
}


def library() -> Library:
    """The shipped templates."""
    return Library(TEMPLATES.joinpath, lambda: [str(file.relative_to(TEMPLATES)) for file in TEMPLATES.rglob("*.*")])


@cache
def writer() -> Writer:
    """One for all tests: reading a template costs more than filling it."""
    return Writer(library())


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


def everything(language: str) -> dict[str, Any]:
    """Facts for every field of every template; those of the incident are personal on purpose."""
    spoken = _SPOKEN[language]
    given = facts(language)
    given["customer"]["email"] = "elena.prats@post.example"
    given["incident"] |= {"occurred_on": date(2026, 11, 20), "before": spoken["before"]}
    given["note"]["successor"] = "BAR01-2026-000131-35"
    given["change"]["by"] = date(2026, 12, 11)
    taxi, dessert = spoken["remedies"]
    return given | {
        "remedies": [
            {"label": taxi, "amount": _euros("18.50"), "up_to": True, "by": date(2026, 12, 8)},
            {"label": dessert},
        ],
        "decision": {"what": spoken["undecided"], "who": "Marta Soler", "by": date(2026, 12, 8)},
        "goodwill": {
            "kind": "voucher",
            "what": spoken["gift"][0],
            "amount": _euros("60.00"),
            "valid_until": date(2027, 5, 31),
            "code": "CENA-4471",
        },
        "entitlements": [_owed(spoken)],
        "payment": {"total": _euros("63.33"), "by": date(2026, 12, 18), "how": spoken["rule"][2]},
        "answer": {
            "asked": spoken["asked"],
            "what": spoken["answer"],
            "instead": spoken["instead"],
            "decided_by": spoken["decider"],
            "decided_on": date(2026, 12, 1),
            "beyond": spoken["beyond"],
        },
        "care": {"doing": spoken["care"]},
        "refusal": {"reason": "after_claim_by", "paid_on": date(2026, 12, 3)},
        "manager": {"name": "Marta Soler", "phone": "955 000 009", "answers_by": date(2026, 12, 2)},
        "reply": {"about": spoken["about"], "change": spoken["public"]},
        "update": {"doing": spoken["doing"], "next_by": date(2026, 12, 11), "next_at": spoken["hour"]},
    }


def gift(language: str, kind: str) -> str:
    """What is given, as the letter names it."""
    what: str = _SPOKEN[language]["gift"][("voucher", "upgrade", "credit").index(kind)]
    return what


def required(template: str, language: str) -> dict[str, Any]:
    """Of `everything`, only what `template` cannot do without."""
    needed = {path for path, field in library().template(template).fields.items() if field.required}
    return dict(_kept(everything(language), needed, ""))


def _kept(group: dict[str, Any], needed: set[str], above: str) -> Iterator[tuple[str, Any]]:
    for name, value in group.items():
        path = f"{above}{name}"
        if isinstance(value, list) and path in needed:
            yield name, [dict(_kept(item, needed, f"{path}[].")) for item in value]
        elif isinstance(value, dict) and (inner := dict(_kept(value, needed, f"{path}."))):
            yield name, inner
        elif path in needed:
            yield name, value


def _euros(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


def _owed(spoken: dict[str, Any]) -> dict[str, Any]:
    label, days, visit = spoken["owed"]
    rule, source, _ = spoken["rule"]
    return {
        "label": label,
        "amount": _euros("63.33"),
        "rule": rule,
        "source": source,
        "lines": [
            {"label": days, "count": 3, "each": _euros("10.34"), "amount": _euros("31.02")},
            {"label": visit, "amount": _euros("32.31")},
        ],
    }
