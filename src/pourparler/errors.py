"""The error tree, on one screen.

PourparlerError
└── UserError        what the user can mend: one line on stderr, exit status 2
    ├── SettingsError    an option, a setting or an environment variable
    ├── ReadError        a file, a folder, a line that cannot be read as a report
    ├── RuleError        a rule or word list that does not hold: "file: rule: why"
    ├── StoreError       a record that cannot be opened, read or written
    ├── PlanError        a plan, calendar or answer that does not hold
    └── BatchError       a batch run that cannot start or go on

Anything that is no UserError is a bug and ends with a traceback.
"""


class PourparlerError(Exception):
    """Base of everything Pourparler raises on purpose."""


class UserError(PourparlerError):
    """Something the user can mend; the message says what, where and what to do, in one line."""


class SettingsError(UserError):
    """An option or setting that does not hold."""


class ReadError(UserError):
    """A file, folder, stream or line that cannot be read as a report."""


class RuleError(UserError):
    """A rule file or word list that does not hold; the message is `file: rule: why`."""


class StoreError(UserError):
    """A record that cannot be opened, read or written: missing, locked, corrupt, of another schema, disk full."""


class PlanError(UserError):
    """A plan, calendar or answer that does not hold: the message names the file and the key or line."""


class BatchError(UserError):
    """A batch run that cannot start or go on: input, output folder, engine."""
