"""Every sample of the guide is run, or parsed, or says why it is neither; what it printed is what the reader sees.

The way through: `find` reads the fences of an answer, `recipes` makes each a job by its row of `languages`, `sandbox`
has the job done where it can do no harm, `compare` holds what was printed against what is shown, `rewrite` puts the
real output in. `check` leads through all of it over many answers and cores.

Why no library carries it (looked at in November 2026): sybil 10.1, pytest-examples 0.0.18 and mktestdocs 0.2 run
samples inside the test process, byexample 11.0 as snippets of one session with a timeout as its only limit. Isolation,
limits, several tool chains and outputs in fences of their own are most of the work here.
"""
