"""The scripts by which bash, zsh and fish complete a command line of pyorch. They start no process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Option:
    """The spellings of an option, its help, and the values that it takes; none if they are files or free text."""

    names: tuple[str, ...]
    help: str
    takes_value: bool = False
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Completed:
    """What may follow a command: options, and words with their help. The command is empty for `pyorch` itself.

    `first`: the words are offered once this letter is typed, because they are many; empty to offer them at once.
    """

    command: str
    options: tuple[Option, ...]
    words: tuple[tuple[str, str], ...] = ()
    first: str = ""


_BASH = """\
# Completion of pyorch for bash, by `pyorch completion bash`.
_pyorch() {{
    local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} command="" words="" index
    # bash takes --format=sarif for three words.
    if [[ $before == "=" ]]; then
        before=${{COMP_WORDS[COMP_CWORD-2]}}
    elif [[ $word == "=" ]]; then
        word=""
    fi
    for ((index = 1; index < COMP_CWORD; index++)); do
        case "$command ${{COMP_WORDS[index]}}" in
{paths}
        esac
    done
    case "$command $before" in
{values}
    *)
        case "$command:$word" in
{options}
{words}
        esac
        ;;
    esac
    COMPREPLY=($(compgen -W "$words" -- "$word"))
}}
complete -o bashdefault -o default -F _pyorch pyorch
"""

_ZSH = """\
#compdef pyorch
# Completion of pyorch for zsh, by `pyorch completion zsh`.
_pyorch() {{
    local before=$words[CURRENT-1] command="" word
    local -a found
    for word in ${{words[2,CURRENT-1]}}; do
        case "$command $word" in
{paths}
        esac
    done
    if [[ $PREFIX == --*=* ]]; then
        before=${{PREFIX%%=*}}
        compset -P '*='
    fi
    case "$command $before" in
{values}
    esac
    case "$command:$PREFIX" in
{options}
{words}
    esac
    (( $#found )) && _describe value found || _files
}}
if [[ $funcstack[1] == _pyorch ]]; then
    _pyorch "$@"
else
    compdef _pyorch pyorch
fi
"""

_FISH = """\
# Completion of pyorch for fish, by `pyorch completion fish`.
function __pyorch_is
    set -l command ''
    for word in (commandline -opc)[2..]
        switch "$command $word"
{paths}
        end
    end
    test "$command" = "$argv[1]"
end
{lines}
"""


def bash(found: Sequence[Completed]) -> str:
    """Return the script for bash."""
    values = [
        f'    {_patterns(each, option)}) words="{" ".join(option.values)}" ;;'
        for each in found
        for option in each.options
        if option.values
    ]
    # The value of any other option is a file, or text that only the user knows.
    values += [
        f"    {_patterns(each, option)}) ;;"
        for each in found
        for option in each.options
        if option.takes_value and not option.values
    ]
    options = [f'        "{each.command}:"-*) words="{" ".join(_names(each))}" ;;' for each in found if each.options]
    words = [
        f'        "{each.command}:{each.first}"*) words="{" ".join(word for word, _ in each.words)}" ;;'
        for each in found
        if each.words
    ]
    return _BASH.format(
        paths=_paths(found), values="\n".join(values), options="\n".join(options), words="\n".join(words)
    )


def zsh(found: Sequence[Completed]) -> str:
    """Return the script for zsh."""
    values = [
        f"    {_patterns(each, option)}) found=({' '.join(option.values)}) ; _describe value found ; return ;;"
        if option.values
        else f"    {_patterns(each, option)}) _files ; return ;;"
        for each in found
        for option in each.options
        if option.takes_value
    ]
    options = [f'    "{each.command}:"-*) found=({_list(_names_with_help(each))}) ;;' for each in found if each.options]
    words = [f'    "{each.command}:{each.first}"*) found=({_list(each.words)}) ;;' for each in found if each.words]
    return _ZSH.format(
        paths=_paths(found), values="\n".join(values), options="\n".join(options), words="\n".join(words)
    )


def fish(found: Sequence[Completed]) -> str:
    """Return the script for fish."""
    lines: list[str] = []
    for each in found:
        condition = f"complete -c pyorch -n '__pyorch_is \"{each.command}\"'"
        files = "" if each.first else " -f"
        typed = f"; and string match -q \\'{each.first}*\\' -- (commandline -ct)'" if each.first else "'"
        lines += [f"{condition[:-1]}{typed}{files} -a {word}{_told(text)}" for word, text in each.words]
        for option in each.options:
            names = " ".join(f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names)
            values = f" -x -a '{' '.join(option.values)}'" if option.values else " -r" if option.takes_value else ""
            lines.append(f"{condition} {names}{values}{_told(option.help)}")
    paths = "\n".join(
        f"            case '{before} {word}'\n                set command '{each.command}'"
        for each in found
        if each.command
        for before, word in [_split(each.command)]
    )
    return _FISH.format(paths=paths, lines="\n".join(lines))


SCRIPTS: dict[str, Callable[[Sequence[Completed]], str]] = {"bash": bash, "zsh": zsh, "fish": fish}


def _paths(found: Sequence[Completed]) -> str:
    """Return the branches that follow a command line from command to subcommand, for bash and zsh."""
    return "\n".join(
        f'        "{before} {word}") command="{each.command}" ;;'
        for each in found
        if each.command
        for before, word in [_split(each.command)]
    )


def _split(command: str) -> tuple[str, str]:
    """Return the command before the last word, and that word."""
    before, _, word = command.rpartition(" ")
    return before, word


def _patterns(each: Completed, option: Option) -> str:
    return "|".join(f'"{each.command} {name}"' for name in option.names)


def _names(each: Completed) -> list[str]:
    return [name for option in each.options for name in option.names]


def _names_with_help(each: Completed) -> list[tuple[str, str]]:
    return [(name, option.help) for option in each.options for name in option.names]


def _list(words: Iterable[tuple[str, str]]) -> str:
    """Return words and their help as zsh's _describe reads them."""
    return " ".join(_quoted(f"{word}:{text}" if text else word) for word, text in words)


def _told(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f" -d '{escaped}'" if text else ""


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"
