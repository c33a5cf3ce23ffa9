"""The known tags. A new tag is added here, and nowhere else."""

__all__ = ["TAGS"]


GROUPS = (
    "interview career communication",
    "languages javascript nodejs python java cpp oop errors compilers",
    "memory concurrency operating-systems networking",
    "http web api security authentication browser servers",
    "databases sql nosql mysql postgresql transactions data-formats performance",
    "algorithms data-structures complexity",
    "architecture design distributed-systems microservices scalability reliability caching messaging",
    "testing debugging refactoring ci-cd containers observability",
)
TAGS = frozenset(tag for group in GROUPS for tag in group.split())
