"""Splits template text into tokens."""

from __future__ import annotations

from orchestrion_py.aspects.templates.go_strings import byte_length, code_point_name, is_letter_or_digit, quote

LEFT, RIGHT = "{{", "}}"
SPACES = " \t\r\n"

# The kinds of token. Keywords are their own kind.
BOOL, CHARACTER, COMMA_OR_OTHER, COMPLEX, FIELD, IDENTIFIER = "bool", "character", "other", "complex", "field", "name"
NUMBER, RAW_STRING, STRING, VARIABLE, TEXT, SPACE = "number", "raw string", "string", "variable", "text", "space"
ASSIGN, DECLARE, PIPE, LEFT_PAREN, RIGHT_PAREN = "=", ":=", "|", "(", ")"
LEFT_DELIMITER, RIGHT_DELIMITER, END_OF_TEXT, ERROR = LEFT, RIGHT, "EOF", "error"
BLOCK, BREAK, CONTINUE, DEFINE, ELSE, END, IF = "block", "break", "continue", "define", "else", "end", "if"
RANGE, TEMPLATE, WITH, NIL, DOT = "range", "template", "with", "nil", "."
_KEYWORDS = frozenset([BLOCK, BREAK, CONTINUE, DEFINE, ELSE, END, IF, RANGE, TEMPLATE, WITH, NIL])
_TERMINATORS = frozenset(" \t\r\n.,|:)(")
_SINGLE = {"=": ASSIGN, "|": PIPE}
_DECIMAL, _HEXADECIMAL = "0123456789_", "0123456789abcdefABCDEF_"
_DIGITS = {"x": _HEXADECIMAL, "o": "01234567_", "b": "01_"}


class Token:
    """A piece of the text. `position` is the offset of its first character, `value` its text or an error's reason."""

    __slots__ = ("kind", "position", "value")

    def __init__(self, kind: str, position: int, value: str) -> None:
        self.kind = kind
        self.position = position
        self.value = value

    def __str__(self) -> str:
        """Return the name of the token in the errors of Go's parser."""
        if self.kind in (END_OF_TEXT, ERROR):
            return self.value
        if self.kind in _KEYWORDS or self.kind == DOT:
            return f"<{self.value}>"
        if byte_length(self.value) > 10:
            return quote(self.value[:10]) + "..."
        return quote(self.value)


class Lexer:
    """Splits a template into tokens, one for each call of `next`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.start = 0
        self.inside_action = False
        self.open_parens = 0

    def next(self) -> Token:
        """Return the next token: END_OF_TEXT after the last one, nothing meaningful after an ERROR."""
        return self._inside_action() if self.inside_action else self._outside()

    # Outside actions.

    def _outside(self) -> Token:
        """Return the text up to an action or the end, or the delimiter of an action; skip comments."""
        while True:
            text, start = self.text, self.position
            self.start = start
            found = text.find(LEFT, start)
            if found < 0:
                self.position = len(text)
                return self._token(TEXT) if self.position > start else self._token(END_OF_TEXT, "EOF")
            inner = found + len(LEFT)
            trims = text[inner : inner + 1] == "-" and text[inner + 1 : inner + 2] in _SPACE_CHARACTERS
            kept = text[start:found].rstrip(SPACES) if trims else text[start:found]
            self.start = self.position = found
            if kept:
                return Token(TEXT, start, kept)
            after = inner + 2 if trims else inner
            if not text.startswith("/*", after):
                self.inside_action = True
                self.open_parens = 0
                self.position = after
                return Token(LEFT_DELIMITER, found, LEFT)
            error = self._skip_comment(after)
            if error is not None:
                return error

    def _skip_comment(self, start: int) -> Token | None:
        self.start = start
        close = self.text.find("*/", start + 2)
        if close < 0:
            return self._error("unclosed comment")
        self.position = close + 2
        length = self._right_delimiter_length()
        if not length:
            return self._error("comment ends before closing delimiter")
        self._pass_right_delimiter(length)
        return None

    # Delimiters that close an action.

    def _right_delimiter_length(self) -> int:
        """Return the length of the closing delimiter at the current position: 2, 4 with a trim marker, 0 for none."""
        text, position = self.text, self.position
        if text.startswith(RIGHT, position):
            return len(RIGHT)
        if text.startswith("-" + RIGHT, position + 1) and text[position] in _SPACE_CHARACTERS:
            return len(RIGHT) + 2
        return 0

    def _pass_right_delimiter(self, length: int) -> None:
        self.position += length
        if length > len(RIGHT):
            text, end = self.text, len(self.text)
            while self.position < end and text[self.position] in _SPACE_CHARACTERS:
                self.position += 1

    def _close_action(self, length: int) -> Token:
        token = Token(RIGHT_DELIMITER, self.position + length - len(RIGHT), RIGHT)
        self._pass_right_delimiter(length)
        self.inside_action = False
        return token

    # Inside actions.

    def _inside_action(self) -> Token:
        self.start = self.position
        length = self._right_delimiter_length()
        if length:
            return self._error("unclosed left paren") if self.open_parens else self._close_action(length)
        character = self._peek()
        if not character:
            return self._error("unclosed action")
        if character in _SPACE_CHARACTERS:
            return self._space()
        if character in "+-0123456789" or (character == "." and self._peek(1).isdigit() and self._peek(1).isascii()):
            return self._number()
        if is_letter_or_digit(character):
            return self._identifier()
        self.position += 1
        return self._symbol(character)

    def _symbol(self, character: str) -> Token:
        """Return the token that begins with a character, which has been read."""
        if character == ".":
            return self._field_or_variable(FIELD, DOT)
        if character == "$":
            return self._field_or_variable(VARIABLE, VARIABLE)
        if character in "()":
            return self._paren(character)
        if character in _SINGLE:
            return self._token(_SINGLE[character])
        if character == ":":
            if self._peek() != "=":
                return self._error("expected :=")
            self.position += 1
            return self._token(DECLARE)
        if character in "`\"'":
            return self._literal(character)
        if character.isascii() and character.isprintable():
            return self._token(COMMA_OR_OTHER)
        return self._error(f"unrecognized character in action: {code_point_name(character)}")

    def _literal(self, delimiter: str) -> Token:
        if delimiter == "`":
            return self._raw_string()
        if delimiter == '"':
            return self._quoted(delimiter, STRING, "unterminated quoted string")
        return self._quoted(delimiter, CHARACTER, "unterminated character constant")

    def _paren(self, character: str) -> Token:
        if character == "(":
            self.open_parens += 1
            return self._token(LEFT_PAREN)
        self.open_parens -= 1
        return self._error("unexpected right paren") if self.open_parens < 0 else self._token(RIGHT_PAREN)

    def _space(self) -> Token:
        text, position, end = self.text, self.position, len(self.text)
        while position < end and text[position] in _SPACE_CHARACTERS:
            position += 1
        # The last space may belong to a closing " -}}".
        self.position = position - 1
        length = self._right_delimiter_length()
        if not length:
            self.position = position
        elif self.position == self.start:
            return self._close_action(length)
        return self._token(SPACE)

    def _identifier(self) -> Token:
        self._skip_word()
        if not self._at_terminator():
            return self._error(f"bad character {code_point_name(self._peek())}")
        word = self.text[self.start : self.position]
        if word in _KEYWORDS:
            return self._token(word)
        return self._token(BOOL if word in ("true", "false") else IDENTIFIER)

    def _field_or_variable(self, kind: str, kind_if_bare: str) -> Token:
        if self._at_terminator():
            return self._token(kind_if_bare)
        self._skip_word()
        if not self._at_terminator():
            return self._error(f"bad character {code_point_name(self._peek())}")
        return self._token(kind)

    def _quoted(self, delimiter: str, kind: str, unterminated: str) -> Token:
        text, position = self.text, self.position
        while True:
            character = text[position : position + 1]
            if character == "\\":
                position += 1
                character = text[position : position + 1]
                if character and character != "\n":
                    position += 1
                    continue
            if character in ("", "\n"):
                return self._error(unterminated)
            position += 1
            if character == delimiter:
                self.position = position
                return self._token(kind)

    def _raw_string(self) -> Token:
        close = self.text.find("`", self.position)
        if close < 0:
            return self._error("unterminated raw quoted string")
        self.position = close + 1
        return self._token(RAW_STRING)

    # Numbers: anything that looks like one; the parser computes the value.

    def _number(self) -> Token:
        kind = NUMBER
        good = self._scan_number()
        if good and self._peek() in ("+", "-"):
            kind = COMPLEX
            good = self._scan_number() and self.text[self.position - 1] == "i"
        if good:
            return self._token(kind)
        return self._error(f"bad number syntax: {quote(self.text[self.start : self.position])}")

    def _scan_number(self) -> bool:
        self._accept("+-")
        digits = _DECIMAL
        if self._accept("0"):
            base = self._peek().lower()
            if base in _DIGITS and self._accept("xXoObB"):
                digits = _DIGITS[base]
        self._accept_run(digits)
        if self._accept("."):
            self._accept_run(digits)
        exponent = {_DECIMAL: "eE", _HEXADECIMAL: "pP"}.get(digits, "")
        if self._accept(exponent):
            self._accept("+-")
            self._accept_run(_DECIMAL)
        self._accept("i")
        following = self._peek()
        if following and is_letter_or_digit(following):
            self.position += 1
            return False
        return True

    # Steps.

    def _peek(self, ahead: int = 0) -> str:
        """Return the character at or after the current position, empty at the end."""
        return self.text[self.position + ahead : self.position + ahead + 1]

    def _accept(self, characters: str) -> bool:
        character = self._peek()
        if not character or character not in characters:
            return False
        self.position += 1
        return True

    def _accept_run(self, characters: str) -> None:
        while self._accept(characters):
            pass

    def _skip_word(self) -> None:
        text, position, end = self.text, self.position, len(self.text)
        while position < end and is_letter_or_digit(text[position]):
            position += 1
        self.position = position

    def _at_terminator(self) -> bool:
        character = self._peek()
        return not character or character in _TERMINATORS or self.text.startswith(RIGHT, self.position)

    def _token(self, kind: str, value: str | None = None) -> Token:
        return Token(kind, self.start, self.text[self.start : self.position] if value is None else value)

    def _error(self, reason: str) -> Token:
        return Token(ERROR, self.start, reason)


_SPACE_CHARACTERS = frozenset(SPACES)
