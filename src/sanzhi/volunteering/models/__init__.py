from .certificates import Certificate
from .service import Correction, SignUp
from .shifts import Activity, Shift, Template
from .volunteers import Volunteer

__all__ = ["Activity", "Certificate", "Correction", "Shift", "SignUp", "Template", "Volunteer"]
