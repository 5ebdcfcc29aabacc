"""The command ``fengze``; what a word of it needs is loaded when that word is said."""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any, NoReturn

from ..errors import InputError
from ..lexicon import read_rows
from ..processes import ENDING
from ..release import version

_GRACE = 3.0  # seconds that a run has to end after an interrupt before it is interrupted again


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one line that says what would be right."""

    def error(self, message: str) -> NoReturn:
        raise InputError(message, self.prog, f"see {self.prog} --help")


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``fengze``; 0 is well, 1 something moved or was not read, 2 the input is wrong.

    What Ctrl-C or SIGTERM interrupts ends with 130 or 143, in one line.
    """
    try:
        _catch_signals()
        _print_anything()
        code = _run(argv)
        sys.stdout.flush()  # here, where a full disk behind a pipe can still be told
        return code
    except InputError as error:
        return tell(str(error))
    except BrokenPipeError:
        _silence_stdout()
        return 0
    except OSError as error:
        _silence_stdout()
        return tell(f"{error.strerror or error} ({error.filename or 'file system'})")
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("fengze_analysis"):
            raise
        return tell(f"{error.name} is not installed; expected: pip install 'fengze-analysis[all]'")
    except (MemoryError, RecursionError):
        return tell("the input is too large or too deeply nested to be read")
    except KeyboardInterrupt as ended:
        tell("interrupted; what was there before is there still")
        return 128 + int((ended.args or (signal.SIGINT,))[0])
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _catch_signals() -> None:
    """SIGTERM and a terminal that is closed end a run as Ctrl-C does, unless they are ignored.

    What is raised for it may be lost: a library catches all there is, or Python was clearing an
    object away. So it is raised again, until ``main`` ends.
    """

    def end(number: int) -> NoReturn:
        signal.signal(signal.SIGALRM, lambda *_: end(number))
        signal.setitimer(signal.ITIMER_REAL, _GRACE)
        raise KeyboardInterrupt(number)

    def interrupt(number: int, _: object) -> None:
        if not any(signal.getitimer(signal.ITIMER_REAL)):
            end(number)

    def dropped(what: sys.UnraisableHookArgs) -> None:
        if not isinstance(what.exc_value, KeyboardInterrupt):
            sys.__unraisablehook__(what)

    with contextlib.suppress(ValueError):  # not in the main thread
        for one in ENDING:
            if signal.getsignal(one) is not signal.SIG_IGN:
                signal.signal(one, interrupt)
        sys.unraisablehook = dropped


def _run(words: Sequence[str] | None) -> int:
    parser = _parser()
    arguments = parser.parse_args(words)
    if arguments.version:
        print(f"fengze {version()}")
    elif arguments.command is None:
        parser.print_help()
    else:
        module = import_module(f".{arguments.module}", __package__)
        return int(getattr(module, f"run_{arguments.command}")(arguments) or 0)
    return 0


def _parser() -> argparse.ArgumentParser:
    form: Any = {"allow_abbrev": False, "formatter_class": argparse.RawDescriptionHelpFormatter}
    parser = _Parser(prog="fengze", description=_text("fengze.txt"), **form)
    parser.add_argument("--version", action="store_true", help="print the version and stop")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    for row in read_rows("commands.csv", __package__):
        name, said = row["command"], row["summary"]
        epilog = _text("targets.txt") if name == "targets" else ""
        command = commands.add_parser(name, help=said, description=said, epilog=epilog, **form)
        command.set_defaults(**row)
        for option in read_rows("options.csv", __package__):
            if name in option["commands"].split():
                given: dict[str, Any] = {word: cell for word, cell in option.items() if cell}
                given["help"] = given["help"].format(**row)
                if "choices" in given:
                    given["choices"] = given["choices"].split()
                del given["commands"]
                command.add_argument(given.pop("option"), **given)
    return parser


def _text(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8")


def _print_anything() -> None:
    """A character that the terminal's encoding lacks is escaped; a closed stream takes nothing."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - to the end
            setattr(sys, name, nowhere)
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _silence_stdout() -> None:
    """What is still to be written goes nowhere, so that the interpreter ends quietly."""
    with contextlib.suppress(OSError, ValueError):  # a captured stream has no number
        number = sys.stdout.fileno()
        os.dup2(os.open(os.devnull, os.O_WRONLY), number)


def tell(message: str) -> int:
    """Say what is wrong or worth knowing, a line each, on standard error; the code of an error."""
    for line in message.split("\n"):
        print(f"fengze: {printable(line)}", file=sys.stderr)
    return 2


def one_line(cell: str) -> str:
    """A cell on one line, without characters that could command a terminal."""
    return printable(" ".join(cell.split()))


def printable(line: str) -> str:
    """A line without characters that could command a terminal, shown as escapes."""
    return "".join(one if one.isprintable() else ascii(one)[1:-1] for one in line)
