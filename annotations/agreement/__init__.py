"""How far annotators agree: Cohen's kappa, Krippendorff's alpha and span F1, for each code and for all together.

Pure functions over passages by author. `compare` takes documents as `coded` makes them of annotations.
"""

from annotations.agreement.codings import Coded, Coding, coded
from annotations.agreement.coefficients import Coefficient, cohen_kappa, krippendorff_alpha, span_f1
from annotations.agreement.comparison import Agreement, CodeAgreement, PairAgreement, compare

__all__ = [
    "Agreement",
    "CodeAgreement",
    "Coded",
    "Coding",
    "Coefficient",
    "PairAgreement",
    "coded",
    "cohen_kappa",
    "compare",
    "krippendorff_alpha",
    "span_f1",
]
