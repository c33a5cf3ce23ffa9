"""Every sample of the guide is run, or parsed, or says why it is neither; what it printed is what the reader sees.

The way through: `find` reads the fences of an answer, `programs` makes each a job for its language, `sandbox` has the
job done by `supervisor` in a process of its own, `verdict` holds what was printed against what is shown, `rewrite`
puts the real output in. `check` leads through all of it over many answers and cores, `report` tells what came out.

Libraries that were looked at for this (November 2026), and why none of them carries it:

- sybil 10.1 finds Markdown fences with regular expressions and evaluates Python with `exec` in the test process; other
  languages, limits and the rewriting of what a document shows are left to whoever uses it.
- pytest-examples 0.0.18 is Python alone, run in the test process; it does check printed output and rewrite it, but as
  `#>` comments inside the code.
- byexample 11.0 knows many languages, but as prompts that it drives through pexpect: its examples are snippets of one
  session a language, not complete programs; a timeout is its only limit, and it does not rewrite outputs.
- mktestdocs 0.2 calls `exec` for Python, `bash -c` for shell and a hook for any other language; it compares no output.

What they do not have is most of the work here: isolation, limits, several tool chains, outputs in a fence of their own
with line numbers, and an update that leaves every other byte alone.
"""
