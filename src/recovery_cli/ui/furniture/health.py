"""What `recover doctor` and `recover template` tell."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

HEALTH: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "health-ok": ("ok", "bien", "bene"),
        "health-note": ("note", "nota", "nota"),
        "health-fault": ("fault", "fallo", "guasto"),
        "health-version": ("Version", "Versión", "Versione"),
        "health-workspace": ("Workspace", "Carpeta", "Cartella"),
        "health-settings": ("Settings", "Ajustes", "Impostazioni"),
        "health-business": ("Business", "Negocio", "Attività"),
        "health-logo": ("Logo", "Logotipo", "Logo"),
        "health-typeface": ("Typeface", "Tipografía", "Font scelti"),
        "health-playbooks": ("Playbooks", "Playbooks", "Playbook"),
        "health-templates": ("Templates", "Plantillas", "Modelli"),
        "health-journal": ("Journal", "Registro", "Registro"),
        "health-key": ("Key", "Clave", "Chiave"),
        "health-signatory": ("Signatory", "Firmante", "Firmatario"),
        "health-no-people": (
            "`roles:` names nobody: notes are signed by a role",
            "`roles:` no nombra a nadie: firma un cargo",
            "`roles:` non nomina nessuno: firma un ruolo",
        ),
        "health-no-signatory": (
            "no `signatory:`: the business answers, no person",
            "falta `signatory:`: responde el negocio, no alguien",
            "manca `signatory:`: risponde l'attività, non qualcuno",
        ),
        "health-no-key": (
            "none: notes are issued without a signature",
            "ninguna: las notas salen sin firma digital",
            "nessuna: le note escono senza firma digitale",
        ),
        "health-key-good": ("{}; older ones kept: {}", "{}; anteriores guardadas: {}", "{}; precedenti conservate: {}"),
        "health-key-alone": (
            "its public half is gone from {}",
            "falta su mitad pública en {}",
            "manca la sua metà pubblica in {}",
        ),
        "health-chain": ("Record", "Cadena", "Catena"),
        "health-erasures": ("Erasures", "Borrados", "Cancellazioni"),
        "health-documents": ("Documents", "Documentos", "Documenti"),
        "health-fonts": ("Fonts", "Fuentes", "Caratteri"),
        "health-printers": ("Printers", "Impresoras", "Stampanti"),
        "health-terminal": ("Terminal", "Terminal", "Terminale"),
        "health-no-workspace": ("none here", "aquí no hay", "qui non c'è"),
        "health-demo": (
            "the demo business: papers say SPECIMEN and nobody signs",
            "negocio de muestra: los papeles dicen SPECIMEN y nadie firma",
            "attività di prova: le carte dicono SPECIMEN e nessuno firma",
        ),
        "health-as-demo": (
            "the demo's, {}",
            "los de muestra, {}",
            "quelle di prova, {}",
        ),
        "health-mend": ("Mend {}", "Corrija {}", "Corregga {}"),
        "health-failures": ("{} failures in {} playbooks", "{} casos en {} playbooks", "{} casi in {} playbook"),
        "health-letters": ("{} in {}", "{} en {}", "{} in {}"),
        "health-with-faults": ("{}: {} with faults", "{}: con fallos, {}", "{}: con guasti, {}"),
        "health-not-in-currency": ("not in {1}: {0}", "no en {1}: {0}", "non in {1}: {0}"),
        "health-own-amounts": (
            "Put your own amounts into {}",
            "Ponga sus importes en {}",
            "Metta i suoi importi in {}",
        ),
        "health-after-settings": (
            "cannot be told before the settings are mended",
            "no se puede saber sin corregir los ajustes",
            "non si può dire prima di correggere le impostazioni",
        ),
        "health-in-memory": (
            "in memory: nothing is kept when the program ends",
            "en memoria: al salir no queda nada",
            "in memoria: all'uscita non resta nulla",
        ),
        "health-no-journal": (
            "{}, made with the first incident",
            "{}, se crea con el primer incidente",
            "{}, nasce con il primo incidente",
        ),
        "health-open-mode": (
            "{} can be read by others (mode {})",
            "{}: otros pueden leerlo (modo {})",
            "{}: altri possono leggerlo (modo {})",
        ),
        "health-opens": ("{}, schema {}", "{}, esquema {}", "{}, schema {}"),
        "health-whole": ("whole: {} incidents", "íntegra: {} incidentes", "integra: {} incidenti"),
        "health-torn": ("broken in {} places", "rota en {} lugares", "rotta in {} punti"),
        "health-settled": ("none is pending", "ninguno pendiente", "nessuna in sospeso"),
        "health-pending": (
            "one is pending: somebody still reads the journal",
            "uno pendiente: alguien lee aún el registro",
            "una in sospeso: qualcuno legge ancora il registro",
        ),
        "health-close-others": (
            "Close every other recover, then: recover doctor",
            "Cierre los demás recover; después: recover doctor",
            "Chiuda gli altri recover, poi: recover doctor",
        ),
        "health-no-folder": (
            "{}, made with the first paper",
            "{}, se crea con el primer papel",
            "{}, nasce con la prima carta",
        ),
        "health-unwritable": ("{} may not be written to", "no se puede escribir en {}", "non si può scrivere in {}"),
        "health-anyone": (
            "others may write to {} (mode {})",
            "otros pueden escribir en {} (modo {})",
            "altri possono scrivere in {} (modo {})",
        ),
        "health-covered": (
            "all of {} scripts are covered",
            "las {} escrituras, cubiertas",
            "tutte le {} scritture coperte",
        ),
        "health-uncovered": ("no font for {}", "sin fuente para {}", "nessun carattere per {}"),
        "health-no-printing": (
            "no printing system here",
            "aquí no hay sistema de impresión",
            "qui non c'è un sistema di stampa",
        ),
        "health-no-printers": ("none is set up", "ninguna configurada", "nessuna configurata"),
        "health-not-a-terminal": (
            "none: this goes to a file or a program",
            "ninguno: esto va a un archivo o a un programa",
            "nessuno: questo va in un file o a un programma",
        ),
        "health-screen": ("{} by {}, {}, {}", "{} por {}, {}, {}", "{} per {}, {}, {}"),
        "health-colour": ("colour", "con color", "a colori"),
        "health-no-colour": ("no colour", "sin color", "senza colori"),
        "health-small": (
            "Make it 80 by 24 or larger; until then much is left out.",
            "Hágalo de 80 por 24 o más; hasta entonces falta mucho.",
            "Lo porti almeno a 80 per 24; fino ad allora manca molto.",
        ),
        "health-few-signs": (
            "Accents are dropped here; with them:   LANG=C.UTF-8 recover start",
            "Aquí no salen los acentos; con ellos:   LANG=C.UTF-8 recover start",
            "Qui mancano gli accenti; con quelli:   LANG=C.UTF-8 recover start",
        ),
        "health-well": ("All is well.", "Todo bien.", "Tutto bene."),
        "health-found-one": ("1 thing to mend.", "1 cosa por corregir.", "1 cosa da correggere."),
        "health-found": ("{} things to mend.", "{} cosas por corregir.", "{} cose da correggere."),
        "templates-shipped": ("shipped", "de serie", "di serie"),
        "templates-workspace": ("yours", "suya", "suo"),
        "templates-broken": ("broken", "con fallos", "guasto"),
        "templates-needed": ("needed", "necesario", "serve"),
        "templates-optional": ("optional", "opcional", "facoltativo"),
        "templates-all-sound": (
            "{} templates in {}: all can be used.",
            "{} plantillas en {}: todas se pueden usar.",
            "{} modelli in {}: tutti utilizzabili.",
        ),
        "templates-one-fault": (
            "1 fault, in {} of {} templates.",
            "1 error, en {} de {} plantillas.",
            "1 errore, in {} di {} modelli.",
        ),
        "templates-faults": (
            "{} faults, in {} of {} templates.",
            "{} errores, en {} de {} plantillas.",
            "{} errori, in {} di {} modelli.",
        ),
    }
)
