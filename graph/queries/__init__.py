"""The questions that people ask, one ``.rq`` file a question."""
