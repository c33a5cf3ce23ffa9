"""Every sample of the guide is run, or parsed, or says why it is neither; what it printed is what the reader sees.

The way through: `find` reads the fences of an answer, `recipes` makes each a job by its row of `languages`, `sandbox`
has the job done where it can do no harm, `compare` holds what was printed against what is shown, `rewrite` puts the
real output in. `check` leads through all of it over many answers and cores.
"""
