"""Numbers, units, bounds, changes and periods of Russian official prose.

>>> [(str(q.value), q.cmp, q.unit) for q in parse_phrase("более одного миллиона услуг")]
[('1000000', '>', 'услуга')]
"""

from mfcx.quantities.counted.looking_left import find_measured
from mfcx.quantities.limits.denominators import find_event
from mfcx.quantities.scene import Context
from mfcx.quantities.sentence import Reading, has_numeral, parse_phrase, read_sentence

__all__ = ["Context", "Reading", "find_event", "find_measured", "has_numeral", "parse_phrase", "read_sentence"]
