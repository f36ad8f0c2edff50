"""What a paper that is not the real thing says of itself, in its own language."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from recovery_cli.i18n import fallback
from recovery_cli.notes.ledger import Note

_VOID: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "en": ("VOID: this note does not count any more", "VOID: replaced by note {}"),
        "es": ("ANULADA: esta nota ya no vale", "ANULADA: la sustituye la nota {}"),
        "it": ("ANNULLATA: questa nota non vale più", "ANNULLATA: sostituita dalla nota {}"),
    }
)
_STANDING: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "paid": MappingProxyType(
            {
                "en": "PAID: this note has been paid",
                "es": "PAGADA: esta nota ya se ha pagado",
                "it": "PAGATA: questa nota è già stata pagata",
            }
        ),
        "refused": MappingProxyType(
            {
                "en": "REFUSED: the receipt for this note was not paid",
                "es": "RECHAZADA: el recibo de esta nota no se ha pagado",
                "it": "RIFIUTATA: la ricevuta di questa nota non è stata pagata",
            }
        ),
    }
)
_REVIEW: Mapping[str, str] = MappingProxyType(
    {
        "en": "FOR REVIEW: not to be sent before a manager has read it",
        "es": "PARA REVISAR: no se envía antes de que la lea un responsable",
        "it": "DA RIVEDERE: non si manda prima che la legga un responsabile",
    }
)


def standing(language: str, note: Note) -> tuple[str, ...]:
    """For a note that nobody can bring any more: void, paid or refused."""
    if note.void:
        return (void(language, note.successor),)
    said = _STANDING.get(note.status)
    return () if said is None else (said[fallback(language, said)],)


def void(language: str, successor: str) -> str:
    """For a note that does not count any more, with the number of the one that does if there is one."""
    alone, replaced = _VOID[fallback(language, _VOID)]
    return replaced.format(successor) if successor else alone


def review(language: str) -> str:
    """For a letter that a manager reads first."""
    return _REVIEW[fallback(language, _REVIEW)]
