// written_by: scripts/convert.py
self.GUIDE_STUDY_LIST = {
topics: [["web", "Web"]],
questions: [
{"id": "cors", "title": "What is CORS?", "topic": "web", "level": "junior", "kind": "technical", "tags": ["http"], "names": [], "follow_ups": [["cors-why", "Why?"], ["cors-since-when", "Since when?"], ["cors-what-else", "What else?"]]}
]
};
