"""How far annotators agree: Cohen's kappa, Krippendorff's alpha and span F1, for each code and for all together.

Pure functions over passages by author. `compare` takes documents as `coded` makes them of annotations;
`differences` are the places of a text that are to be settled.
"""

from annotations.agreement.codings import Coded, Coding, coded
from annotations.agreement.coefficients import Coefficient, cohen_kappa, krippendorff_alpha, span_f1
from annotations.agreement.comparison import Agreement, CodeAgreement, PairAgreement, compare
from annotations.agreement.differences import Difference, Side, differences

__all__ = [
    "Agreement",
    "CodeAgreement",
    "Coded",
    "Coding",
    "Coefficient",
    "Difference",
    "PairAgreement",
    "Side",
    "coded",
    "cohen_kappa",
    "compare",
    "differences",
    "krippendorff_alpha",
    "span_f1",
]
