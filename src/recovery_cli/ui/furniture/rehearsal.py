"""What `recover playbook test` says of scenarios and of what none of them reaches."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

REHEARSAL: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "test-expected": ("expected  {}", "se espera {}", "atteso    {}"),
        "test-got": ("got       {}", "sale      {}", "risulta   {}"),
        "test-fault": ("{} faults", "{} errores", "{} errori"),
        "head-playbook": ("Playbook", "Playbook", "Playbook"),
        "head-scenarios": ("Cases", "Casos", "Casi"),
        "head-walks": ("Walks", "Vueltas", "Giri"),
        "head-steps": ("Steps", "Pasos", "Passi"),
        "head-remedies": ("Remedies", "Remedios", "Rimedi"),
        "head-conditions": ("Branches", "Ramas", "Rami"),
        "head-words": ("Words", "Palabras", "Parole"),
        "head-owed": ("Owed", "Debido", "Dovuto"),
        "head-in": ("Langs", "Leng.", "Lingue"),
        "test-all-playbooks": ("all", "todo", "tutto"),
        "test-unreached": (
            "What no scenario reaches:",
            "Lo que ningún caso alcanza:",
            "Ciò che nessun caso raggiunge:",
        ),
        "test-good": (
            "All as expected: {} walks of {} cases.",
            "Todo como se esperaba: {} vueltas de {} casos.",
            "Tutto come atteso: {} giri di {} casi.",
        ),
        "test-differs": (
            "{} of {} walks do not come to what is expected.",
            "{} de {} vueltas no salen como se esperaba.",
            "{} giri su {} non vanno come atteso.",
        ),
        "test-whole": (
            "Everything declared is reached: {}.",
            "Se alcanza todo lo declarado: {}.",
            "Tutto ciò che è dichiarato è raggiunto: {}.",
        ),
        "test-part": (
            "{} of {} declared things are not reached.",
            "De lo declarado no se alcanza: {} de {}.",
            "Di ciò che è dichiarato non si raggiunge: {} su {}.",
        ),
        "test-none": (
            "There is no scenario here:   {}",
            "Aquí no hay ningún caso:   {}",
            "Qui non c'è nessun caso:   {}",
        ),
    }
)
