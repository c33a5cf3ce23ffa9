"""Running a job where it can do no harm, or not at all.

`client` starts bubblewrap with the arguments of `bwrap` and the system calls that `seccomp` leaves; inside,
`supervisor` does the job within its `limits`, counts with `procfs` what it uses, starts the `servers` it needs and
sends back what came of it. What is imported inside (this file too) needs the standard library alone.
"""
