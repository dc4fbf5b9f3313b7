"""Runs Python of flow authors: the program of a sandboxed process, with the same contract as main.cjs beside it.

In: jobs as JSON lines on the descriptor 3. Out: reports as JSON lines on 4. The hook below refuses what code must not do, and can be
bent by whoever tries hard enough: the walls are the user, the limits and the namespaces of the process, without which the
parent does not start it. There is no network.
"""

import io
import json
import math
import os
import resource
import sys
import traceback
from datetime import date, datetime

DEPTH_MAX = 100
ODD_MAX = 100
# Characters of a whole result, of the log of a run, and of one message.
RESULT_CHARACTERS_MAX = 4_000_000
LOG_CHARACTERS_MAX = 200_000
MESSAGE_CHARACTERS_MAX = 2_000

jobs = os.fdopen(3, "r", encoding="utf-8")
out = 4
logged = 0


def report(kind, **members):
    send(json.dumps({"kind": kind, **members}))


def send(text):
    data = text.encode("utf-8", "replace") + b"\n"
    while data:
        data = data[os.write(out, data):]


class Log(io.TextIOBase):
    """The console: each text is sent at once."""

    encoding = "utf-8"

    def writable(self):
        return True

    def write(self, text):
        global logged
        left = LOG_CHARACTERS_MAX - logged
        if left > 0:
            logged += len(text)
            report("log", text=text[:left])
        return len(text)


class TooLarge(Exception):
    pass


def encode(root):
    """The result as JSON, and the places of what JSON cannot hold."""
    odd = []
    size = 0

    def strange(path, what):
        if len(odd) < ODD_MAX:
            odd.append([path, what])
        return None

    def plain(value, path, within):
        nonlocal size
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, str):
            size += len(value)
            if size > RESULT_CHARACTERS_MAX:
                raise TooLarge()
            return value
        if isinstance(value, (int, float)):
            if math.isfinite(value):
                return value
            return strange(path, str(value))
        if isinstance(value, (date, datetime)):
            return value.isoformat()
        if any(each is value for each in within):
            return strange(path, "a cycle")
        if len(within) >= DEPTH_MAX:
            return strange(path, "nested too deeply")
        size += 2
        if size > RESULT_CHARACTERS_MAX:
            raise TooLarge()
        if isinstance(value, dict):
            return {
                str(name): plain(each, f"{path}.{name}" if path else str(name), [*within, value])
                for name, each in value.items()
            }
        if isinstance(value, (list, tuple)):
            return [plain(each, f"{path}[{index}]", [*within, value]) for index, each in enumerate(value)]
        return strange(path, f"a {type(value).__name__}")

    try:
        return json.dumps(plain(root, "", [])), json.dumps(odd)
    except TooLarge:
        return "null", '[["", "too large"]]'


def status_of(error):
    """The status of the answer behind an error: requests keeps it in the response, the client of the API and urllib in the error."""
    response = getattr(error, "response", None)
    for holder, name in ((response, "status_code"), (error, "status"), (error, "code")):
        status = getattr(holder, name, None)
        if isinstance(status, int) and 100 <= status < 600:
            return status
    return 0


def fail(error, code=""):
    if isinstance(error, SyntaxError) and error.filename == "main.py":
        code = "SYNTAX_ERROR"
    frames = [each for each in traceback.extract_tb(error.__traceback__) if each.filename == "main.py"]
    stack = "".join(traceback.format_list(frames) + traceback.format_exception_only(type(error), error))
    message = str(error)[:MESSAGE_CHARACTERS_MAX]
    report("error", name=type(error).__name__, message=message, stack=stack[:4_000], code=code, status=status_of(error))
    end(False)


def end(is_reusable):
    global logged
    used = resource.getrusage(resource.RUSAGE_SELF)
    logged = 0
    report("ended", memory=used.ru_maxrss * 1024, cpuSeconds=used.ru_utime + used.ru_stime, isReusable=is_reusable)


REFUSED = (
    "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.system", "os.kill", "os.killpg", "os.listdir", "os.scandir",
    "os.chmod", "os.chown", "os.link", "os.symlink", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.truncate", "os.walk",
    "subprocess.", "socket.", "ctypes.", "pty.", "shutil.", "sqlite3.", "mmap.", "webbrowser.", "signal.pthread_kill", "sys.addaudithook",
    "glob.glob", "resource.setrlimit", "resource.prlimit", "tempfile.",
)
# The modules that Python itself reads.
LIBRARIES = tuple(os.path.realpath(each) + os.sep for each in sys.path if each and os.path.isdir(each))
ASKED_FOR_LIBRARIES = ("os.listdir", "os.scandir")


def is_library(path):
    return isinstance(path, (str, bytes)) and os.path.realpath(os.fsdecode(path)).startswith(LIBRARIES)


def hook(event, args):
    if event == "open":
        path, mode, flags = args
        is_reading = (flags or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC) == 0
        if isinstance(path, int) or (is_reading and is_library(path)) or path == "main.py":
            return
        raise PermissionError("Custom code cannot use files.")
    if event.startswith(REFUSED):
        if event in ASKED_FOR_LIBRARIES and is_library(str(args[0]) + os.sep + "x"):
            return
        raise PermissionError(f"Custom code cannot use {event}.")


def load(setup):
    module = {"__name__": "main", "__builtins__": __builtins__}
    exec(compile(setup["source"], "main.py", "exec"), module)
    return module


def begin(setup, loaded, event):
    try:
        module = loaded if loaded is not None else load(setup)
        main = module.get(setup["entry"])
        if not callable(main):
            entry = setup["entry"]
            fail(Exception(f"The code has no function {entry}: it must define {entry}(event)."), "NO_ENTRY")
            return None
        result = main(event)
    except BaseException as error:
        fail(error)
        return None
    if isinstance(result, dict):
        value, odd = encode(result)
        send(f'{{"kind":"result","value":{value},"odd":{odd}}}')
    end(True)
    return module


def run():
    setup = None
    loaded = None
    sys.stdin = io.StringIO("")
    sys.stdout = sys.stderr = Log()
    sys.addaudithook(hook)
    report("ready")
    for line in jobs:
        message = json.loads(line)
        if message["kind"] == "setup":
            setup = message
            for name in list(os.environ):
                if name not in ("LANG", "TZ"):
                    del os.environ[name]
            os.environ.update(setup["environment"])
        else:
            loaded = begin(setup, loaded, message["event"])


run()
