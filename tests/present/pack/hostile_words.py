"""Words that a file format could take for something else, and letters that it may not have."""

MARKUP = '*vet* _schuin_ #panic("x") $x^2$ = kop @ref <lab> // /* \\ ` ~ [a](b) {c} <b>&amp;</b>'
FORMULA = '=HYPERLINK("http://example.org")'
RIGHT_TO_LEFT = "שלום עולם مرحبا"
UNKNOWN = "漢字 \U0001f600"
CONTROL = "a\x00b\x0bc\x1fd\ufffe"
LONG = "x" * 400
EVERY = (MARKUP, FORMULA, RIGHT_TO_LEFT, UNKNOWN, CONTROL, LONG, "<script>&\"'")
