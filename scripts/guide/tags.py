"""The known tags. A new tag is added here, and nowhere else."""

GROUPS = (
    "interview career communication",
    "languages javascript nodejs python java cpp oop errors compilers",
    "memory concurrency operating-systems networking",
    "http web api security browser servers",
    "databases sql nosql mysql data-formats performance",
    "algorithms data-structures complexity",
    "architecture design distributed-systems microservices scalability reliability",
    "testing debugging refactoring ci-cd",
)
TAGS = frozenset(tag for group in GROUPS for tag in group.split())
