"""What `recover owed` tells, and why a sum is what it is: `law-` and the code of the reason."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

LAW: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "law-nothing": ("nothing", "nada", "niente"),
        "law-limit": ("what is proved, at most {}", "lo que se pruebe, hasta {}", "quanto si prova, fino a {}"),
        "law-no-money": (
            "no sum, but what stands below",
            "no una suma, sino lo de abajo",
            "nessuna somma, ma quanto segue",
        ),
        "law-how": ("How it is worked out", "Cómo se calcula", "Come si calcola"),
        "law-sum": ("Sum", "Suma", "Somma"),
        "law-capped": ("at most {}", "como máximo {}", "al massimo {}"),
        "law-by": ("How it was counted", "Cómo se contó", "Come si è contato"),
        "law-due": ("Due", "Se debe", "Spetta"),
        "law-rule": ("The rule", "La norma", "La norma"),
        "law-from": ("in force from {}", "en vigor desde el {}", "in vigore dal {}"),
        "law-from-to": ("in force from {} to {}", "en vigor del {} al {}", "in vigore dal {} al {}"),
        "law-undated": ("in force from a day not known", "sin fecha conocida", "senza data nota"),
        "law-source": ("Source: {}", "Fuente: {}", "Fonte: {}"),
        "law-checked": ("checked on {}, {}", "comprobado el {}, {}", "verificato il {}, {}"),
        "law-missing": ("not computed; needed: {}", "no se calcula; falta: {}", "non si calcola; manca: {}"),
        "law-paid": ("How it is paid", "Cómo se paga", "Come si paga"),
        "law-automatic": ("without a claim", "sin reclamarlo", "senza chiederlo"),
        "law-on-claim": ("when it is claimed", "si se reclama", "se lo si chiede"),
        "law-pay-by": ("by {}", "a más tardar el {}", "entro il {}"),
        "law-no-pay-by": ("no last day for it is verified", "sin plazo comprobado", "nessun termine verificato"),
        "law-until": ("Time limits", "Plazos", "Termini"),
        "law-after": ("{} after {}", "{} desde {}", "{} da {}"),
        "law-not-if": ("Not owed if", "No se debe si", "Non spetta se"),
        "law-know": ("Good to know", "Conviene saber", "Da sapere"),
        "law-doubt": ("Before you rely on it", "Antes de darlo por seguro", "Prima di farvi affidamento"),
        "law-advice": (
            "Not legal advice. It is owed and no gift: it uses up nobody's limit.",
            "No es asesoramiento jurídico. Se debe y no es un regalo: no gasta límites.",
            "Non è consulenza legale. È dovuto e non è un omaggio: non consuma limiti.",
        ),
        "law-facts": ("Facts", "Datos", "Dati"),
        "law-optional": ("may be given", "puede darse", "facoltativo"),
        "law-needed": ("needed", "necesario", "necessario"),
        "law-default": ("else {}", "si no, {}", "altrimenti {}"),
        "law-computed": ("computed", "se calcula", "si calcola"),
        "law-listed": ("listed only", "solo consta", "solo elencato"),
        "law-count": ("{} tables, {} cases: {}", "{} tablas, {} casos: {}", "{} tabelle, {} casi: {}"),
        "law-per-day": ("{} a day", "{} al día", "{} al giorno"),
        "law-per-year": ("{} a year", "{} al año", "{} all'anno"),
        "law-per-month": ("{} a month", "{} al mes", "{} al mese"),
        "law-per-piece": ("{} each", "{} cada vez", "{} ogni volta"),
        "law-per-person": ("{} a person", "{} por persona", "{} a persona"),
        "law-within-working_days": ("{} working days", "{} días hábiles", "{} giorni lavorativi"),
        "law-within-days": ("{} days", "{} días", "{} giorni"),
        "law-within-months": ("{} months", "{} meses", "{} mesi"),
        "law-within-years": ("{} years", "{} años", "{} anni"),
        "law-assumed": ("taken as {1}: {0} was not given", "se toma {1}: falta {0}", "si prende {1}: manca {0}"),
        "law-days-given": (
            "the days were counted before: {}={}",
            "días ya contados: {}={}",
            "giorni già contati: {}={}",
        ),
        "law-first-counted": ("the first day counts: {}", "el primer día cuenta: {}", "il primo giorno conta: {}"),
        "law-working-days-first": (
            "{} full working days come first: {} (holidays of {})",
            "antes pasan {} días hábiles enteros: {} (festivos de {})",
            "prima passano {} giorni lavorativi interi: {} (festività di {})",
        ),
        "law-last-counted": (
            "the day on which it ended counts: {}",
            "el día en que terminó cuenta: {}",
            "il giorno in cui è finito conta: {}",
        ),
        "law-last-not-counted": (
            "the day on which it ended does not count: {}",
            "el día en que terminó no cuenta: {}",
            "il giorno in cui è finito non conta: {}",
        ),
        "law-otherwise-counted": (
            "if that day counted it would be {}: last_day=counted",
            "si ese día contara, serían {}: last_day=counted",
            "se quel giorno contasse, sarebbero {}: last_day=counted",
        ),
        "law-otherwise-not-counted": (
            "if that day did not count it would be {}: last_day=not_counted",
            "si ese día no contara, serían {}: last_day=not_counted",
            "se quel giorno non contasse, sarebbero {}: last_day=not_counted",
        ),
        "law-rate-of-the-day": (
            "each day at the rate in force on it",
            "cada día según la tarifa vigente ese día",
            "ogni giorno alla tariffa in vigore quel giorno",
        ),
        "law-rounding": (
            "worked out exactly, rounded once at the end, half a cent up",
            "cálculo exacto, redondeado una vez al final, medio céntimo al alza",
            "calcolo esatto, arrotondato una volta alla fine, mezzo cent per eccesso",
        ),
        "law-hours-of-month": (
            "a month of {} days has {} hours",
            "un mes de {} días tiene {} h",
            "un mese di {} giorni ha {} ore",
        ),
        "law-not-compared": (
            "nothing to compare with: no {}",
            "nada con qué comparar: falta {}",
            "niente da confrontare: manca {}",
        ),
        "law-greatest": (
            "{} is less than {}: the greater is owed",
            "{} es menos que {}: se debe lo mayor",
            "{} è meno di {}: spetta il maggiore",
        ),
        "law-no-band": ("nothing in the table fits", "nada de la tabla encaja", "niente nella tabella corrisponde"),
        "law-nothing-counted": ("nothing was counted", "no se contó nada", "non si è contato nulla"),
        "law-no-days": (
            "no day is left to pay for",
            "no queda ningún día que pagar",
            "non resta nessun giorno da pagare",
        ),
        "law-limit-only": (
            "a limit, no sum: give {} for the sum",
            "un límite, no una suma: indique {} para calcularla",
            "un limite, non una somma: indichi {} per calcolarla",
        ),
        "law-stale": (
            "{} was last checked more than a year ago, on {}",
            "{}: comprobado hace más de un año, el {}",
            "{}: verificato più di un anno fa, il {}",
        ),
        "law-is-derived": (
            "worked out from other figures, not read: {}",
            "deducido, no leído: {}",
            "dedotto, non letto: {}",
        ),
        "law-is-reported": (
            "read in reports, not in the rule's own text: {}",
            "leído en informes, no en el texto de la norma: {}",
            "letto in resoconti, non nel testo della norma: {}",
        ),
        "law-why": ("Why this sum", "Por qué esta suma", "Perché questa somma"),
    }
)
